using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store incr</c></summary>
internal sealed class StoreIncrCommand : StoreChangeCommand
{
    private readonly Argument<string?> _by = new("n") { Arity = ArgumentArity.ZeroOrOne, Description = "What to add, a whole number; 1 if left out, may be negative." };
    private readonly Option<string> _minimum = new("--minimum") { HelpName = "n", Description = "Refuse a result below it, and change nothing." };
    private readonly Option<string> _maximum = new("--maximum") { HelpName = "n", Description = "Refuse a result above it, and change nothing." };

    public StoreIncrCommand()
        : base("incr", "Add to a whole number, and print the result.")
    {
        Arguments.Add(_by);
        Options.Add(_minimum);
        Options.Add(_maximum);
        Options.Add(CommonOptions.ExpiresIn);
    }

    public override string Details => "An absent entry counts as 0. Any number of processes may count at once; none is lost.";

    protected override bool PrintsValue => true;

    protected override StateRequest Request(Invocation invocation) => new StepRequest
    {
        Key = invocation.Key,
        By = invocation.Integer(_by) ?? 1,
        Minimum = invocation.Integer(_minimum),
        Maximum = invocation.Integer(_maximum),
        ExpiresAt = invocation.ExpiresAt,
        IntegerOnly = true,
    };
}
