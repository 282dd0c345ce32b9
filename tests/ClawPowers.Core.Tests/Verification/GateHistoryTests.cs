using System.Collections.Specialized;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Verification.History;

namespace ClawPowers.Core.Tests.Verification;

public sealed class GateHistoryTests : IDisposable
{
    private readonly VerificationFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_gate_shows_its_rate_its_cost_and_its_last_catch()
    {
        DateTimeOffset start = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 10; i++)
        {
            Record("tests", passed: i is not (3 or 6), seconds: 10 + i, start.AddHours(i), notes: $"note {i}", findings: i);
        }

        GateHistory tests = Assert.Single(new GateHistoryReader(_project.Context).Read(new GateHistoryQuery()));

        Assert.Equal((10, 8, 2, 0.8), (tests.Runs, tests.Passed, tests.Catches, tests.Rate!.Value));
        Assert.Equal((0.490, 0.943), (Math.Round(tests.Interval.Low, 3), Math.Round(tests.Interval.High, 3)));
        Assert.Equal((14.5, 145, 72.5), (tests.MedianTime!.Value.TotalSeconds, tests.TotalTime.TotalSeconds, tests.TimePerCatch!.Value.TotalSeconds));
        Assert.Equal((start.AddHours(6), "note 6", start.AddHours(9)), (tests.LastCatch!.Value, tests.LastNotes, tests.LastRun));
        Assert.Equal(45, tests.Findings);
        Assert.False(tests.NeverCaught);
        Assert.Null(tests.RunsNeeded);
    }

    [Theory]
    [InlineData(1, 34)]
    [InlineData(20, 15)]
    [InlineData(34, 1)]
    [InlineData(35, 0)]
    [InlineData(60, 0)]
    public void That_a_gate_never_catches_anything_needs_35_runs(int runs, int further)
    {
        for (int i = 0; i < runs; i++)
        {
            Record("docs", passed: true, seconds: 1, DateTimeOffset.UtcNow.AddMinutes(-i));
        }

        GateHistory docs = new GateHistoryReader(_project.Context).Read(new GateHistoryQuery())[0];

        Assert.True(docs.NeverCaught);
        Assert.Equal(further, docs.RunsNeeded);
    }

    [Fact]
    public void Runs_without_a_gate_and_skipped_ones_do_not_count_and_gates_are_chosen_by_pattern()
    {
        Record("a", passed: true, 1, DateTimeOffset.UtcNow);
        Record("b", passed: false, 1, DateTimeOffset.UtcNow);
        Apply(new AddMetricRequest { Skill = "verification-before-completion", Outcome = SkillOutcome.Failure });
        Apply(new AddMetricRequest { Skill = "verification-before-completion", Outcome = SkillOutcome.Skipped, Measures = new OrderedDictionary { ["gate"] = "c" } });

        Assert.Equal(["b", "a"], new GateHistoryReader(_project.Context).Read(new GateHistoryQuery()).Select(gate => gate.Gate));
        Assert.Equal(["a"], new GateHistoryReader(_project.Context).Read(new GateHistoryQuery { Gates = ["[a]"] }).Select(gate => gate.Gate));
        Assert.Equal(["a", "b"], new GateHistoryReader(_project.Context).Gates());
    }

    private void Record(string gate, bool passed, double seconds, DateTimeOffset at, string? notes = null, long? findings = null)
    {
        var measures = new OrderedDictionary { ["gate"] = gate, ["passed"] = passed };
        if (findings is not null)
        {
            measures["findings"] = findings;
        }

        Apply(new AddMetricRequest
        {
            Skill = "verification-before-completion",
            Outcome = passed ? SkillOutcome.Success : SkillOutcome.Failure,
            Duration = TimeSpan.FromSeconds(seconds),
            Timestamp = at,
            Notes = notes,
            Measures = measures,
        });
    }

    private void Apply(AddMetricRequest request) => new MetricLog(_project.Context).Apply(request, TestContext.Current.CancellationToken);
}
