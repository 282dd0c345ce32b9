namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store list</c></summary>
internal sealed class StoreListCommand() : StoreReadCommand("list", "Print keys, one on a line.")
{
    public override string Details => "--json prints the whole entries.";

    protected override string Line(StateEntry entry) => entry.Key;
}
