using System.Collections;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Metrics;

public sealed class MetricChangeTests
{
    [Fact]
    public void An_amended_run_keeps_what_it_said_before()
    {
        using var scratch = new Scratch();
        SkillMetric first = Add(scratch, SkillOutcome.Success, new() { ["gate"] = "unit", ["findings"] = 3 });
        DateTimeOffset written = scratch.Time.Now;
        scratch.Time.Move(TimeSpan.FromHours(1));
        scratch.Context = scratch.Context with { Agent = "someone else", SessionId = "later" };

        SkillMetric amended = scratch.Metrics.Apply(new AmendMetricRequest
        {
            Id = first.Id,
            Outcome = SkillOutcome.Failure,
            Source = MetricSource.Human,
            Duration = TimeSpan.FromMinutes(2),
            Notes = "reopened",
            Measures = new Hashtable { ["FINDINGS"] = 4, ["gate"] = null, ["cycles"] = 2, ["never"] = null },
        })!;

        Assert.Equal((first.Id, SkillOutcome.Failure, MetricSource.Human, TimeSpan.FromMinutes(2), "reopened"), (amended.Id, amended.Outcome, amended.Source, amended.Duration, amended.Notes));
        Assert.Equal((2L, scratch.Time.Now, true), (amended.Version, amended.WrittenAt, amended.IsCurrent));
        Assert.Equal((first.Timestamp, "tester", "session-1"), (amended.Timestamp, amended.Agent, amended.SessionId));
        Assert.Equal([("findings", 4L), ("cycles", 2L)], Measures(amended));
        SkillMetric[] versions = [.. scratch.Metrics.Read(new MetricQuery { WithHistory = true })];
        Assert.Equal([(2L, true), (1L, false)], versions.Select(version => (version.Version, version.IsCurrent)));
        Assert.Equal((SkillOutcome.Success, MetricSource.Self, TimeSpan.FromSeconds(30), "worked", written), (versions[1].Outcome, versions[1].Source, versions[1].Duration, versions[1].Notes, versions[1].WrittenAt));
        Assert.Equal([("findings", 3L), ("gate", "unit")], Measures(versions[1]));
        Assert.Single(scratch.Metrics.Read(new MetricQuery()));
    }

    [Fact]
    public void What_is_not_said_stays_and_empty_text_clears_the_notes()
    {
        using var scratch = new Scratch();
        SkillMetric run = Add(scratch, SkillOutcome.Success, new() { ["a"] = 1 });

        SkillMetric amended = scratch.Metrics.Apply(new AmendMetricRequest { Id = run.Id, Notes = "" })!;
        SkillMetric again = scratch.Metrics.Apply(new AmendMetricRequest { Id = run.Id, Measures = new Hashtable { ["a"] = null } })!;

        Assert.Null(amended.Notes);
        Assert.Equal((run.Outcome, run.Source, run.Duration), (amended.Outcome, amended.Source, amended.Duration));
        Assert.Equal([("a", 1L)], Measures(amended));
        Assert.Empty(again.Measures);
        Assert.Equal(3, again.Version);
    }

    [Fact]
    public void More_measures_than_a_run_may_have_are_refused_and_change_nothing()
    {
        using var scratch = new Scratch();
        SkillMetric run = Add(scratch, SkillOutcome.Success, new() { ["a"] = 1 });

        Failure.Of("InvalidMeasure", () => scratch.Metrics.Apply(new AmendMetricRequest { Id = run.Id, Measures = Enumerable.Range(0, 64).ToDictionary(number => $"m{number}", number => number) }));

        Assert.Equal((1L, 1), (Assert.Single(scratch.Metrics.Read(new MetricQuery())).Version, Measures(run).Count()));
    }

