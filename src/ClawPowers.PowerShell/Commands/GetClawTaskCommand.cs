using System.Management.Automation;
using ClawPowers.Core.Plans;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Reads the tasks of plans, and how they stand.</summary>
[Cmdlet(VerbsCommon.Get, "ClawTask", DefaultParameterSetName = ByState)]
[OutputType(typeof(ClawTask))]
public sealed class GetClawTaskCommand : ScopedCommand
{
    private const string ByState = "State";
    private const string OnlyReady = "Ready";

    /// <summary>Tasks by name or pattern; all if left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(TaskCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Plans by name or pattern; all if left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PlanCompleter))]
    public string[]? Plan { get; set; }

    /// <summary>How they stand.</summary>
    [Parameter(ParameterSetName = ByState)]
    public TaskState[]? State { get; set; }

    /// <summary>Only those that can be begun now.</summary>
    [Parameter(ParameterSetName = OnlyReady, Mandatory = true)]
    public SwitchParameter Ready { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForItem(target: null, () =>
    {
        var query = new TaskQuery
        {
            Ids = Id,
            Plans = Plan,
            States = Ready ? [TaskState.Ready] : State,
            Scope = WantedScope,
            Project = WantedProject,
        };
        foreach (ClawTask task in new PlanStore(CreateContext()).Tasks(query, Stopped))
        {
            Emit(task);
        }
    });
}
