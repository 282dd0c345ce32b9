using System.Collections;
using System.Collections.Specialized;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Metrics;

public sealed class MetricAddTests
{
    [Fact]
    public void A_run_comes_back_as_it_was_recorded()
    {
        using var scratch = new Scratch();
        var measures = new OrderedDictionary { ["gate"] = "security", ["findings"] = 3, ["confidence"] = 0.8f, ["estimate"] = 45.0, ["price"] = 0.10m, ["flaky"] = true };

        SkillMetric added = scratch.Metrics.Apply(new AddMetricRequest
        {
            Skill = " systematic-debugging ",
            Outcome = SkillOutcome.Partial,
            Source = MetricSource.Verified,
            Duration = TimeSpan.FromTicks(12_345_678_901),
            Notes = "two\nlines, \"quoted\" ünïcödé \U0001F680",
            Measures = measures,
            Model = "m-1",
            Commit = "abc123",
        })!;
        SkillMetric read = Assert.Single(scratch.Metrics.Read(new MetricQuery()));

        Assert.Equal((1L, "systematic-debugging", SkillOutcome.Partial, MetricSource.Verified), (read.Id, read.Skill, read.Outcome, read.Source));
        Assert.Equal((scratch.Time.Now, scratch.Time.Now, TimeSpan.FromTicks(12_345_678_901)), (read.Timestamp, read.WrittenAt, read.Duration));
        Assert.Equal("two\nlines, \"quoted\" ünïcödé \U0001F680", read.Notes);
        Assert.Equal(("m-1", "abc123", "session-1", "tester"), (read.Model, read.Commit, read.SessionId, read.Agent));
        Assert.Equal((ClawScope.Global, null, 1L, true), (read.Scope, read.Project, read.Version, read.IsCurrent));
        Assert.Equal(
            [("gate", "security"), ("findings", 3L), ("confidence", 0.8), ("estimate", 45.0), ("price", 0.1), ("flaky", true)],
            read.Measures.Cast<DictionaryEntry>().Select(measure => ((string)measure.Key, measure.Value!)));
        Assert.Equal("security", read.Measures["GATE"]);
        Assert.Equal(read with { Measures = added.Measures }, added);
    }

