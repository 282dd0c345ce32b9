using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Cli.Reports;
using ClawPowers.Core.Plans.Progress;

namespace ClawPowers.Cli.Commands.Plans;

/// <summary><c>clawpowers plan list</c></summary>
internal sealed class PlanListCommand : PlanCommand
{
    private readonly Argument<string[]> _names = new("name-or-glob") { Arity = ArgumentArity.ZeroOrMore, Description = "Plans by name or pattern (quote it). Those that are not done if left out." };
    private readonly Option<bool> _all = CommonOptions.LocalFlag("--all", "Also those that are done.");

    public PlanListCommand()
        : base("list", "List plans: how far each is, and when it is likely to end.")
    {
        Arguments.Add(_names);
        Options.Add(_all);
    }

    public override int Run(Invocation invocation)
    {
        IReadOnlyList<ClawPlan> plans = new PlanDashboard(invocation.Context).Plans(
            new PlanQuery
            {
                Names = invocation.Words(_names) is { Length: > 0 } names ? names : null,
                WithDone = invocation.Flag(_all),
                Scope = invocation.Scope,
                Project = invocation.Project,
            },
            invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, plans, PlanJson.Plan);
            return CommandHost.Success;
        }

        var text = new PlanText(invocation.Out, invocation.Shell, invocation.Context.Time.LocalTimeZone);
        foreach (ClawPlan plan in plans)
        {
            text.Line(plan);
        }

        if (plans.Count == 0)
        {
            invocation.Shell.Error.WriteLine("No plan is open here. 'clawpowers plan import' reads one from its file, 'clawpowers plan list --all' shows those that are done.");
        }

        return CommandHost.Success;
    }
}
