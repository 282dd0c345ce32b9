using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Lessons;

/// <summary>Reads recommendations with what came of them, from one snapshot.</summary>
internal sealed class RecommendationReader(ClawContext context, ScopeSelection scopes)
{
    public IReadOnlyList<SkillRecommendation> Read(RecommendationQuery query, CancellationToken cancellation)
    {
        var filter = SkillFilter.Parse(query.Skills);
        bool anywhere = query.Ids is not null && query.Scope is null && string.IsNullOrEmpty(query.Project);
        IReadOnlyList<string>? wanted = anywhere ? null : scopes.ForReading(query.Scope, query.Project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, LessonLedger.Schema);
        if (connection is null)
        {
            return query.Ids is [var first, ..] ? throw LessonErrors.NotFound(first) : [];
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
        return snapshot.Look(connection => Read(connection, query, filter, wanted, cancellation));
    }

    /// <summary>A row with how runs since it was approved compare with those before; of a Keep or Revert, what it is about.</summary>
    public static SkillRecommendation ToRecord(SqliteConnection connection, RecommendationRow row)
    {
        RecommendationRow? subject = row.TargetId is { } target ? RecommendationRow.Find(connection, target) : row;
        return row.ToRecord(subject is null ? null : LessonComparison.Of(connection, subject)?.ToEffect());
    }

    private static List<SkillRecommendation> Read(SqliteConnection connection, RecommendationQuery query, SkillFilter filter, IReadOnlyList<string>? wanted, CancellationToken cancellation)
    {
        List<RecommendationRow> rows = RecommendationRow.List(
            connection,
            "WHERE $all OR s.project IN ($first, $second) ORDER BY r.state <> 0, r.id",
            ("$all", wanted is null ? 1 : 0),
            ("$first", wanted?[0]),
            ("$second", wanted?[^1]));
        if (query.Ids?.Except(rows.Select(static row => row.Id)).Cast<long?>().FirstOrDefault() is { } missing)
        {
            throw LessonErrors.NotFound(missing, lookedIn: wanted is null ? "in this store" : ScopeSelection.Describe(wanted));
        }

        IReadOnlyList<long>? skills = filter.Ids(connection);
        List<SkillRecommendation> found = [];
        foreach (RecommendationRow row in rows.Where(row => Matches(query, skills, row)))
        {
            cancellation.ThrowIfCancellationRequested();
            found.Add(ToRecord(connection, row));
        }

        return found;
    }

    private static bool Matches(RecommendationQuery query, IReadOnlyList<long>? skills, RecommendationRow row) =>
        (query.Ids is null || query.Ids.Contains(row.Id))
        && (query.States is null || query.States.Contains(row.State))
        && (skills is null || skills.Contains(row.SkillId));
}
