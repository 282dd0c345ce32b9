using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store list-values</c></summary>
internal sealed class StoreListValuesCommand() : StoreReadCommand("list-values", "Print entries as key=value, one on a line.")
{
    public override string Details =>
        "A value that has line breaks or other control characters, or begins with a quotation mark, is printed as a JSON string, and so is a key with '=' in it: "
        + "every entry is one line, and nothing is lost.";

    protected override string Line(StateEntry entry) => LineText.OfEntry(entry);
}
