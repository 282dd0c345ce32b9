using ClawPowers.Core.Errors;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Lessons;

/// <summary>Any sequence of proposals and decisions against a model that is as plain as the rules.</summary>
public sealed class LifeModelTests
{
    private static readonly SkillParameter Pieces = new("piece_tokens", 1000, 8000);

    [Fact]
    public void Whatever_is_proposed_and_decided_each_recommendation_is_where_the_rules_put_it()
    {
        var steps =
            from kind in Gen.Elements("propose", "propose", "approve", "approve", "change", "deny")
            from subject in Gen.Choose(0, 3)
            from n in Gen.Elements(10, 15, 20, 40, 80)
            select (Kind: kind, Subject: subject, N: n);

        Prop.ForAll(Gen.ListOf(steps).ToArbitrary(), given =>
        {
            using var bench = new LessonBench();
            List<Expected> model = [];
            foreach ((string kind, int subject, int n) in given)
            {
                if (kind == "propose")
                {
                    // The first two subjects are values of one parameter.
                    long? id = bench.Propose($"f{subject}", n, $"Text {subject}.", parameter: subject < 2 ? Pieces : null, value: subject < 2 ? 2000 + subject : null);
                    Assert.Equal(Propose(model, subject, n), id);
                }
                else if (model.Count > 0)
                {
                    Expected chosen = model[(subject + n) % model.Count];
                    Assert.Equal(Decide(model, chosen, kind), Outcome(bench, chosen, kind, model));
                }

                Check(bench, model);
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static long? Propose(List<Expected> model, int subject, int n)
    {
        Expected? last = model.LastOrDefault(item => item.Subject == subject);
        switch (last?.State)
        {
            case RecommendationState.Proposed:
                last.N = n;
                return last.Id;
            case null:
            case RecommendationState.Denied or RecommendationState.Reverted when n >= 2 * last.N:
                model.Add(new Expected(model.Count + 1, subject) { N = n });
                return model.Count;
            default:
                return null;
        }
    }

    private static bool Decide(List<Expected> model, Expected chosen, string kind)
    {
        switch (kind, chosen.State)
        {
            case ("deny", RecommendationState.Proposed):
                chosen.State = RecommendationState.Denied;
                return true;
            case ("deny", RecommendationState.Approved):
                chosen.State = RecommendationState.Reverted;
                return true;
            case ("approve" or "change", RecommendationState.Proposed):
            case ("change", RecommendationState.Approved):
                foreach (Expected other in model.Where(other => other != chosen && other.Subject < 2 && chosen.Subject < 2 && other.State == RecommendationState.Approved))
                {
                    other.State = RecommendationState.Reverted;
                }

                chosen.State = RecommendationState.Approved;
                chosen.Version++;
                return true;
            default:
                return false;
        }
    }

    private static bool Outcome(LessonBench bench, Expected chosen, string kind, List<Expected> model)
    {
        ClawException? error = kind == "deny"
            ? bench.Store.Deny([new DenyRequest { Id = chosen.Id }])[0].Error
            : bench.Store.Approve([new ApproveRequest { Id = chosen.Id, Text = kind == "change" ? $"Words {chosen.Version} of {model.Count}." : null }])[0].Error;
        Assert.True(error is null or { ErrorId: "RecommendationNotOpen" }, error?.Message);
        return error is null;
    }

    private static void Check(LessonBench bench, List<Expected> model)
    {
        Assert.Equal(
            model.Select(static item => (item.Id, item.State, item.Version == 0 ? null : (long?)item.Version, item.N)),
            bench.All().OrderBy(static item => item.Id).Select(static item => (item.Id, item.State, item.LessonVersion, item.Evidence.N)));
        long[] inForce = [.. model.Where(static item => item.State == RecommendationState.Approved).Select(static item => item.Id)];
        Assert.Equal(inForce, new LessonReader(bench.Scratch.Context).InForce().Select(static lesson => lesson.RecommendationId));
        Assert.Equal(inForce.Length == 0, bench.Hash() is null);
        if (model.Count > 0)
        {
            // Every version that began is on record, and none ends before it begins.
            Assert.Equal(model.Sum(static item => item.Version), bench.Write(static transaction => transaction.Connection.ReadLong("SELECT count(*) FROM lesson")));
            Assert.Equal(0, bench.Write(static transaction => transaction.Connection.ReadLong("SELECT count(*) FROM lesson WHERE retired_at < approved_at")));
        }
    }

    private sealed class Expected(long id, int subject)
    {
        public long Id { get; } = id;

        public int Subject { get; } = subject;

        public RecommendationState State { get; set; }

        public int N { get; set; }

        public int Version { get; set; }
    }
}
