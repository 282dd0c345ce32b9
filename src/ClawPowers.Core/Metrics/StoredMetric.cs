using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Metrics;

/// <summary>Rows of <c>metric</c> as records.</summary>
internal static class StoredMetric
{
    /// <summary>The columns that <see cref="Read"/> expects, in this order.</summary>
    public const string Columns = """
        m.id, m.scope_id, m.skill_id, m.at, m.outcome, m.source, m.version, m.written_at, m.duration,
        m.skill_hash, m.lessons_hash, m.session, m.agent, m.model, m.git_commit, m.measures, m.notes
        """;

    public static SkillMetric Read(SqliteDataReader reader, Func<long, string> project, Func<long, string> skill)
    {
        string scope = project(reader.GetInt64(1));
        return new SkillMetric
        {
            Id = reader.GetInt64(0),
            Skill = skill(reader.GetInt64(2)),
            Timestamp = StoredEntry.Moment(reader.GetInt64(3)),
            Outcome = (SkillOutcome)reader.GetInt32(4),
            Source = (MetricSource)reader.GetInt32(5),
            Version = reader.GetInt64(6),
            WrittenAt = StoredEntry.Moment(reader.GetInt64(7)),
            Duration = reader.IsDBNull(8) ? null : Duration(reader.GetDouble(8)),
            SkillHash = reader.TextOrNull(9),
            LessonsHash = reader.TextOrNull(10),
            SessionId = reader.TextOrNull(11),
            Agent = reader.TextOrNull(12),
            Model = reader.TextOrNull(13),
            Commit = reader.TextOrNull(14),
            Measures = MeasureSet.Read(reader.TextOrNull(15)),
            Notes = reader.TextOrNull(16),
            Scope = StoredEntry.ScopeOf(scope),
            Project = StoredEntry.ProjectOf(scope),
            IsCurrent = true,
        };
    }

    /// <summary>Seconds as they are stored, to the tick; no run is longer than what a <see cref="TimeSpan"/> holds.</summary>
    public static TimeSpan Duration(double seconds) =>
        seconds < TimeSpan.MaxValue.TotalSeconds ? new(checked((long)Math.Round(seconds * TimeSpan.TicksPerSecond))) : TimeSpan.MaxValue;
}
