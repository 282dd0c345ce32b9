using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Cli.Reports;
using ClawPowers.Core.Plans.Progress;

namespace ClawPowers.Cli.Commands.Plans;

/// <summary><c>clawpowers plan show</c></summary>
internal sealed class PlanShowCommand : PlanCommand
{
    private readonly Argument<string?> _name = new("plan") { Arity = ArgumentArity.ZeroOrOne, Description = "A plan by name or pattern (quote it). All that are not done if left out." };

    public PlanShowCommand()
        : base("show", "Show how far a plan is: its tasks over time, what ran over, and when it is likely to end.") => Arguments.Add(_name);

    public override string Details => "Times are those of here. With --json the tasks have their beginnings and ends, real or projected; lengths of time are in seconds.";

    public override int Run(Invocation invocation)
    {
        IReadOnlyList<ClawPlan> plans = new PlanDashboard(invocation.Context).Plans(
            new PlanQuery { Names = invocation.Text(_name) is { } name ? [name] : null, Scope = invocation.Scope, Project = invocation.Project },
            invocation.Cancellation);
        if (invocation.Json)
        {
            // What is named is one; a pattern, or no name, may be any number.
            if (invocation.Text(_name) is { } one && one.AsSpan().IndexOfAny("*?[") < 0 && plans is [var plan])
            {
                JsonOutput.WriteObject(invocation.Out, plan, PlanJson.Dashboard);
            }
            else
            {
                JsonOutput.WriteArray(invocation.Out, plans, PlanJson.Dashboard);
            }

            return CommandHost.Success;
        }

        var text = new PlanText(invocation.Out, invocation.Shell, invocation.Context.Time.LocalTimeZone);
        string separator = string.Empty;
        foreach (ClawPlan shown in plans)
        {
            invocation.Out.Write(separator);
            text.Dashboard(shown);
            separator = "\n";
        }

        if (plans.Count == 0)
        {
            invocation.Shell.Error.WriteLine("No plan is open here. 'clawpowers plan import' reads one from its file, 'clawpowers plan list --all' shows those that are done.");
        }

        return CommandHost.Success;
    }
}
