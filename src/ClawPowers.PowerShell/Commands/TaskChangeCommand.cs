using System.Management.Automation;
using ClawPowers.Core.Plans.Tasks;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>A command that takes a task or gives it back. Its whole pipeline is one commit.</summary>
public abstract class TaskChangeCommand : ScopedChangeCommand
{
    private TaskBoard? _board;
    private PendingChanges<PlannedTaskChange>? _pending;

    /// <summary>The task, as its plan names it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameOfTask]
    [ArgumentCompleter(typeof(OpenTaskCompleter))]
    public string? Id { get; set; }

    /// <summary>The plan.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(PlanCompleter))]
    public string? Plan { get; set; }

    /// <summary>The number of the claim, where several share a session.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long? Claim { get; set; }

    /// <summary>Stores notes even if they look like a secret.</summary>
    [Parameter]
    public SwitchParameter AllowSecret { get; set; }

    internal abstract bool IsShown { get; }

    private TaskBoard Board => _board ??= new TaskBoard(CreateContext());

    private PendingChanges<PlannedTaskChange> Pending => _pending ??= new PendingChanges<PlannedTaskChange>(this, Apply);

    /// <summary>What the current input asks for, and what that does, as a clause that begins with the verb.</summary>
    internal abstract (TaskRequest Request, string Description) Request();

    /// <inheritdoc/>
    protected sealed override void Process() => ForItem(Id, () =>
    {
        (TaskRequest request, string description) = Request();
        PlannedTaskChange change = Board.Plan(request with { Plan = Plan, Id = Id, Scope = WantedScope, Project = WantedProject, AllowSecret = AllowSecret });
        Pending.Collect(change, $"{description}{(string.IsNullOrWhiteSpace(Plan) ? " " + change.Where : $" of the plan {Plan}")}", IsShown);
    });

    /// <inheritdoc/>
    protected sealed override void End() => Pending.Commit("Storing tasks", IsShown);

    private IReadOnlyList<ChangeResult> Apply(IReadOnlyList<PlannedTaskChange> changes, bool commit, CancellationToken stopped) =>
        [.. Board.Apply(changes, commit, stopped).Select(static outcome => new ChangeResult(outcome.Error, outcome.Request.Target ?? outcome.Request.Id ?? outcome.Request.Plan, outcome.Task))];
}