    [Fact]
    public void A_removed_run_is_gone_with_its_history_and_its_id_is_not_given_again()
    {
        using var scratch = new Scratch();
        Add(scratch, SkillOutcome.Success, []);
        SkillMetric last = Add(scratch, SkillOutcome.Failure, []);
        scratch.Metrics.Apply(new AmendMetricRequest { Id = last.Id, Notes = "amended" });

        SkillMetric removed = scratch.Metrics.Apply(new RemoveMetricRequest { Id = last.Id })!;

        Assert.Equal((2L, 2L, "amended"), (removed.Id, removed.Version, removed.Notes));
        Assert.Equal([1L], scratch.Metrics.Read(new MetricQuery()).Select(run => run.Id));
        Failure.Of("MetricNotFound", () => scratch.Metrics.Apply(new RemoveMetricRequest { Id = last.Id }));
        Assert.Equal(3L, Add(scratch, SkillOutcome.Success, []).Id);
        Assert.All(scratch.Maintenance.Check().Where(check => check.Check != "Disk"), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void A_check_finds_an_earlier_version_that_is_not_earlier()
    {
        using var scratch = new Scratch();
        Add(scratch, SkillOutcome.Success, []);
        scratch.Metrics.Apply(new AmendMetricRequest { Id = 1, Notes = "amended" });
        scratch.Sql("UPDATE metric_history SET version = 2");

        StoreCheck history = scratch.Maintenance.Check().Single(check => check.Check == "History");

        Assert.Equal((false, "run 1: version 2 is not before version 2"), (history.Passed, history.Detail));
    }

    [Fact]
    public void A_backup_brings_runs_back_and_a_purge_of_entries_leaves_them()
    {
        using var scratch = new Scratch();
        Add(scratch, SkillOutcome.Success, new() { ["a"] = 1 });
        scratch.Metrics.Apply(new AmendMetricRequest { Id = 1, Notes = "amended" });
        scratch.Set("k", "value");
        string copy = scratch.Maintenance.Backup(scratch.PathOf("copy.db")).Path;
        scratch.Metrics.Apply(new RemoveMetricRequest { Id = 1 });

        Assert.NotNull(scratch.Maintenance.Restore(copy));
        scratch.Purge("k");

        Assert.Equal([2L, 1L], scratch.Metrics.Read(new MetricQuery { WithHistory = true }).Select(run => run.Version));
        Assert.Equal(1, Assert.Single(scratch.Metrics.Summarize(new SummaryQuery())).Runs);
        Assert.All(scratch.Maintenance.Check().Where(check => check.Check != "Disk"), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void The_time_of_a_version_never_goes_back()
    {
        using var scratch = new Scratch();
        SkillMetric first = Add(scratch, SkillOutcome.Success, []);
        scratch.Time.Move(TimeSpan.FromDays(-2));

        Assert.Equal(first.WrittenAt, scratch.Metrics.Apply(new AmendMetricRequest { Id = 1, Notes = "amended" })!.WrittenAt);
    }

    [Fact]
    public void A_purge_of_any_entry_erases_what_removed_runs_said()
    {
        using var scratch = new Scratch();
        SkillMetric run = Add(scratch, SkillOutcome.Success, []);
        scratch.Metrics.Apply(new AmendMetricRequest { Id = run.Id, Notes = "nobody must read this" });
        scratch.Metrics.Apply(new RemoveMetricRequest { Id = run.Id });
        scratch.Set("any", "entry");

        scratch.Purge("any");

        scratch.CloseAll();
        Assert.Equal(-1, File.ReadAllBytes(scratch.Location.File).AsSpan().IndexOf("nobody must read this"u8));
    }

    [Fact]
    public void Ids_within_one_commit_are_not_given_again_either()
    {
        using var scratch = new Scratch();
        MetricLog log = scratch.Metrics;
        PlannedMetric run = log.Plan(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success });

        IReadOnlyList<MetricOutcome> outcomes = log.Apply([run, log.Plan(new RemoveMetricRequest { Id = 1 }), run]);

        Assert.Equal([1L, 1L, 2L], outcomes.Select(outcome => outcome.Metric!.Id));
        Assert.Equal(3L, log.Apply(run.Request)!.Id);
    }

    [Fact]
    public void Without_a_store_nothing_can_be_amended_or_removed_and_none_is_made()
    {
        using var scratch = new Scratch();

        Failure.Of("MetricNotFound", () => scratch.Metrics.Apply(new AmendMetricRequest { Id = 1, Notes = "n" }));
        Failure.Of("MetricNotFound", () => scratch.Metrics.Apply(new RemoveMetricRequest { Id = 1 }));
        Failure.Of("MetricNotFound", () => scratch.Metrics.Read(new MetricQuery { Ids = [1] }).Count());

        Assert.Empty(scratch.Metrics.Read(new MetricQuery()));
        Assert.Empty(scratch.Metrics.Skills());
        Assert.Empty(scratch.Metrics.Summarize(new SummaryQuery()));
        Assert.Equal(0, Assert.Single(scratch.Metrics.Summarize(new SummaryQuery { GroupBy = ["None"] })).Runs);
        Assert.False(Directory.Exists(scratch.Location.Directory));
    }

    private static SkillMetric Add(Scratch scratch, SkillOutcome outcome, Hashtable measures) => scratch.Metrics.Apply(
        new AddMetricRequest { Skill = "s", Outcome = outcome, Duration = TimeSpan.FromSeconds(30), Notes = "worked", Measures = measures })!;

    private static IEnumerable<(string, object?)> Measures(SkillMetric run) =>
        run.Measures.Cast<DictionaryEntry>().Select(measure => ((string)measure.Key, measure.Value));
}
