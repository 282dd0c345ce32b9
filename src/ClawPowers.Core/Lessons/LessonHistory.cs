using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Lessons;

/// <summary>All lessons that a skill ever had, as seen from one scope. Tells which lessons stood at any moment.</summary>
internal sealed class LessonHistory
{
    private readonly List<LessonRow> _rows;

    private LessonHistory(List<LessonRow> rows) => _rows = rows;

    /// <summary>What is in force.</summary>
    public LessonSet Current => LessonSet.Of(_rows.Where(static row => row.IsInForce));

    /// <summary>Reads the lessons of a skill in a project and in the global scope.</summary>
    /// <param name="connection">A connection to the store.</param>
    /// <param name="skill">The skill's row.</param>
    /// <param name="project">The project; empty for the global scope alone.</param>
    public static LessonHistory Read(SqliteConnection connection, long skill, string project)
    {
        using SqliteCommand command = connection.Command(
            """
            SELECT l.recommendation_id, l.version, s.project, l.approved_at, l.retired_at, l.parameter, l.value, l.text
            FROM lesson l JOIN scope s ON s.id = l.scope_id
            WHERE l.skill_id = $skill AND s.project IN ($project, '')
            """,
            ("$skill", skill),
            ("$project", project));
        List<LessonRow> rows = [];
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new LessonRow(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetString(2),
                reader.GetInt64(3),
                reader.LongOrNull(4),
                reader.TextOrNull(5),
                reader.IsDBNull(6) ? null : reader.GetDouble(6),
                reader.GetString(7)));
        }

        return new LessonHistory(rows);
    }

    /// <summary>The hash of every set of lessons that a recommendation was ever part of.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <param name="version">The version that was part of it; null for any.</param>
    public HashSet<string> HashesWith(long recommendation, long? version)
    {
        bool Meant(LessonRow row) => row.RecommendationId == recommendation && (version is null || row.Version == version);
        HashSet<string> hashes = new(StringComparer.Ordinal);

        // Sets change only where a lesson begins or ends; what stood when this one did not is of no interest.
        LessonRow[] meant = [.. _rows.Where(Meant)];
        IEnumerable<long> moments = _rows.SelectMany(static row => new[] { row.From, row.Until ?? row.From }).Distinct();
        foreach (long moment in moments.Where(moment => Array.Exists(meant, row => row.WasInForceAt(moment))))
        {
            LessonSet set = LessonSet.Of(_rows.Where(row => row.WasInForceAt(moment)));
            if (set.Lessons.Any(Meant))
            {
                hashes.Add(set.Hash!);
            }
        }

        return hashes;
    }
}
