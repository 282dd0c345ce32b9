using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store set</c></summary>
internal sealed class StoreSetCommand : StoreChangeCommand
{
    private readonly Argument<string> _value = new("value") { Description = "The text; '-' reads all of standard input (UTF-8) and leaves out one newline at its end." };

    public StoreSetCommand()
        : base("set", "Remember a value.")
    {
        Arguments.Add(_value);
        Options.Add(CommonOptions.ExpiresIn);
        Options.Add(CommonOptions.AllowSecret);
    }

    public override string Details => "It is kept as text, and earlier values stay in the history. Prints nothing without --json.";

    protected override StateRequest Request(Invocation invocation) => new SetRequest
    {
        Key = invocation.Key,
        ExpiresAt = invocation.ExpiresAt,
        AllowSecret = invocation.Flag(CommonOptions.AllowSecret),
        Value = invocation.Value(_value),
    };
}
