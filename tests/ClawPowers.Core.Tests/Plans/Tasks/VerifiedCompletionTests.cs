using ClawPowers.Core.Metrics;
using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Importing;
using ClawPowers.Core.Plans.Tasks;
using ClawPowers.Core.Tests.Support;
using ClawPowers.Core.Tests.Verification;

namespace ClawPowers.Core.Tests.Plans.Tasks;

public sealed class VerifiedCompletionTests : IDisposable
{
    private readonly VerificationFolder _project = new("gates: { a: { run: \"test ! -e broken\" } }");

    public VerifiedCompletionTests()
    {
        VerificationFolder.SkipWithoutShell();
        _project.Write("plan.md", "# Plan: cart\n\n## Tasks\n\n### T1 First\n");
        _project.Write("source", "1");
        _project.Commit();
        new PlanStore(_project.Context).Import(new ImportPlanRequest { Path = Path.Combine(_project.Folder, "plan.md") });
    }

    private TaskBoard Board => new(_project.Context);

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_task_is_done_when_all_gates_have_passed_since_it_was_claimed_and_its_run_counts_as_verified()
    {
        _project.Run();
        Thread.Sleep(5);
        Board.Start(new StartTaskRequest { Id = "T1" });
        Assert.Contains("no full verification of this checkout has begun since it was claimed", Refused(), StringComparison.Ordinal);

        _project.Run();

        Assert.Equal(TaskState.Done, Complete().State);
        Assert.Equal((MetricSource.Verified, SkillOutcome.Success), new MetricLog(_project.Context).Read(new MetricQuery { Skills = ["executing-plans"] }).Select(static run => (run.Source, run.Outcome)).Single());
    }

    [Fact]
    public void A_task_is_not_done_when_a_gate_failed_or_something_has_changed_since()
    {
        Board.Start(new StartTaskRequest { Id = "T1" });
        _project.Write("broken", "1");
        _project.Run();
        Assert.Contains("not all gates passed", Refused(), StringComparison.Ordinal);

        File.Delete(Path.Combine(_project.Folder, "broken"));
        _project.Run();
        _project.Write("source", "2");
        Assert.Contains("on another content than what is there now", Refused(), StringComparison.Ordinal);

        _project.Write("source", "1");
        Assert.Equal(TaskState.Done, Complete().State);
    }

    private ClawTask Complete() => Board.Complete(new CompleteTaskRequest { Id = "T1", RequireVerification = true });

    private string Refused() => Failure.Of("TaskNotVerified", Complete).Message;
}
