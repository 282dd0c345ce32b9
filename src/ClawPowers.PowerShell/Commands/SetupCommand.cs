using System.Management.Automation;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Setup;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>A command that sets everything up or undoes it: it shows the whole plan, asks once, and does it.</summary>
public abstract class SetupCommand : ClawCommand
{
    /// <summary>Does it without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether it is only asked what would be done.</summary>
    private protected bool OnlyAsks => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? asked)
        ? (SwitchParameter)asked
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>Shows a plan, asks, and does it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="caption">What it is, in a few words.</param>
    /// <param name="doing">The same as the beginning of a sentence.</param>
    /// <returns>What was done; null if nothing was to be.</returns>
    private protected SetupOutcome? Carry(SetupPlan plan, string caption, string doing)
    {
        Report(plan.Problems);
        if (OnlyAsks || !(plan.IsNothing || IsAgreedTo(plan, caption, doing)))
        {
            foreach (PlannedStep planned in OnlyAsks ? plan.Steps : [])
            {
                if (!planned.IsNothing)
                {
                    ShouldProcess(string.Join('\n', SetupText.Describe(planned.Step).Take(2)), warning(planned), caption);
                }

                Emit(planned.IsNothing ? planned.Step with { IsDone = true } : planned.Step);
            }

            return null;
        }

        SetupOutcome outcome = WithProgress(caption, stopped => ClawSetup.Apply(plan, stopped));
        foreach (SetupStep step in outcome.Steps)
        {
            Emit(step);
        }

        Report(outcome.Problems);
        return outcome;

        static string warning(PlannedStep planned) => planned.Step.Change + "?";
    }

    private bool IsAgreedTo(SetupPlan plan, string caption, string doing)
    {
        bool? confirm = MyInvocation.BoundParameters.TryGetValue("Confirm", out object? asked) ? ((SwitchParameter)asked).ToBool() : null;
        if (confirm is false || (confirm is null && Force))
        {
            return true;
        }

        string text = string.Join('\n', SetupText.Describe(plan));
        try
        {
            // A console whose input is a pipe or a file answers for whoever is not there.
            return Host.Name == "ConsoleHost" && Console.IsInputRedirected
                ? throw new InvalidOperationException("Standard input is not a terminal.")
                : ShouldProcess(text, $"{text}\n\nDo all of this?", caption);
        }
        catch (Exception exception) when (exception is not (PipelineStoppedException or FlowControlException))
        {
            ThrowTerminatingError(ErrorRecords.ConfirmationRequired(doing, "ClawPowers", exception));
            return false;
        }
    }

    private void Report(IReadOnlyList<ClawException> problems)
    {
        foreach (ClawException problem in problems)
        {
            WriteError(problem.ToErrorRecord());
        }
    }
}
