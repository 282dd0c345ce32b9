using System.Management.Automation;
using ClawPowers.Core.Git.Merging;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Says what merging branches would come to, and changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ClawWorktree")]
[OutputType(typeof(BranchForecast), typeof(bool))]
public sealed class TestClawWorktreeCommand : ClawCommand
{
    private readonly List<string> _branches = [];

    /// <summary>Branches, tags or commits; what worktrees have checked out and the main branch if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(BranchCompleter))]
    public string?[]? Branch { get; set; }

    /// <summary>Emits only whether every pair could be merged.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void Process() => _branches.AddRange((Branch ?? []).Where(static branch => !string.IsNullOrWhiteSpace(branch))!);

    /// <inheritdoc/>
    protected override void End()
    {
        var forecaster = new BranchForecaster(CreateContext());
        IReadOnlyList<BranchForecast> forecasts = WithProgress("Comparing branches", stopped => forecaster.Compare(_branches, stopped));
        if (Quiet)
        {
            WriteObject(forecasts.All(static forecast => forecast.IsClean));
            return;
        }

        foreach (BranchForecast forecast in forecasts)
        {
            Emit(forecast);
        }
    }
}
