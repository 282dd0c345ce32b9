using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Lessons;

/// <summary>Changes what is in force and what is decided, inside a transaction. Whether it may is decided by who calls.</summary>
internal static class LessonLedger
{
    /// <summary>Why a proposal was closed that the runs since speak against. No one's refusal: it may come back when they turn again.</summary>
    public const string NoLongerSo = "The runs since no longer say so.";

    /// <summary>The schema in which recommendations and lessons came into being.</summary>
    public const int Schema = 2;

    /// <summary>Writes a text or a value as the next version of a recommendation's lesson; the version before it ends.</summary>
    public static void Begin(StoreTransaction transaction, RecommendationRow row, string text, double? value, string? reason)
    {
        long now = Moment(transaction, row);
        End(transaction, row, now);
        transaction.Connection.Execute(
            """
            INSERT INTO lesson (recommendation_id, version, scope_id, skill_id, approved_at, session, agent, reason, parameter, value, text)
            VALUES ($id, $version, $scope, $skill, $now, $session, $agent, $reason, $parameter, $value, $text)
            """,
            ("$id", row.Id),
            ("$version", (row.LessonVersion ?? 0) + 1),
            ("$scope", row.ScopeId),
            ("$skill", row.SkillId),
            ("$now", now),
            ("$session", transaction.Context.SessionId),
            ("$agent", transaction.Context.Agent),
            ("$reason", reason),
            ("$parameter", row.Parameter),
            ("$value", value),
            ("$text", text));
    }

    /// <summary>Ends a recommendation's lesson.</summary>
    public static void End(StoreTransaction transaction, RecommendationRow row) => End(transaction, row, Moment(transaction, row));

    /// <summary>Writes down a decision, with who made it and when.</summary>
    public static void Decide(StoreTransaction transaction, long id, RecommendationState state, string? reason) => transaction.Connection.Execute(
        """
        UPDATE recommendation
        SET state = $state, decided_at = max($now, proposed_at, coalesce(decided_at, 0)), session = $session, agent = $agent, reason = $reason
        WHERE id = $id
        """,
        ("$id", id),
        ("$state", (int)state),
        ("$now", transaction.Now),
        ("$session", transaction.Context.SessionId),
        ("$agent", transaction.Context.Agent),
        ("$reason", reason));

    /// <summary>Turns down what is still proposed about a recommendation, once the question it asks is no longer open.</summary>
    public static void Close(StoreTransaction transaction, long target, string reason, RecommendationKind? kind = null)
    {
        foreach (RecommendationRow open in RecommendationRow.List(
            transaction.Connection,
            "WHERE r.target_id = $target AND r.state = 0 AND ($kind IS NULL OR r.kind = $kind)",
            ("$target", target),
            ("$kind", (int?)kind)))
        {
            Decide(transaction, open.Id, RecommendationState.Denied, reason);
        }
    }

    private static void End(StoreTransaction transaction, RecommendationRow row, long moment) => transaction.Connection.Execute(
        "UPDATE lesson SET retired_at = $now WHERE recommendation_id = $id AND retired_at IS NULL",
        ("$id", row.Id),
        ("$now", moment));

    // After every earlier change to the skill's lessons, even if the clock is not: which lessons stood when follows from it.
    private static long Moment(StoreTransaction transaction, RecommendationRow row) => Math.Max(
        transaction.Now,
        1 + transaction.Connection.ReadLong(
            "SELECT max(max(approved_at, coalesce(retired_at, 0))) FROM lesson WHERE skill_id = $skill",
            ("$skill", row.SkillId)));
}
