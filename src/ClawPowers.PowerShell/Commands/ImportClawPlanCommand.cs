using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Importing;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Reads plan files and keeps their tasks in the store.</summary>
[Cmdlet(VerbsData.Import, "ClawPlan", DefaultParameterSetName = ByPath, SupportsShouldProcess = true)]
[OutputType(typeof(PlanImport))]
public sealed class ImportClawPlanCommand : ScopedChangeCommand
{
    private const string ByPath = "Path";
    private const string ByState = "State";

    /// <summary>The plan files.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Makes plans of entries <c>plan:*</c> and <c>execution:*</c> instead.</summary>
    [Parameter(ParameterSetName = ByState, Mandatory = true)]
    public SwitchParameter FromState { get; set; }

    /// <summary>The name to keep the plan under; with -FromState, which plans, by name or pattern.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PlanCompleter))]
    public string? Name { get; set; }

    /// <summary>Keeps what looks like a secret.</summary>
    [Parameter(ParameterSetName = ByPath)]
    public SwitchParameter AllowSecret { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (FromState)
        {
            ForItem(Name, ImportState);
            return;
        }

        foreach (string path in Path)
        {
            ForItem(path, () => ImportFile(FilePath(path)));
        }
    }

    private void ImportFile(string file)
    {
        ClawContext context = CreateContext();
        if (IsWanted($"Import the plan '{file}' into the store '{context.Store.File}'", out bool commit))
        {
            var request = new ImportPlanRequest { Path = file, Name = Name, Scope = WantedScope, Project = WantedProject, AllowSecret = AllowSecret, Commit = commit };
            Tell(WithProgress("Importing the plan", stopped => new PlanStore(context).Import(request, stopped)));
        }
    }

    private void ImportState()
    {
        ClawContext context = CreateContext();
        if (IsWanted($"Make plans of the entries plan:* and execution:* in the store '{context.Store.File}'", out bool commit))
        {
            var request = new ImportStateRequest { Names = Name is null ? null : [Name], Scope = WantedScope, Project = WantedProject, Commit = commit };
            foreach (PlanImport import in new PlanStore(context).ImportState(request, Stopped))
            {
                Tell(import);
            }
        }
    }

    private bool IsWanted(string what, out bool commit)
    {
        commit = ShouldProcess(what, what + "?", "Import", out ShouldProcessReason reason);
        return commit || reason is ShouldProcessReason.WhatIf;
    }

    private void Tell(PlanImport import)
    {
        Emit(import);
        PlanProblem[] errors = [.. import.Problems.Where(static problem => problem.Severity == PlanProblemSeverity.Error)];
        if (errors.Length > 0)
        {
            WriteWarning($"The plan {import.Plan} can't be carried out to its end as it is. {errors[0].Message} Test-ClawPlan {import.Plan} says more.");
        }
    }
}
