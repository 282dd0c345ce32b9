using System.Management.Automation;
using ClawPowers.Core.Plans.Tasks;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Ends a claim: the task is done, dropped, blocked or given back, and the run is recorded.</summary>
[Cmdlet(VerbsLifecycle.Complete, "ClawTask", SupportsShouldProcess = true)]
[OutputType(typeof(ClawTask))]
public sealed class CompleteClawTaskCommand : TaskChangeCommand
{
    /// <summary>How it went.</summary>
    [Parameter]
    public SkillOutcome? Outcome { get; set; }

    /// <summary>Why work had to be done again.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReworkCompleter))]
    public string? Rework { get; set; }

    /// <summary>What is in the way.</summary>
    [Parameter]
    public string? BlockedBy { get; set; }

    /// <summary>Refuses unless all gates have passed since the claim.</summary>
    [Parameter]
    public SwitchParameter RequireVerification { get; set; }

    /// <summary>What is to be noted.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Notes { get; set; }

    /// <summary>How long the work took, instead of the time since the claim.</summary>
    [Parameter]
    [TimeTaken]
    public TimeSpan? Duration { get; set; }

    /// <summary>Emits the task as it stands afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override bool IsShown => PassThru;

    internal override (TaskRequest Request, string Description) Request() => (
        new CompleteTaskRequest
        {
            Claim = Claim,
            Outcome = Outcome,
            Rework = Rework,
            BlockedBy = BlockedBy,
            RequireVerification = RequireVerification,
            Notes = Notes,
            Duration = Duration,
        },
        $"{Verb} {(string.IsNullOrWhiteSpace(Id) ? "the task of this session" : "the task " + Id)}");

    private string Verb => !string.IsNullOrWhiteSpace(BlockedBy) ? "Give back as blocked" : Outcome switch
    {
        SkillOutcome.Skipped => "Drop",
        SkillOutcome.Partial or SkillOutcome.Failure => "Give back",
        _ => "Complete",
    };
}
