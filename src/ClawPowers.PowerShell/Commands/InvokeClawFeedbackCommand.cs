using System.Management.Automation;
using ClawPowers.Core.Feedback;
using ClawPowers.Core.Git.Worktrees;
using ClawPowers.Core.Plans.Progress;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Says what the record of runs shows about each skill, and keeps what it said; or what the record of a plan or of worktrees shows.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "ClawFeedback", SupportsShouldProcess = true, DefaultParameterSetName = SkillSet)]
[OutputType(typeof(SkillReport), ParameterSetName = [SkillSet])]
[OutputType(typeof(PlanReport), ParameterSetName = [PlanSet])]
[OutputType(typeof(WorktreeReport), ParameterSetName = [WorktreeSet])]
public sealed class InvokeClawFeedbackCommand : LookupCommand
{
    private const string SkillSet = "Skill";
    private const string PlanSet = "Plan";
    private const string WorktreeSet = "Worktree";

    /// <summary>Skills by name or pattern; all if left out.</summary>
    [Parameter(Position = 0, ParameterSetName = SkillSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SkillCompleter))]
    public string[]? Skill { get; set; }

    /// <summary>A plan by name or pattern.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PlanSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PlanCompleter))]
    public string Plan { get; set; } = string.Empty;

    /// <summary>The worktrees of the project, instead of skills.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WorktreeSet)]
    public SwitchParameter Worktree { get; set; }

    /// <summary>Only runs, or worktrees made, from then on.</summary>
    [Parameter(ParameterSetName = SkillSet)]
    [Parameter(ParameterSetName = WorktreeSet)]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only these questions.</summary>
    [Parameter(ParameterSetName = SkillSet)]
    [ArgumentCompleter(typeof(AnalyzerCompleter))]
    public string[]? Analyzer { get; set; }

    /// <summary>Measures that ought to go up or down.</summary>
    [Parameter(ParameterSetName = SkillSet)]
    [ArgumentCompleter(typeof(GoalCompleter))]
    public string[]? Goal { get; set; }

    /// <summary>The moment as of which to judge.</summary>
    [Parameter(ParameterSetName = SkillSet)]
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
        switch (ParameterSetName)
        {
            case PlanSet:
                foreach (PlanReport report in new PlanFeedback(CreateContext()).Reports(Plan, Scope, Project, Stopped))
                {
                    Emit(report);
                }

                break;
            case WorktreeSet:
                var feedback = new WorktreeFeedback(CreateContext());
                Emit(WithProgress("Looking at worktrees", stopped => feedback.Report(Since, Project, stopped)));
                break;
            default:
                ReportOnSkills();
                break;
        }
    }

    private void ReportOnSkills()
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
