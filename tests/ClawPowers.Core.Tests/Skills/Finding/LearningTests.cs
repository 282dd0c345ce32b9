using System.Diagnostics;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills.Finding;
using ClawPowers.Core.Skills.Finding.Learning;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills.Finding;

public sealed class LearningTests
{
    private const string Situation = "the nightly export is late";

    [Fact]
    public void Runs_that_succeeded_in_such_a_situation_raise_a_skill_and_the_reason_says_so()
    {
        using Scratch scratch = WithSkills();
        double before = Score(scratch, "alpha");
        Record(scratch, "alpha", SkillOutcome.Success, "our nightly export was late", times: 3);

        SkillMatch after = Find(scratch).Single(match => match.Name == "alpha");

        Assert.EndsWith("led here 3 times before, 3 succeeded", after.Reason, StringComparison.Ordinal);
        Assert.Equal(3, after.Runs);
        Assert.InRange(after.Rate!.Value, 0.6, 0.8);
        Assert.InRange(after.Score - before, 0.05, Experience.Most);
    }

    [Fact]
    public void Runs_that_failed_lower_it_so_that_the_other_comes_first()
    {
        using Scratch scratch = WithSkills();
        Assert.Equal("alpha", Find(scratch)[0].Name);
        double before = Score(scratch, "alpha");

        Record(scratch, "alpha", SkillOutcome.Failure, Situation, times: 4);
        Record(scratch, "beta", SkillOutcome.Success, Situation, times: 4);

        IReadOnlyList<SkillMatch> matches = new SkillFinder(scratch.Context).Find(Situation, new SkillFindQuery { All = true });
        Assert.Equal("beta", matches[0].Name);
        Assert.Contains("led here 4 times before, 4 failed", matches.Single(match => match.Name == "alpha").Reason, StringComparison.Ordinal);
        Assert.InRange(before - matches.Single(match => match.Name == "alpha").Score, 0.01, Experience.Most);
    }

    [Fact]
    public void A_skill_whose_text_meets_nothing_is_found_by_its_runs()
    {
        using Scratch scratch = WithSkills();
        Assert.DoesNotContain(Find(scratch), match => match.Name == "gamma");

        Record(scratch, "gamma", SkillOutcome.Success, Situation, times: 5);

        Assert.Equal("led here 5 times before, 5 succeeded", Find(scratch).Single(match => match.Name == "gamma").Reason);
    }

    [Fact]
    public void A_note_stands_for_a_situation_at_half_its_weight_and_skipped_runs_count_for_nothing()
    {
        using Scratch scratch = WithSkills();
        double before = Score(scratch, "alpha");
        Record(scratch, "alpha", SkillOutcome.Skipped, Situation, times: 3);
        Assert.Equal(before, Score(scratch, "alpha"));
        Add(scratch, new AddMetricRequest { Skill = "alpha", Outcome = SkillOutcome.Success, Notes = Situation }, times: 2);
        double byNote = Score(scratch, "alpha");

        using Scratch other = WithSkills();
        Record(other, "alpha", SkillOutcome.Success, Situation, times: 2);

        Assert.InRange(byNote, before + 0.01, Score(other, "alpha") - 0.01);
    }

    [Fact]
    public void Other_situations_say_nothing()
    {
        using Scratch scratch = WithSkills();
        double before = Score(scratch, "alpha");

        Record(scratch, "alpha", SkillOutcome.Failure, "the coffee machine is out of beans", times: 20);

        Assert.Equal(before, Score(scratch, "alpha"));
        Assert.Null(Find(scratch).Single(match => match.Name == "alpha").Runs);
    }

    [Fact]
    public void However_many_runs_there_are_the_score_moves_by_a_quarter_at_most()
    {
        var good = new Experience();
        var bad = new Experience();
        for (int i = 0; i < 100_000; i++)
        {
            good.Add(SkillOutcome.Success, likeness: 1);
            bad.Add(SkillOutcome.Failure, likeness: 1);
        }

        Assert.InRange(good.Effect, 0.249, 0.25);
        Assert.InRange(bad.Effect, -0.25, -0.249);
        Assert.InRange(good.Rate, 0.999, 1);
    }

    [Fact]
    public void Finding_writes_nothing_to_the_store()
    {
        using Scratch scratch = WithSkills();
        Record(scratch, "alpha", SkillOutcome.Success, Situation, times: 1);
        byte[] before = File.ReadAllBytes(scratch.Location.File);
        DateTime written = File.GetLastWriteTimeUtc(scratch.Location.File);

        Find(scratch);

        Assert.Equal(written, File.GetLastWriteTimeUtc(scratch.Location.File));
        Assert.Equal(before, File.ReadAllBytes(scratch.Location.File));
    }

    [Fact]
    public void A_store_that_cannot_be_read_keeps_no_skill_from_being_found()
    {
        using Scratch scratch = WithSkills();
        Record(scratch, "alpha", SkillOutcome.Success, Situation, times: 1);
        scratch.Sql("PRAGMA user_version = 9999");
        var finder = new SkillFinder(scratch.Context);

        Assert.Equal("alpha", finder.Find(Situation, new SkillFindQuery())[0].Name);
        Assert.Contains(finder.Issues, issue => issue.Message.StartsWith("The log of runs can't be read", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_log_is_not_read_to_its_end()
    {
        using Scratch scratch = WithSkills();
        Record(scratch, "alpha", SkillOutcome.Success, Situation, times: 1);
        scratch.Sql(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
            INSERT INTO metric (scope_id, skill_id, at, outcome, source, version, written_at, measures)
            SELECT scope_id, skill_id, at - i, outcome, source, version, written_at, measures FROM metric, n
            """);
        Find(scratch);
        long start = Stopwatch.GetTimestamp();

        SkillMatch match = Find(scratch).Single(match => match.Name == "alpha");

        Assert.Equal(SituationReader.MostPerSkill, match.Runs);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 0, 2_000);
    }

    private static Scratch WithSkills()
    {
        var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "alpha", "name: alpha\ndescription: Exports that are late, and reports.");
        SkillFolder.Write(scratch.Bundled(), "beta", "name: beta\ndescription: Everything around an export, imports and mirrors of records.");
        SkillFolder.Write(scratch.Bundled(), "gamma", "name: gamma\ndescription: Quite other matters.");
        return scratch;
    }

    private static IReadOnlyList<SkillMatch> Find(Scratch scratch) => new SkillFinder(scratch.Context).Find(Situation, new SkillFindQuery());

    private static double Score(Scratch scratch, string skill) => Find(scratch).Single(match => match.Name == skill).Score;

    private static void Record(Scratch scratch, string skill, SkillOutcome outcome, string situation, int times) =>
        Add(scratch, new AddMetricRequest { Skill = skill, Outcome = outcome, Measures = new Dictionary<string, object?> { ["Situation"] = situation } }, times);

    private static void Add(Scratch scratch, AddMetricRequest request, int times)
    {
        for (int i = 0; i < times; i++)
        {
            scratch.Metrics.Apply(request);
        }
    }
}
