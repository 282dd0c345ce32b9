using System.Management.Automation;
using ClawPowers.Core.Plans.Progress;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Says how far plans are, what they took, and when they are likely to end.</summary>
[Cmdlet(VerbsCommon.Get, "ClawPlan")]
[OutputType(typeof(ClawPlan))]
public sealed class GetClawPlanCommand : ScopedCommand
{
    private readonly List<ClawPlan> _plans = [];

    /// <summary>Plans by name or pattern; those that are not done if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Plan")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PlanCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Emits plans that are done too where none is named.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var dashboard = new PlanDashboard(CreateContext());
        var query = new PlanQuery { WithDone = All, Scope = WantedScope, Project = WantedProject };
        if (Name is not { Length: > 0 } names)
        {
            Add(dashboard.Plans(query, Stopped));
            if (_plans.Count == 0 && !All && dashboard.Plans(query with { WithDone = true }, Stopped).Count is > 0 and int done)
            {
                WriteWarning($"No plan is open here. Get-ClawPlan -All shows {(done == 1 ? "one that is" : "those that are")} done.");
            }

            return;
        }

        foreach (string name in names)
        {
            ForItem(name, () => Add(dashboard.Plans(query with { Names = [name] }, Stopped)));
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        // One is shown with all there is to it, several in a line each.
        foreach (ClawPlan plan in _plans)
        {
            Emit(_plans.Count == 1 ? plan : new ListedClawPlan(plan));
        }
    }

    private void Add(IReadOnlyList<ClawPlan> plans) =>
        _plans.AddRange(plans.Where(plan => !_plans.Exists(known => (known.Scope, known.Project, known.Name) == (plan.Scope, plan.Project, plan.Name))));
}
