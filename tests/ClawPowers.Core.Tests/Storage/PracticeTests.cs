using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Storage;

public sealed class PracticeTests
{
    public static TheoryData<StateRequest> StateRequests { get; } =
    [
        new SetRequest { Key = "k", Value = "v" },
        new SetRequest { Key = "k", Value = "v", IfVersion = 0, WantsEntry = false },
        new AppendRequest { Key = "k", Line = "v" },
        new StepRequest { Key = "k", Minimum = 5 },
        new RemoveRequest { Key = "k" },
        new UndoRequest { Key = "k", Version = 3 },
    ];

    public static TheoryData<MetricRequest> MetricRequests { get; } =
    [
        new AddMetricRequest { Skill = "tdd", Outcome = SkillOutcome.Failure, Scope = ClawScope.Global },
        new AmendMetricRequest { Id = 17 },
        new RemoveMetricRequest { Id = 17, WantsMetric = false },
    ];

    [Fact]
    public void A_kind_of_write_is_practised_once_and_not_in_the_store()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        List<string> done = [];

        for (int time = 0; time < 2; time++)
        {
            Practice.Before<object>(scratch.Context, ["a", 1, "b"], change => change is string ? typeof(OneKind) : typeof(OtherKind), (transaction, change) =>
            {
                Assert.Equal(0, transaction.Connection.ReadLong("SELECT count(*) FROM entry WHERE key = 'n'"));
                transaction.Connection.Execute("INSERT INTO scope (project) VALUES ($p)", ("$p", $"example.com/{change}"));
                done.Add($"{change}");
            });
        }

        Assert.Equal(["a", "1"], done);
        Assert.Empty(scratch.State.Projects());
        Assert.Equal(["n"], scratch.Keys());
    }

    [Fact]
    public void Nothing_is_practised_where_nobody_would_have_to_wait()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        StoreConnections.ReleaseIdle(scratch.Location);

        Practice.Before(scratch.Context, ["a"], _ => typeof(PracticeTests), (_, _) => Assert.Fail("Nobody has the store open."));

        Assert.False(File.Exists(scratch.Location.LogFile));
    }

    [Fact]
    public void A_practice_that_fails_is_no_failure_of_the_write()
    {
        using var scratch = new Scratch();
        scratch.Set("n", 1);
        int tries = 0;

        Practice.Before(scratch.Context, ["a"], _ => typeof(FailingKind), (transaction, _) =>
        {
            tries++;
            transaction.Connection.Execute("no SQL");
        });

        Assert.Equal(1, tries);
        Assert.Equal(2L, scratch.Step("n").Value);
    }

    [Theory]
    [MemberData(nameof(StateRequests), DisableDiscoveryEnumeration = true)]
    public void What_is_practised_for_a_change_of_state_succeeds(StateRequest request)
    {
        using var scratch = new Scratch();
        StateRequest[] like = StatePractice.Like(request);
        IReadOnlyList<StateOutcome> outcomes = [];

        StoreTransaction.InMemory(scratch.Context, transaction => outcomes = StateWriter.Write(
            transaction, [.. like.Select(scratch.State.Plan)], CancellationToken.None));

        Assert.Equal([null, null], outcomes.Select(outcome => outcome.Error?.Message));
        Assert.IsType(request.GetType(), like[^1]);
        Assert.All(like, change => Assert.Equal(request.WantsEntry, change.WantsEntry));
        Assert.False(Directory.Exists(scratch.Location.Directory));
    }

    [Theory]
    [MemberData(nameof(MetricRequests), DisableDiscoveryEnumeration = true)]
    public void What_is_practised_for_a_change_of_the_log_succeeds(MetricRequest request)
    {
        using var scratch = new Scratch();
        MetricRequest[] like = MetricPractice.Like(request);
        IReadOnlyList<MetricOutcome> outcomes = [];

        StoreTransaction.InMemory(scratch.Context, transaction => outcomes = MetricWriter.Write(
            transaction, [.. like.Select(scratch.Metrics.Plan)], new SkillTexts(scratch.Context), CancellationToken.None));

        Assert.All(outcomes, outcome => Assert.Null(outcome.Error?.Message));
        Assert.IsType(request.GetType(), like[^1]);
        Assert.All(like, change => Assert.Equal(request.WantsMetric, change.WantsMetric));
        Assert.False(Directory.Exists(scratch.Location.Directory));
    }

    private sealed class OneKind;

    private sealed class OtherKind;

    private sealed class FailingKind;
}
