using System.Collections;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Metrics;

public sealed class MeasureTests
{
    public static TheoryData<string, object?> Typed => new()
    {
        { "gate=security", "security" },
        { "n=3", 3L },
        { "n=-3", -3L },
        { "n=+3", 3L },
        { "n=0.8", 0.8 },
        { "n=.5", 0.5 },
        { "n=3.0", 3.0 },
        { "n=9223372036854775807", long.MaxValue },
        { "n=9223372036854775808", "9223372036854775808" },
        { "n=9223372036854775808.5", 9223372036854775808.0 },
        { "n=007", "007" },
        { "n=12e34567", "12e34567" },
        { "n=1e5", "1e5" },
        { "n=NaN", "NaN" },
        { "n=True", true },
        { "n=false", false },
        { "n= a b ", "a b" },
        { "n=a=b", "a=b" },
        { "n=", null },
    };

    [Theory]
    [MemberData(nameof(Typed))]
    public void Text_becomes_the_type_that_it_looks_like(string text, object? value)
    {
        KeyValuePair<string, object?> measure = MeasureText.Parse(text);

        Assert.Equal((text.Split('=')[0], value), (measure.Key, measure.Value));
    }

    [Theory]
    [InlineData("gate")]
    [InlineData("=3")]
    [InlineData("3a=1")]
    [InlineData("a b=1")]
    [InlineData("")]
    public void Text_without_a_name_or_a_sign_is_refused(string text) => Failure.Of("InvalidMeasure", () => MeasureText.Parse(text));

    [Fact]
    public void Measures_that_can_not_be_kept_are_refused()
    {
        using var scratch = new Scratch();

        Refuse(new() { ["a b"] = 1 });
        Refuse(new() { ["9a"] = 1 });
        Refuse(new() { [new string('a', 65)] = 1 });
        Refuse(new() { ["a"] = 1, ["A"] = 2 });
        Refuse(new() { ["a"] = double.NaN });
        Refuse(new() { ["a"] = double.PositiveInfinity });
        Refuse(new() { ["a"] = ulong.MaxValue });
        Refuse(new() { ["a"] = null });
        Refuse(new() { ["a"] = " " });
        Refuse(new() { ["a"] = "a\nb" });
        Refuse(new() { ["a"] = new string('x', 201) });
        Refuse(new() { ["a"] = Guid.Empty });
        Refuse(new(Enumerable.Range(0, 65).ToDictionary(number => $"m{number}", number => number)));
        Assert.Equal(64, Add(new(Enumerable.Range(0, 64).ToDictionary(number => $"m{number}", number => number))).Measures.Count);
        Assert.Equal(200, ((string)Add(new() { ["a"] = "  " + new string('x', 200) }).Measures["a"]!).Length);
        Assert.Equal(["A", "b", "c"], Add(new() { ["c"] = 1, ["A"] = 1, ["b"] = 1 }).Measures.Keys.Cast<string>());

        void Refuse(Hashtable measures) => Failure.Of("InvalidMeasure", () => scratch.Metrics.Plan(Request(measures)));
        SkillMetric Add(Hashtable measures) => scratch.Metrics.Apply(Request(measures))!;
        static AddMetricRequest Request(Hashtable measures) => new() { Skill = "s", Outcome = SkillOutcome.Success, Measures = measures };
    }

    [Theory]
    [InlineData("gate=security", "2")]
    [InlineData("GATE=Security", "2")]
    [InlineData("gate!=security", "3")]
    [InlineData("gate", "32")]
    [InlineData("findings", "4321")]
    [InlineData("findings>3", "43")]
    [InlineData("findings >= 3", "432")]
    [InlineData("findings<3", "1")]
    [InlineData("findings<=3", "21")]
    [InlineData("findings=3", "2")]
    [InlineData("findings=3.0", "2")]
    [InlineData("findings=4.5", "3")]
    [InlineData("findings!=3", "431")]
    [InlineData("findings<-1", "")]
    [InlineData("flaky=true", "4")]
    [InlineData("build=007", "4")]
    [InlineData("build=7", "")]
    [InlineData("find", "")]
    public void Runs_are_found_by_what_they_measured(string condition, string ids)
    {
        using var scratch = new Scratch();
        foreach (Hashtable measures in new Hashtable[]
        {
            new() { ["Findings"] = -1 },
            new() { ["gate"] = "security", ["findings"] = 3 },
            new() { ["gate"] = "findings", ["findings"] = 4.5 },
            new() { ["findings"] = 10L, ["flaky"] = true, ["build"] = "007" },
            [],
        })
        {
            scratch.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success, Measures = measures });
        }

        var found = scratch.Metrics.Read(new MetricQuery { Measures = [MeasureCondition.Parse(condition)] });

        Assert.Equal(ids, string.Concat(found.Select(run => run.Id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("=3")]
    [InlineData("a!3")]
    [InlineData("a=")]
    [InlineData("a>x")]
    [InlineData("a<true")]
    [InlineData("a==b")]
    [InlineData("a=>3")]
    [InlineData("a=!b")]
    [InlineData("a<>b")]
    public void What_is_no_condition_is_refused(string text) => Failure.Of("InvalidMeasureCondition", () => MeasureCondition.Parse(text));

    [Fact]
    public void Several_conditions_must_all_be_met()
    {
        using var scratch = new Scratch();
        scratch.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success, Measures = new Hashtable { ["a"] = 1, ["b"] = 2 } });
        scratch.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success, Measures = new Hashtable { ["a"] = 1, ["b"] = 3 } });

        var found = scratch.Metrics.Read(new MetricQuery { Measures = [MeasureCondition.Parse("a=1"), MeasureCondition.Parse("b>2")] });

        Assert.Equal([2L], found.Select(run => run.Id));
    }
}
