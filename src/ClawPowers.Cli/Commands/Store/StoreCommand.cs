namespace ClawPowers.Cli.Commands.Store;

/// <summary>A command of the group <c>store</c>.</summary>
internal abstract class StoreCommand(string name, string description) : CliCommand(name, description)
{
    public sealed override string Group => "store";
}
