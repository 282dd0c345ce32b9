using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store undo</c></summary>
internal sealed class StoreUndoCommand : StoreChangeCommand
{
    private readonly Option<string> _version = new("--version") { HelpName = "n", Description = "The version to return to; the one before the current if left out. 'store history' lists them." };

    public StoreUndoCommand()
        : base("undo", "Write an earlier version of a value again, and print it.") => Options.Add(_version);

    public override string Details => "It becomes a new version, so that an undo can be undone. Prints nothing if the entry was absent then, and is again.";

    protected override bool PrintsValue => true;

    protected override StateRequest Request(Invocation invocation) => new UndoRequest
    {
        Key = invocation.Key,
        Version = invocation.Version(_version, minimum: 1),
    };
}
