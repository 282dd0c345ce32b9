using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Checks plans, and says in which order their tasks can be done. Changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ClawPlan", DefaultParameterSetName = ByName)]
[OutputType(typeof(PlanCheck), typeof(bool))]
public sealed class TestClawPlanCommand : ScopedCommand
{
    private const string ByName = "Name";
    private const string ByPath = "Path";

    private bool _passed = true;

    /// <summary>Plans of the store, by name or pattern; all if left out. A path is taken too.</summary>
    [Parameter(ParameterSetName = ByName, Position = 0, ValueFromPipeline = true)]
    [Alias("Plan")]
    [NameOfPlan]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlanCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Plan files, imported or not.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Emits only whether all plans can be carried out to their end.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (Name is null && Path is null)
        {
            Check(target: null, store => store.Check(name: null, WantedScope, WantedProject, Stopped));
        }

        foreach (string path in Path ?? [])
        {
            CheckFile(path);
        }

        foreach (string name in Name ?? [])
        {
            // A name has no separators: who gives some means a place.
            if (name.AsSpan().ContainsAny('/', '\\') || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
            {
                CheckFile(name);
            }
            else
            {
                Check(name, store => store.Check(name, WantedScope, WantedProject, Stopped));
            }
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (Quiet)
        {
            WriteObject(_passed);
        }
    }

    private void CheckFile(string path) => Check(path, store => [store.CheckFile(FilePath(path))]);

    private void Check(string? target, Func<PlanStore, IReadOnlyList<PlanCheck>> check)
    {
        ClawContext context = CreateContext();
        IReadOnlyList<PlanCheck> checks = [];
        try
        {
            checks = WithProgress("Checking plans", _ => check(new PlanStore(context)));
        }
        catch (ClawException exception) when (exception.ConcernsOneItem())
        {
            _passed = false;
            WriteError(exception.ToErrorRecord(target));
        }

        foreach (PlanCheck one in checks)
        {
            _passed &= one.Passed;
            if (!Quiet)
            {
                Emit(one);
            }
        }
    }
}
