using ClawPowers.Core.Feedback;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Lessons;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.Sessions.Identity;

/// <summary>Everything that is written carries the session that was found.</summary>
public sealed class BookingTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public BookingTests()
    {
        FakeProcesses processes = new FakeProcesses().Chain((1, "systemd"), (5, "gemini"), (9, "sh"), (12, "pwsh"));
        _scratch.Context = _scratch.Context with { SessionId = null, Agent = null, Surroundings = processes.With() };
        Assert.Null(new SessionRegistry(_scratch.Context).Register(new HookSession { Id = "s-1", Agent = ClawAgent.Gemini }));
    }

    [Fact]
    public void An_entry_and_its_history_carry_it()
    {
        StateEntry written = _scratch.Set("n", 1);
        _scratch.Append("log", "one");
        _scratch.Append("log", "two");
        _scratch.Step("n");
        _scratch.Remove("n");

        Assert.Equal(("s-1", "gemini"), (written.SessionId, written.Agent));
        Assert.Equal(("s-1", "gemini"), (_scratch.Get("log").SessionId, _scratch.Get("log").Agent));
        Assert.All(_scratch.History("n").Concat(_scratch.History("log")), version => Assert.Equal(("s-1", "gemini"), (version.SessionId, version.Agent)));
    }

    [Fact]
    public void A_run_and_its_amendment_carry_it()
    {
        SkillMetric run = _scratch.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success })!;
        _scratch.Metrics.Apply(new AmendMetricRequest { Id = run.Id, Notes = "later" });
        SkillMetric[] versions = [.. _scratch.Metrics.Read(new MetricQuery { Ids = [run.Id], WithHistory = true })];

        Assert.Equal(("s-1", "gemini"), (run.SessionId, run.Agent));
        Assert.Equal(2, versions.Length);
        Assert.All(versions, version => Assert.Equal(("s-1", "gemini"), (version.SessionId, version.Agent)));
    }

    [Fact]
    public void What_a_request_or_the_context_says_comes_first()
    {
        SkillMetric run = _scratch.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success, SessionId = "s-2", Agent = "me" })!;
        _scratch.Context = _scratch.Context with { SessionId = "s-3" };
        StateEntry entry = _scratch.Set("n", 1);

        Assert.Equal(("s-2", "me"), (run.SessionId, run.Agent));
        Assert.Equal(("s-3", "gemini"), (entry.SessionId, entry.Agent));
    }

    [Fact]
    public void A_rehearsal_says_whose_it_would_be_also_where_the_store_is_older_or_absent()
    {
        using Scratch older = Storage.OlderStoreTests.AtVersion1();
        using var absent = new Scratch();
        FakeProcesses processes = new FakeProcesses().Chain((5, "codex"), (12, "pwsh"));
        older.Context = older.Context with { SessionId = null, Agent = null, Surroundings = processes.With(("CODEX_THREAD_ID", "t-1")) };
        absent.Context = absent.Context with { SessionId = null, Agent = null, Surroundings = processes.With() };

        Assert.Equal(("s-1", "gemini"), Rehearse(_scratch));
        Assert.Equal(("t-1", "codex"), Rehearse(older));
        older.Context = older.Context with { Surroundings = processes.With() };
        Assert.Equal((null, null), Rehearse(older));
        Assert.Equal((null, null), Rehearse(absent));
    }

    [Fact]
    public void A_call_for_feedback_carries_it()
    {
        _scratch.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success });
        _ = new FeedbackEngine(_scratch.Context).Run(new FeedbackRequest { Skills = ["s"] }).Single();

        Assert.Equal("s-1 gemini", Text(_scratch, "SELECT session || ' ' || agent FROM feedback"));
    }

    [Fact]
    public void A_decision_and_the_lesson_that_follows_carry_it()
    {
        using var bench = new LessonBench();
        bench.Scratch.Context = bench.Scratch.Context with { SessionId = null, Agent = null, Surroundings = new FakeProcesses().With(("COPILOT_AGENT_SESSION_ID", "c-1")) };

        SkillRecommendation approved = bench.Approve(bench.Propose());

        Assert.Equal(("c-1", "copilot"), (approved.SessionId, approved.Agent));
        Assert.Equal("c-1 copilot", Text(bench.Scratch, "SELECT session || ' ' || agent FROM lesson"));
    }

    public void Dispose() => _scratch.Dispose();

    private static (string?, string?) Rehearse(Scratch scratch)
    {
        StateEntry entry = scratch.State.Apply([scratch.State.Plan(new SetRequest { Key = "n", Value = 1 })], commit: false)[0].Entry!;
        return (entry.SessionId, entry.Agent);
    }

    private static object? Text(Scratch scratch, string sql)
    {
        using SqliteConnection connection = StoreConnections.OpenForReading(scratch.Location)!;
        return connection.ReadValue(sql);
    }
}
