using System.Management.Automation;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Removes plans with their tasks from the store.</summary>
[Cmdlet(VerbsCommon.Remove, "ClawPlan", SupportsShouldProcess = true)]
public sealed class RemoveClawPlanCommand : ScopedChangeCommand
{
    private readonly Dictionary<(string Name, string? Project), RemovablePlan> _plans = [];

    /// <summary>Plans by name or pattern.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Plan")]
    [NameOfPlan]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlanCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Removes plans that somebody works on, too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (string name in Name)
        {
            ForItem(name, () =>
            {
                foreach (RemovablePlan plan in new PlanStore(CreateContext()).FindToRemove(name, WantedScope, WantedProject, Stopped))
                {
                    string what = $"Remove the plan {plan.Name} with its {plan.Tasks} {(plan.Tasks == 1 ? "task" : "tasks")}, and how far they are ({plan.Project ?? "global"})";
                    if (!_plans.ContainsKey((plan.Name, plan.Project)) && ShouldProcess(what, what + "?", "Remove"))
                    {
                        _plans.Add((plan.Name, plan.Project), plan);
                    }
                }
            });
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        foreach ((RemovablePlan plan, ClawException? error) in new PlanStore(CreateContext()).Remove([.. _plans.Values], Force, Stopped))
        {
            if (error is not null)
            {
                WriteError(error.ToErrorRecord(plan.Name));
            }
        }
    }
}