    [Fact]
    public void What_is_not_said_is_null_and_the_measures_are_empty()
    {
        using var scratch = new Scratch();
        scratch.Context = scratch.Context with { SessionId = null, Agent = null };

        SkillMetric run = scratch.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success, Notes = "", Model = " " })!;

        Assert.Equal((null, null, null, null, null, null), (run.Duration, run.Notes, run.Model, run.Commit, run.SessionId, run.Agent));
        Assert.Equal((MetricSource.Self, null, null), (run.Source, run.SkillHash, run.LessonsHash));
        Assert.Empty(run.Measures);
    }

    [Fact]
    public void One_pipeline_is_one_commit_and_a_failed_item_skips_only_itself()
    {
        using var scratch = new Scratch();
        MetricLog log = scratch.Metrics;
        AddMetricRequest run = Run("a");

        IReadOnlyList<MetricOutcome> outcomes = log.Apply([log.Plan(run), log.Plan(new RemoveMetricRequest { Id = 99 }), log.Plan(new AmendMetricRequest { Id = 1, Notes = "n" }), log.Plan(run)]);

        Assert.Equal([null, "MetricNotFound", null, null], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal([1L, null, 1L, 2L], outcomes.Select(outcome => outcome.Metric?.Id));
        Assert.Equal([2L, 1L], scratch.Metrics.Read(new MetricQuery()).Select(metric => metric.Id));
    }

    [Fact]
    public void A_rehearsal_says_what_would_be_and_keeps_nothing()
    {
        using var scratch = new Scratch();
        MetricLog log = scratch.Metrics;

        SkillMetric would = log.Apply([log.Plan(Run("a"))], commit: false)[0].Metric!;

        Assert.Equal((1L, "a"), (would.Id, would.Skill));
        Assert.False(Directory.Exists(scratch.Location.Directory));
        log.Apply(Run("a"));
        Assert.Equal(2L, log.Apply([log.Plan(Run("b"))], commit: false)[0].Metric!.Id);
        Assert.Equal(["a"], scratch.Metrics.Skills());
        Assert.Equal(1, scratch.Maintenance.Status().TotalMetrics);
    }

    [Fact]
    public void A_caller_that_does_not_want_the_run_back_gets_none()
    {
        using var scratch = new Scratch();

        Assert.Null(scratch.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success, WantsMetric = false }));

        Assert.Single(scratch.Metrics.Read(new MetricQuery()));
    }

    [Fact]
    public void A_run_with_an_origin_is_added_once()
    {
        using var scratch = new Scratch();
        MetricLog log = scratch.Metrics;
        AddMetricRequest run = Run("a") with { Origin = "home:2026-01.jsonl:7", Timestamp = scratch.Time.Now.AddDays(-30) };

        IReadOnlyList<MetricOutcome> outcomes = log.Apply([log.Plan(run), log.Plan(run)]);
        MetricOutcome again = Assert.Single(log.Apply([log.Plan(run)]));

        Assert.Equal([false, true], outcomes.Select(outcome => outcome.IsDuplicate));
        Assert.Equal((true, 1L, null), (again.IsDuplicate, again.Metric!.Id, again.Error));
        Assert.Equal(1, scratch.Maintenance.Status().TotalMetrics);
    }

    [Fact]
    public void Runs_go_to_the_project_of_the_location_and_elsewhere_if_asked()
    {
        using var scratch = new Scratch();
        GitRepository.Create(scratch.PathOf("repo"));
        scratch.Context = scratch.Context with { WorkingDirectory = scratch.PathOf("repo") };
        string here = scratch.PathOf("repo").Replace('\\', '/');

        PlannedMetric plan = scratch.Metrics.Plan(Run("a"));

        Assert.Equal("the project " + here, plan.Destination);
        Assert.Equal((ClawScope.Project, here), Place(scratch.Metrics.Apply(Run("a"))!));
        Assert.Equal((ClawScope.Global, null), Place(scratch.Metrics.Apply(Run("a") with { Scope = ClawScope.Global })!));
        Assert.Equal((ClawScope.Project, "github.com/a/b"), Place(scratch.Metrics.Apply(Run("a") with { Project = "GitHub.com/a/b" })!));
        Failure.Of("InvalidScope", () => scratch.Metrics.Plan(Run("a") with { Scope = ClawScope.All }));

        static (ClawScope, string?) Place(SkillMetric run) => (run.Scope, run.Project);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a*")]
    [InlineData("a[b]")]
    [InlineData("a\tb")]
    public void Names_that_no_skill_can_have_are_refused(string name)
    {
        using var scratch = new Scratch();

        Failure.Of("InvalidSkillName", () => scratch.Metrics.Plan(Run(name)));
    }

    [Fact]
    public void Names_as_older_programs_wrote_them_are_taken()
    {
        using var scratch = new Scratch();

        string[] names = [.. new[] { "Some Skill", "a/b", "größer", new string('x', 128) }.Select(name => scratch.Metrics.Apply(Run(name))!.Skill)];

        Assert.Equal(names.Order(StringComparer.Ordinal), scratch.Metrics.Skills());
        Failure.Of("InvalidSkillName", () => scratch.Metrics.Plan(Run(new string('x', 129))));
    }

    [Fact]
    public void Values_out_of_bounds_are_refused_each_with_its_id()
    {
        using var scratch = new Scratch();
        AddMetricRequest run = Run("a");

        Failure.Of("InvalidDuration", () => scratch.Metrics.Plan(run with { Duration = TimeSpan.FromTicks(-1) }));
        Failure.Of("InvalidDuration", () => scratch.Metrics.Plan(run with { Duration = TimeSpan.MaxValue }));
        Failure.Of("InvalidDuration", () => scratch.Metrics.Plan(new AmendMetricRequest { Id = 1, Duration = TimeSpan.FromDays(36_501) }));
        Failure.Of("InvalidTimestamp", () => scratch.Metrics.Plan(run with { Timestamp = scratch.Time.Now.AddHours(25) }));
        Failure.Of("InvalidOutcome", () => scratch.Metrics.Plan(run with { Outcome = (SkillOutcome)7 }));
        Failure.Of("InvalidSource", () => scratch.Metrics.Plan(run with { Source = (MetricSource)7 }));
        Failure.Of("NotesTooLong", () => scratch.Metrics.Plan(run with { Notes = new string('é', 32_769) }));
        Failure.Of("InvalidMetricField", () => scratch.Metrics.Plan(run with { Model = new string('m', 201) }));
        Failure.Of("InvalidMetricField", () => scratch.Metrics.Plan(run with { Agent = "a\nb" }));
        Failure.Of("NothingToAmend", () => scratch.Metrics.Plan(new AmendMetricRequest { Id = 1 }));
        Assert.Equal(TimeSpan.Zero, scratch.Metrics.Apply(run with { Duration = TimeSpan.Zero, Notes = new string('é', 32_768), Timestamp = scratch.Time.Now.AddHours(23) })!.Duration);
    }

    [Theory]
    [InlineData("9e99")]
    [InlineData("922337203685.4775")]
    public void A_duration_that_no_run_can_have_does_not_keep_others_from_being_read(string seconds)
    {
        using var scratch = new Scratch();
        scratch.Metrics.Apply(Run("a") with { Duration = TimeSpan.FromDays(36_500) });
        scratch.Metrics.Apply(Run("b") with { Duration = TimeSpan.FromSeconds(1) });
        scratch.Sql($"UPDATE metric SET duration = {seconds} WHERE id = 2; UPDATE metric_day SET duration_sum = {seconds} WHERE skill_id = (SELECT id FROM skill WHERE name = 'b')");

        Assert.Equal([TimeSpan.MaxValue, TimeSpan.FromDays(36_500)], scratch.Metrics.Read(new MetricQuery()).Select(run => run.Duration!.Value));
        Assert.Equal([TimeSpan.FromDays(36_500), TimeSpan.MaxValue], scratch.Metrics.Summarize(new SummaryQuery()).Select(summary => summary.MeanDuration!.Value));
    }

    [Fact]
    public void Secrets_in_notes_and_measures_are_refused_unless_insisted()
    {
        using var scratch = new Scratch();
        string secret = "ghp_" + new string('a', 36);
        AddMetricRequest noted = Run("a") with { Notes = "used " + secret };
        AddMetricRequest measured = Run("a") with { Measures = new Hashtable { ["token"] = secret }, Target = "mine" };

        Failure.Of("SecretInValue", () => scratch.Metrics.Plan(noted));
        Assert.Equal("mine", Failure.Of("SecretInValue", () => scratch.Metrics.Plan(measured)).Target);
        Failure.Of("SecretInValue", () => scratch.Metrics.Plan(new AmendMetricRequest { Id = 1, Notes = secret }));

        Assert.Equal("used " + secret, scratch.Metrics.Apply(noted with { AllowSecret = true })!.Notes);
    }

    [Fact]
    public void The_hashes_of_the_skill_are_kept_for_a_run_of_now_and_not_for_one_of_the_past()
    {
        using var scratch = new Scratch();
        string folder = Directory.CreateDirectory(Path.Combine(scratch.Context.BundledSkills!, "my-skill")).FullName;
        File.WriteAllText(Path.Combine(folder, "SKILL.md"), "---\nname: my-skill\ndescription: Does it.\n---\nText\n");

        string? now = scratch.Metrics.Apply(Run("my-skill"))!.SkillHash;

        Assert.Matches("^[0-9a-f]{16}$", now);
        Assert.Null(scratch.Metrics.Apply(Run("my-skill") with { Timestamp = scratch.Time.Now.AddDays(-1) })!.SkillHash);
        Assert.Null(scratch.Metrics.Apply(Run("my-skill") with { Origin = "o" })!.SkillHash);
    }

    private static AddMetricRequest Run(string skill) => new() { Skill = skill, Outcome = SkillOutcome.Success };
}
