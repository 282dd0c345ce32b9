using System.Diagnostics.CodeAnalysis;

namespace ClawPowers;

// Where the output of the process is redirected, commands emit these instead of the records they extend. They hold the
// same and differ in name only, which is what PowerShell chooses a view by. (A type name added to each object would do
// the same, at twice the time of reading 100,000 entries.)

internal sealed record PlainStateEntry : StateEntry
{
    [SetsRequiredMembers]
    public PlainStateEntry(StateEntry entry)
        : base(entry)
    {
    }
}

internal sealed record PlainStateVersion : StateVersion
{
    [SetsRequiredMembers]
    public PlainStateVersion(StateVersion version)
        : base(version)
    {
    }
}

internal sealed record PlainStateMatch : StateMatch
{
    [SetsRequiredMembers]
    public PlainStateMatch(StateMatch match)
        : base(match)
    {
    }
}

internal sealed record PlainStoreStatus : StoreStatus
{
    [SetsRequiredMembers]
    public PlainStoreStatus(StoreStatus status)
        : base(status)
    {
    }
}

internal sealed record PlainStoreCheck : StoreCheck
{
    [SetsRequiredMembers]
    public PlainStoreCheck(StoreCheck check)
        : base(check)
    {
    }
}

internal sealed record PlainStoreBackup : StoreBackup
{
    [SetsRequiredMembers]
    public PlainStoreBackup(StoreBackup backup)
        : base(backup)
    {
    }
}

internal sealed record PlainSkillMetric : SkillMetric
{
    [SetsRequiredMembers]
    public PlainSkillMetric(SkillMetric metric)
        : base(metric)
    {
    }
}

internal sealed record PlainMetricSummary : MetricSummary
{
    [SetsRequiredMembers]
    public PlainMetricSummary(MetricSummary summary)
        : base(summary)
    {
    }
}

/// <summary>A plan among others, which has a line of a table.</summary>
internal sealed record ListedClawPlan : ClawPlan
{
    [SetsRequiredMembers]
    public ListedClawPlan(ClawPlan plan)
        : base(plan)
    {
    }
}

internal sealed record PlainListedClawPlan : ClawPlan
{
    [SetsRequiredMembers]
    public PlainListedClawPlan(ClawPlan plan)
        : base(plan) =>
        Tasks = PlainClawTask.All(plan.Tasks);
}

internal sealed record PlainClawPlan : ClawPlan
{
    [SetsRequiredMembers]
    public PlainClawPlan(ClawPlan plan)
        : base(plan) =>
        Tasks = PlainClawTask.All(plan.Tasks);
}

internal sealed record PlainPlanReport : PlanReport
{
    [SetsRequiredMembers]
    public PlainPlanReport(PlanReport report)
        : base(report)
    {
    }
}

internal sealed record PlainSkillReport : SkillReport
{
    [SetsRequiredMembers]
    public PlainSkillReport(SkillReport report)
        : base(report)
    {
        Findings = PlainSkillFinding.All(report.Findings);
        Facts = PlainSkillFinding.All(report.Facts);
    }
}

internal sealed record PlainSkillFinding : SkillFinding
{
    [SetsRequiredMembers]
    public PlainSkillFinding(SkillFinding finding)
        : base(finding)
    {
    }

    /// <summary>Findings of a report, which are seen by themselves where someone selects or enumerates them.</summary>
    public static IReadOnlyList<SkillFinding> All(IReadOnlyList<SkillFinding> findings) => [.. findings.Select(static finding => new PlainSkillFinding(finding))];
}

internal sealed record PlainSkillRecommendation : SkillRecommendation
{
    [SetsRequiredMembers]
    public PlainSkillRecommendation(SkillRecommendation recommendation)
        : base(recommendation)
    {
        Evidence = new PlainSkillFinding(recommendation.Evidence);
    }
}

internal sealed record PlainStoreImport : StoreImport
{
    [SetsRequiredMembers]
    public PlainStoreImport(StoreImport import)
        : base(import)
    {
    }
}

internal sealed record PlainStoreExport : StoreExport
{
    [SetsRequiredMembers]
    public PlainStoreExport(StoreExport export)
        : base(export)
    {
    }
}

internal sealed record PlainSkillEntry : SkillEntry
{
    [SetsRequiredMembers]
    public PlainSkillEntry(SkillEntry entry)
        : base(entry)
    {
    }
}

internal sealed record PlainSkillProblem : SkillProblem
{
    [SetsRequiredMembers]
    public PlainSkillProblem(SkillProblem problem)
        : base(problem)
    {
    }
}

