using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store append</c></summary>
internal sealed class StoreAppendCommand : StoreChangeCommand
{
    private readonly Argument<string> _line = new("value") { Description = "The line; '-' reads all of standard input (UTF-8) and leaves out one newline at its end." };

    public StoreAppendCommand()
        : base("append", "Add a line to a value.")
    {
        Arguments.Add(_line);
        Options.Add(CommonOptions.ExpiresIn);
        Options.Add(CommonOptions.AllowSecret);
    }

    public override string Details => "Makes the entry if it is absent. Prints nothing without --json.";

    protected override StateRequest Request(Invocation invocation) => new AppendRequest
    {
        Key = invocation.Key,
        ExpiresAt = invocation.ExpiresAt,
        AllowSecret = invocation.Flag(CommonOptions.AllowSecret),
        Line = invocation.Value(_line),
    };
}
