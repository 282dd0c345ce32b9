using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans;

namespace ClawPowers.Cli.Commands.Plans;

/// <summary><c>clawpowers plan remove</c></summary>
internal sealed class PlanRemoveCommand : PlanCommand
{
    private readonly Argument<string[]> _plans = new("plan") { Arity = ArgumentArity.OneOrMore, Description = "Plans by name or pattern (quote it)." };
    private readonly Option<bool> _force = CommonOptions.LocalFlag("--force", "Remove plans that somebody works on, too.");
    private readonly Option<bool> _dryRun = CommonOptions.LocalFlag("--dry-run", "Say what would be removed, and remove nothing.");

    public PlanRemoveCommand()
        : base("remove", "Remove plans with their tasks, and how far they are.")
    {
        Arguments.Add(_plans);
        Options.Add(_force);
        Options.Add(_dryRun);
    }

    public override string Details => "The plan's file stays, and so do the runs that were recorded.";

    public override int Run(Invocation invocation)
    {
        var store = new PlanStore(invocation.Context);
        RemovablePlan[] plans =
        [
            .. invocation.Words(_plans)
                .SelectMany(name => store.FindToRemove(name, invocation.Scope, invocation.Project, invocation.Cancellation))
                .DistinctBy(static plan => (plan.Name, plan.Project)),
        ];
        IReadOnlyList<(RemovablePlan Plan, ClawException? Error)> outcomes = invocation.Flag(_dryRun)
            ? [.. plans.Select(static plan => (plan, (ClawException?)null))]
            : store.Remove(plans, invocation.Flag(_force), invocation.Cancellation);
        RemovablePlan[] removed = [.. outcomes.Where(static outcome => outcome.Error is null).Select(static outcome => outcome.Plan)];
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, removed, PlanFileJson.Removed);
        }
        else
        {
            foreach (RemovablePlan plan in removed)
            {
                invocation.Out.WriteLine(HarmlessText.OfName(plan.Name));
            }
        }

        // The first failure is the command's own; the others are said before it.
        ClawException[] errors = [.. outcomes.Select(static outcome => outcome.Error).OfType<ClawException>()];
        foreach (ClawException error in errors.Skip(1))
        {
            invocation.Shell.Error.WriteLine(ShellWording.Of(error.Message));
        }

        return errors is [var first, ..] ? throw first : CommandHost.Success;
    }
}
