namespace ClawPowers.Cli.Commands.Hooks;

/// <summary>A command of the group <c>hook</c>.</summary>
internal abstract class HookCommand(string name, string description) : CliCommand(name, description)
{
    public override string Group => "hook";

    public override bool TakesScope => false;
}
