using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Plans;

namespace ClawPowers.Cli.Commands.Plans;

/// <summary><c>clawpowers plan check</c></summary>
internal sealed class PlanCheckCommand : PlanCommand
{
    private readonly Argument<string[]> _plans = new("plan-or-file") { Arity = ArgumentArity.ZeroOrMore, Description = "Plans by name or pattern (quote it), or plan files. All that are kept if left out." };
    private readonly Option<bool> _strict = CommonOptions.LocalFlag("--strict", "Fail on warnings too.");

    public PlanCheckCommand()
        : base("check", "Find what is wrong with plans, and in which order their tasks can be done.")
    {
        Arguments.Add(_plans);
        Options.Add(_strict);
    }

    public override string Details => "Ends with 1 if a plan can't be carried out to its end. What has a separator in it or ends in .md is a file.";

    public override int Run(Invocation invocation)
    {
        var store = new PlanStore(invocation.Context);
        string[] plans = invocation.Words(_plans);
        PlanCheck[] checks = plans.Length == 0
            ? [.. store.Check(name: null, invocation.Scope, invocation.Project, invocation.Cancellation)]
            : [.. plans.SelectMany(plan => IsFile(plan) ? [store.CheckFile(plan)] : store.Check(plan, invocation.Scope, invocation.Project, invocation.Cancellation))];
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, checks, PlanFileJson.Check);
        }
        else
        {
            foreach (PlanCheck check in checks)
            {
                PlanLines.Write(invocation.Out, check);
            }

            if (checks.Length == 0)
            {
                invocation.Shell.Error.WriteLine("No plans found.");
            }
        }

        return Array.Exists(checks, check => !check.Passed || (invocation.Flag(_strict) && check.Problems.Any(static problem => problem.Severity == PlanProblemSeverity.Warning)))
            ? CommandHost.Failure
            : CommandHost.Success;
    }

    private static bool IsFile(string plan) => plan.AsSpan().ContainsAny('/', '\\') || plan.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
}
