using System.Management.Automation;
using ClawPowers.Core.Plans.Tasks;
using ClawPowers.PowerShell.Binding;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Claims a task for a time, or makes a claim last longer.</summary>
[Cmdlet(VerbsLifecycle.Start, "ClawTask", DefaultParameterSetName = ByClaiming, SupportsShouldProcess = true)]
[OutputType(typeof(ClawTask))]
public sealed class StartClawTaskCommand : TaskChangeCommand
{
    private const string ByClaiming = "Claim";
    private const string ByRenewing = "Renew";

    /// <summary>How long the claim lasts.</summary>
    [Parameter]
    [Lifetime]
    public TimeSpan? LeaseFor { get; set; }

    /// <summary>What whoever resumes should know.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    public string? Note { get; set; }

    /// <summary>Takes up a task that is done, blocked or dropped.</summary>
    [Parameter(ParameterSetName = ByClaiming)]
    public SwitchParameter Reopen { get; set; }

    /// <summary>Makes a claim that the session has last longer.</summary>
    [Parameter(ParameterSetName = ByRenewing, Mandatory = true)]
    public SwitchParameter Renew { get; set; }

    internal override bool IsShown => true;

    internal override (TaskRequest Request, string Description) Request() => Renew
        ? (new RenewTaskRequest { LeaseFor = LeaseFor, Note = Note, Claim = Claim }, $"Renew the claim on {Named("the task of this session")}")
        : (new StartTaskRequest { LeaseFor = LeaseFor, Note = Note, Reopen = Reopen }, $"{(Reopen ? "Take up again" : "Claim")} {Named("the next ready task")}");

    private string Named(string otherwise) => string.IsNullOrWhiteSpace(Id) ? otherwise : "the task " + Id;
}
