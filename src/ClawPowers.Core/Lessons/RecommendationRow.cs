using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Lessons;

/// <summary>A row of <c>recommendation</c>, with the newest version of its lesson.</summary>
internal sealed record RecommendationRow
{
    /// <summary>The rows, in the columns that <see cref="Read"/> expects. A condition and an order can follow.</summary>
    public const string Select = """
        SELECT r.id, r.kind, r.state, r.scope_id, s.project, r.skill_id, k.name, r.analyzer, r.fingerprint, r.target_id,
               r.parameter, coalesce(l.value, r.value), r.minimum, r.maximum, r.proposed_at, r.decided_at, r.session, r.agent, r.reason,
               r.evidence, coalesce(l.text, r.text), l.version
        FROM recommendation r
        JOIN scope s ON s.id = r.scope_id
        JOIN skill k ON k.id = r.skill_id
        LEFT JOIN lesson l ON l.recommendation_id = r.id
            AND l.version = (SELECT max(version) FROM lesson WHERE recommendation_id = r.id)

        """;

    public required long Id { get; init; }

    public required RecommendationKind Kind { get; init; }

    public required RecommendationState State { get; init; }

    public required long ScopeId { get; init; }

    public required string Project { get; init; }

    public required long SkillId { get; init; }

    public required string Skill { get; init; }

    public required string Analyzer { get; init; }

    public required string Fingerprint { get; init; }

    public required long? TargetId { get; init; }

    public required string? Parameter { get; init; }

    public required double? Value { get; init; }

    public required double? Minimum { get; init; }

    public required double? Maximum { get; init; }

    public required long ProposedAt { get; init; }

    public required long? DecidedAt { get; init; }

    public required string? Session { get; init; }

    public required string? Agent { get; init; }

    public required string? Reason { get; init; }

    public required SkillFinding Evidence { get; init; }

    public required string Text { get; init; }

    /// <summary>The newest version of its lesson, in force or not; null if there never was one.</summary>
    public required long? LessonVersion { get; init; }

    /// <summary>Whether it is a lesson or a parameter that agents work under.</summary>
    public bool IsInForce => IsChange && State is RecommendationState.Approved or RecommendationState.Kept;

    /// <summary>Whether approving it changes what agents work under, rather than deciding on such a change.</summary>
    public bool IsChange => Kind is RecommendationKind.Lesson or RecommendationKind.Parameter;

    public static RecommendationRow? Find(SqliteConnection connection, long id) =>
        List(connection, "WHERE r.id = $id", ("$id", id)).SingleOrDefault();

    /// <summary>The rows that a condition names. It is one of this program's own texts.</summary>
    public static List<RecommendationRow> List(SqliteConnection connection, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = connection.Command(Select + condition, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<RecommendationRow> rows = [];
        while (reader.Read())
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    public SkillRecommendation ToRecord(LessonEffect? effect) => new()
    {
        Id = Id,
        Skill = Skill,
        Kind = Kind,
        State = State,
        Text = Text,
        Parameter = Parameter,
        Value = Value,
        Minimum = Minimum,
        Maximum = Maximum,
        Analyzer = Analyzer,
        Evidence = Evidence,
        TargetId = TargetId,
        LessonVersion = LessonVersion,
        IsInForce = IsInForce,
        Effect = effect,
        ProposedAt = StoredEntry.Moment(ProposedAt),
        DecidedAt = StoredEntry.Moment(DecidedAt),
        Reason = Reason,
        SessionId = Session,
        Agent = Agent,
        Scope = StoredEntry.ScopeOf(Project),
        Project = StoredEntry.ProjectOf(Project),
    };

    private static RecommendationRow Read(SqliteDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Kind = (RecommendationKind)reader.GetInt32(1),
        State = (RecommendationState)reader.GetInt32(2),
        ScopeId = reader.GetInt64(3),
        Project = reader.GetString(4),
        SkillId = reader.GetInt64(5),
        Skill = reader.GetString(6),
        Analyzer = reader.GetString(7),
        Fingerprint = reader.GetString(8),
        TargetId = reader.LongOrNull(9),
        Parameter = reader.TextOrNull(10),
        Value = reader.IsDBNull(11) ? null : reader.GetDouble(11),
        Minimum = reader.IsDBNull(12) ? null : reader.GetDouble(12),
        Maximum = reader.IsDBNull(13) ? null : reader.GetDouble(13),
        ProposedAt = reader.GetInt64(14),
        DecidedAt = reader.LongOrNull(15),
        Session = reader.TextOrNull(16),
        Agent = reader.TextOrNull(17),
        Reason = reader.TextOrNull(18),
        Evidence = Lessons.Evidence.Read(reader.GetString(19)),
        Text = reader.GetString(20),
        LessonVersion = reader.LongOrNull(21),
    };
}
