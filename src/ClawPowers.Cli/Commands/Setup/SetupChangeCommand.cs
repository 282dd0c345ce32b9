using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Setup;

namespace ClawPowers.Cli.Commands.Setup;

/// <summary>A command that sets everything up or undoes it: it shows the whole plan, asks once, and does it.</summary>
internal abstract class SetupChangeCommand : CliCommand
{
    private readonly Option<bool> _yes = CommonOptions.LocalFlag("--yes", "Do it without asking.", "-y");
    private readonly Option<bool> _dryRun = CommonOptions.LocalFlag("--dry-run", "Show what would be done, and do nothing.");

    protected SetupChangeCommand(string name, string description)
        : base(name, description)
    {
        Options.Add(_yes);
        Options.Add(_dryRun);
    }

    public override bool TakesScope => false;

    public sealed override int Run(Invocation invocation)
    {
        SetupPlan plan = Plan(invocation);
        bool isDry = invocation.Flag(_dryRun);
        if (!invocation.Json)
        {
            Show(invocation, plan);
        }

        Report(invocation, plan.Problems);
        int result = plan.Problems.Count == 0 ? CommandHost.Success : CommandHost.Failure;
        if (isDry)
        {
            Finish(invocation, [.. plan.Steps.Select(static planned => planned.Step with { IsDone = planned.IsNothing })], outcome: null);
            return result;
        }

        if (!plan.IsNothing && !invocation.Flag(_yes) && !IsAgreedTo(invocation))
        {
            invocation.Shell.Error.WriteLine("Nothing was changed.");
            return CommandHost.Failure;
        }

        SetupOutcome outcome = ClawSetup.Apply(plan, invocation.Cancellation);
        if (!invocation.Json)
        {
            foreach (SetupStep step in outcome.Steps)
            {
                SetupLines.Write(invocation.Out, step);
            }
        }

        Report(invocation, outcome.Problems);
        bool isProven = Finish(invocation, outcome.Steps, outcome);
        return outcome.Problems.Count == 0 && isProven ? result : CommandHost.Failure;
    }

    /// <summary>What is to be done.</summary>
    protected abstract SetupPlan Plan(Invocation invocation);

    /// <summary>What there is to say when there is nothing to do.</summary>
    protected abstract string Nothing { get; }

    /// <summary>What is printed at the end.</summary>
    /// <param name="invocation">The run.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="outcome">What was done; null if nothing was.</param>
    /// <returns>Whether all is well.</returns>
    protected virtual bool Finish(Invocation invocation, IReadOnlyList<SetupStep> steps, SetupOutcome? outcome)
    {
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, steps, SetupJson.Step);
        }

        return true;
    }

    protected static void Report(Invocation invocation, IReadOnlyList<ClawException> problems)
    {
        invocation.Out.Flush();
        foreach (ClawException problem in problems)
        {
            ErrorOutput.Write(invocation.Shell.Error, problem, invocation.Json);
        }
    }

    private void Show(Invocation invocation, SetupPlan plan)
    {
        if (plan.IsNothing)
        {
            // Where something stands against it, that is said instead.
            if (plan.Problems.Count == 0)
            {
                invocation.Out.WriteLine(Nothing);
            }

            return;
        }

        foreach (string line in SetupText.Describe(plan, ShellWording.Of))
        {
            invocation.Out.WriteLine(line);
        }

        invocation.Out.WriteLine();
    }

    private static bool IsAgreedTo(Invocation invocation)
    {
        if (!Question.IsPossible(invocation))
        {
            throw new ClawException("ConfirmationRequired", ClawErrorKind.Conflict, "This must be confirmed, but nobody can be asked here. Nothing was changed. Add --yes to do it without asking, or --dry-run to see what would be done.");
        }

        return Question.IsAgreedTo(invocation, "Do all of this?");
    }
}