internal sealed record PlainSkillRepair : SkillRepair
{
    [SetsRequiredMembers]
    public PlainSkillRepair(SkillRepair repair)
        : base(repair)
    {
    }
}

internal sealed record PlainSkillInstallation : SkillInstallation
{
    [SetsRequiredMembers]
    public PlainSkillInstallation(SkillInstallation installation)
        : base(installation)
    {
    }
}

internal sealed record PlainClawHook : ClawHook
{
    [SetsRequiredMembers]
    public PlainClawHook(ClawHook hook)
        : base(hook)
    {
    }
}

internal sealed record PlainSkillMatch : SkillMatch
{
    [SetsRequiredMembers]
    public PlainSkillMatch(SkillMatch match)
        : base(match)
    {
    }
}

internal sealed record PlainClawHookTest : ClawHookTest
{
    [SetsRequiredMembers]
    public PlainClawHookTest(ClawHookTest test)
        : base(test)
    {
        Checks = [.. test.Checks.Select(static check => new PlainHookCheck(check))];
    }
}

internal sealed record PlainHookCheck : HookCheck
{
    [SetsRequiredMembers]
    public PlainHookCheck(HookCheck check)
        : base(check)
    {
    }
}

internal sealed record PlainSetupStep : SetupStep
{
    [SetsRequiredMembers]
    public PlainSetupStep(SetupStep step)
        : base(step)
    {
    }
}

internal sealed record PlainSessionContext : SessionContext
{
    [SetsRequiredMembers]
    public PlainSessionContext(SessionContext context)
        : base(context) =>
        Sections = [.. context.Sections.Select(static section => new PlainSessionContextSection(section))];
}

internal sealed record PlainSessionContextSection : SessionContextSection
{
    [SetsRequiredMembers]
    public PlainSessionContextSection(SessionContextSection section)
        : base(section)
    {
    }
}

internal sealed record PlainGateResult : GateResult
{
    [SetsRequiredMembers]
    public PlainGateResult(GateResult result)
        : base(result)
    {
    }
}

internal sealed record PlainVerificationGate : VerificationGate
{
    [SetsRequiredMembers]
    public PlainVerificationGate(VerificationGate gate)
        : base(gate)
    {
    }
}

internal sealed record PlainGateHistory : GateHistory
{
    [SetsRequiredMembers]
    public PlainGateHistory(GateHistory history)
        : base(history)
    {
    }
}

internal sealed record PlainClawTask : ClawTask
{
    [SetsRequiredMembers]
    public PlainClawTask(ClawTask task)
        : base(task)
    {
    }

    /// <summary>Tasks of a plan, which are seen by themselves where someone selects or enumerates them.</summary>
    public static IReadOnlyList<ClawTask> All(IReadOnlyList<ClawTask> tasks) => [.. tasks.Select(static task => new PlainClawTask(task))];
}

internal sealed record PlainBranchForecast : BranchForecast
{
    [SetsRequiredMembers]
    public PlainBranchForecast(BranchForecast forecast)
        : base(forecast)
    {
    }
}

internal sealed record PlainClawReviewer : ClawReviewer
{
    [SetsRequiredMembers]
    public PlainClawReviewer(ClawReviewer reviewer)
        : base(reviewer)
    {
    }
}

internal sealed record PlainPlanImport : PlanImport
{
    [SetsRequiredMembers]
    public PlainPlanImport(PlanImport import)
        : base(import) =>
        Problems = PlainPlanProblem.All(import.Problems);
}

internal sealed record PlainPlanCheck : PlanCheck
{
    [SetsRequiredMembers]
    public PlainPlanCheck(PlanCheck check)
        : base(check) =>
        Problems = PlainPlanProblem.All(check.Problems);
}

internal sealed record PlainPlanProblem : PlanProblem
{
    [SetsRequiredMembers]
    public PlainPlanProblem(PlanProblem problem)
        : base(problem)
    {
    }

    /// <summary>Problems of a plan, which are seen by themselves where someone selects or enumerates them.</summary>
    public static IReadOnlyList<PlanProblem> All(IReadOnlyList<PlanProblem> problems) => [.. problems.Select(static problem => new PlainPlanProblem(problem))];
}

internal sealed record PlainClawWorktree : ClawWorktree
{
    [SetsRequiredMembers]
    public PlainClawWorktree(ClawWorktree worktree)
        : base(worktree)
    {
    }
}

internal sealed record PlainWorktreeReport : WorktreeReport
{
    [SetsRequiredMembers]
    public PlainWorktreeReport(WorktreeReport report)
        : base(report)
    {
    }
}
