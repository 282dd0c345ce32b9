using System.Management.Automation;
using ClawPowers.Core.Feedback;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Says what the record of runs shows about each skill, and keeps what it said.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClawFeedback", SupportsShouldProcess = true)]
[OutputType(typeof(SkillReport))]
public sealed class InvokeClawFeedbackCommand : LookupCommand
{
    /// <summary>Skills by name or pattern; all if left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SkillCompleter))]
    public string[]? Skill { get; set; }

    /// <summary>Only runs from then on.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only these questions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AnalyzerCompleter))]
    public string[]? Analyzer { get; set; }

    /// <summary>Measures that ought to go up or down.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(GoalCompleter))]
    public string[]? Goal { get; set; }

    /// <summary>The moment as of which to judge.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? AsOf { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (MyInvocation.ExpectingInput)
        {
            throw ErrorRecords.InputNotTaken(MyInvocation.MyCommand.Name);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        // What it says is the same either way; what is asked is whether to keep it.
        bool store = AsOf is null && ShouldProcess(
            "Keep this feedback and what it recommends.",
            "Keep this feedback and what it recommends?",
            "Confirm");
        var request = new FeedbackRequest
        {
            Skills = Skill,
            Since = Since,
            Analyzers = Analyzer,
            Goals = Goal?.Select(MeasureGoal.Parse).ToArray() ?? [],
            AsOf = AsOf,
            Scope = Scope,
            Project = Project,
            Store = store,
        };
        var engine = new FeedbackEngine(CreateContext());
        foreach (SkillReport report in WithProgress("Looking at the runs", stopped => engine.Run(request, stopped)))
        {
            Emit(report);
        }
    }
}
