using ClawPowers.Core.Metrics;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Metrics;

public sealed class MetricReadTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Runs_come_newest_first_and_of_the_same_moment_the_later_id_first()
    {
        using var scratch = new Scratch();
        Add(scratch, "b", hours: 2);
        Add(scratch, "a", hours: 5);
        Add(scratch, "a", hours: 2);
        Add(scratch, "c", hours: -1);

        Assert.Equal([2L, 3L, 1L, 4L], Ids(scratch, new MetricQuery()));
        Assert.Equal([2L, 3L], Ids(scratch, new MetricQuery { First = 2 }));
        Assert.Empty(Ids(scratch, new MetricQuery { First = 0 }));
    }

    [Fact]
    public void Filters_can_be_combined()
    {
        using var scratch = new Scratch();
        Add(scratch, "test-a", hours: 1, SkillOutcome.Failure, agent: "x");
        Add(scratch, "test-b", hours: 2, SkillOutcome.Success, agent: "x", MetricSource.Verified);
        Add(scratch, "other", hours: 3, SkillOutcome.Partial, agent: "y");
        Add(scratch, "test-a", hours: 4, SkillOutcome.Skipped, agent: "y", MetricSource.Human);

        Assert.Equal([4L, 2L, 1L], Ids(scratch, new MetricQuery { Skills = ["test-*"] }));
        Assert.Equal([4L, 3L, 1L], Ids(scratch, new MetricQuery { Skills = ["test-a", "o?her"] }));
        Assert.Empty(Ids(scratch, new MetricQuery { Skills = ["TEST-*"] }));
        Assert.Empty(Ids(scratch, new MetricQuery { Skills = ["unknown"] }));
        Assert.Equal([3L, 1L], Ids(scratch, new MetricQuery { Outcomes = [SkillOutcome.Failure, SkillOutcome.Partial] }));
        Assert.Equal([4L, 2L], Ids(scratch, new MetricQuery { Sources = [MetricSource.Human, MetricSource.Verified] }));
        Assert.Equal([2L, 1L], Ids(scratch, new MetricQuery { Agent = "x" }));
        Assert.Equal([4L, 3L, 2L, 1L], Ids(scratch, new MetricQuery { SessionId = "session-1" }));
        Assert.Equal([3L, 2L], Ids(scratch, new MetricQuery { Since = Start.AddHours(2), Until = Start.AddHours(4) }));
        Assert.Equal([3L], Ids(scratch, new MetricQuery { Since = Start.AddHours(2).AddTicks(1), Until = Start.AddHours(3).AddTicks(1) }));
        Assert.Equal([2L], Ids(scratch, new MetricQuery { Skills = ["test-*"], Agent = "x", Outcomes = [SkillOutcome.Success], Since = Start }));
        Failure.Of("InvalidPeriod", () => Ids(scratch, new MetricQuery { Since = Start, Until = Start }));
        Failure.Of("InvalidSkillPattern", () => Ids(scratch, new MetricQuery { Skills = ["[a"] }));
        Failure.Of("InvalidSkillPattern", () => Ids(scratch, new MetricQuery { Skills = [""] }));
    }

    [Fact]
    public void Many_skills_in_many_scopes_come_in_one_order()
    {
        using var scratch = new Scratch();
        MetricLog log = scratch.Metrics;
        var random = new Random(7);
        log.Apply([.. Enumerable.Range(0, 600).Select(number => log.Plan(new AddMetricRequest
        {
            Skill = $"skill-{number % 40}",
            Outcome = SkillOutcome.Success,
            Timestamp = Start.AddMinutes(random.Next(200)),
            Project = number % 3 == 0 ? null : $"github.com/a/{number % 3}",
        }))]);

        SkillMetric[] few = [.. scratch.Metrics.Read(new MetricQuery { Skills = ["skill-1", "skill-2?"], Scope = ClawScope.All })];
        SkillMetric[] all = [.. scratch.Metrics.Read(new MetricQuery { Skills = ["skill-*"], Scope = ClawScope.All })];

        Assert.Equal(600, all.Length);
        Assert.Equal(all.OrderByDescending(run => run.Timestamp).ThenByDescending(run => run.Id).Select(run => run.Id), all.Select(run => run.Id));
        Assert.Equal(all.Where(run => run.Skill is "skill-1" || (run.Skill.StartsWith("skill-2", StringComparison.Ordinal) && run.Skill.Length == 8)).Select(run => run.Id), few.Select(run => run.Id));
    }

    [Fact]
    public void Reads_look_in_the_project_and_globally_unless_told_otherwise()
    {
        using var scratch = new Scratch();
        Add(scratch, "global", hours: 1);
        GitRepository.Create(scratch.PathOf("repo"));
        scratch.Context = scratch.Context with { WorkingDirectory = scratch.PathOf("repo") };
        Add(scratch, "here", hours: 2);
        scratch.Metrics.Apply(new AddMetricRequest { Skill = "elsewhere", Outcome = SkillOutcome.Success, Timestamp = Start.AddHours(3), Project = "github.com/a/b" });

        Assert.Equal(["here", "global"], Names(new MetricQuery()));
        Assert.Equal(["here"], Names(new MetricQuery { Scope = ClawScope.Project }));
        Assert.Equal(["global"], Names(new MetricQuery { Scope = ClawScope.Global }));
        Assert.Equal(["elsewhere", "here", "global"], Names(new MetricQuery { Scope = ClawScope.All }));
        Assert.Equal(["elsewhere"], Names(new MetricQuery { Project = "github.com/A/b" }));
        Assert.Equal(["elsewhere", "global", "here"], scratch.Metrics.Skills());
        StoreStatus status = scratch.Maintenance.Status();
        Assert.Equal((1L, 3L, Start.AddHours(3)), (status.ProjectMetrics, status.TotalMetrics, status.LastMetricAt));

        IEnumerable<string> Names(MetricQuery query) => scratch.Metrics.Read(query).Select(run => run.Skill);
    }

    [Fact]
    public void Ids_are_found_wherever_they_are_and_one_that_is_not_there_is_said_after_the_others()
    {
        using var scratch = new Scratch();
        scratch.Metrics.Apply(new AddMetricRequest { Skill = "elsewhere", Outcome = SkillOutcome.Success, Project = "github.com/a/b" });
        Add(scratch, "here", hours: 2);

        Assert.Equal([1L, 2L], Ids(scratch, new MetricQuery { Ids = [2, 1] }));
        Assert.Equal([2L], Ids(scratch, new MetricQuery { Ids = [2], Scope = ClawScope.Global }));
        Assert.Equal([1L], Ids(scratch, new MetricQuery { Ids = [1], Project = "github.com/a/b" }));
        Assert.StartsWith("There is no run with the id 1 in the global scope.", Failure.Of("MetricNotFound", () => Ids(scratch, new MetricQuery { Ids = [2, 1], Scope = ClawScope.Global })).Message, StringComparison.Ordinal);
        Assert.Empty(Ids(scratch, new MetricQuery { Ids = [1], Outcomes = [SkillOutcome.Failure] }));
        List<long> found = [];
        Assert.Equal(7L, Failure.Of("MetricNotFound", () =>
        {
            foreach (SkillMetric run in scratch.Metrics.Read(new MetricQuery { Ids = [2, 7] }))
            {
                found.Add(run.Id);
            }
        }).Target);
        Assert.Equal([2L], found);
    }

    [Fact]
    public void An_open_reader_does_not_see_what_is_written_meanwhile()
    {
        using var scratch = new Scratch();
        Add(scratch, "a", hours: 1);
        Add(scratch, "a", hours: 2);
        List<long> seen = [];

        foreach (SkillMetric run in scratch.Metrics.Read(new MetricQuery { WithHistory = true }))
        {
            seen.Add(run.Id);
            Add(scratch, "b", hours: 0);
            scratch.Metrics.Apply(new AmendMetricRequest { Id = 1, Notes = "changed" });
        }

        Assert.Equal([2L, 1L], seen);
        Assert.Equal(4, Ids(scratch, new MetricQuery()).Length);
    }

    [Fact]
    public void A_cancelled_read_ends()
    {
        using var scratch = new Scratch();
        Add(scratch, "a", hours: 1);
        Add(scratch, "a", hours: 2);
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (SkillMetric _ in scratch.Metrics.Read(new MetricQuery(), stop.Token))
            {
                stop.Cancel();
            }
        });
    }

    [Fact]
    public void Measures_that_no_command_wrote_are_reported_as_damage()
    {
        using var scratch = new Scratch();
        Add(scratch, "a", hours: 1);
        scratch.Sql("UPDATE metric SET measures = '{\"a\":[1]}'");

        Failure.Of("StoreDamaged", () => Ids(scratch, new MetricQuery()));
    }

    private static long[] Ids(Scratch scratch, MetricQuery query) => [.. scratch.Metrics.Read(query).Select(run => run.Id)];

    private static void Add(Scratch scratch, string skill, int hours, SkillOutcome outcome = SkillOutcome.Success, string? agent = null, MetricSource source = MetricSource.Self) =>
        scratch.Metrics.Apply(new AddMetricRequest { Skill = skill, Outcome = outcome, Timestamp = Start.AddHours(hours), Agent = agent, Source = source });
}
