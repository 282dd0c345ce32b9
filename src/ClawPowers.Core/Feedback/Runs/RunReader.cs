using System.Runtime.InteropServices;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Feedback.Runs;

/// <summary>Reads the last runs of skills. How far back they reach is known from the daily totals, so that no more is read than is looked at.</summary>
internal sealed class RunReader
{
    /// <summary>How many runs of a skill are looked at, without skipped ones: what was before them is another time.</summary>
    public const int Most = 2_000;

    // Of a skill that is nearly always skipped, the log is not read to its beginning.
    private const int MostRead = 4 * Most;

    private readonly SqliteConnection _connection;
    private readonly ClawContext _context;
    private readonly IReadOnlyList<long> _scopes;
    private readonly long _since;
    private readonly long _until;

    /// <summary>Prepares to read; reads nothing yet.</summary>
    /// <param name="connection">A connection with a snapshot of the store.</param>
    /// <param name="context">Which store.</param>
    /// <param name="scopes">The rows of the scopes.</param>
    /// <param name="since">The first moment, in UTC milliseconds; null for the beginning.</param>
    /// <param name="until">The last moment, in UTC milliseconds; null for the end.</param>
    public RunReader(SqliteConnection connection, ClawContext context, IReadOnlyList<long> scopes, long? since, long? until)
    {
        (_connection, _context, _scopes) = (connection, context, scopes);
        (_since, _until) = (since ?? long.MinValue, until ?? long.MaxValue);
    }

    /// <summary>The skills that have runs in the scopes, at any time, by their rows.</summary>
    public Dictionary<long, string> Skills(SkillFilter filter)
    {
        Dictionary<long, string> names = SkillFilter.Names(_connection);
        IReadOnlyList<long>? wanted = filter.Ids(_connection);
        using SqliteCommand command = _connection.Command(
            "SELECT DISTINCT skill_id FROM metric_day WHERE scope_id IN (SELECT value FROM json_each($scopes))",
            ("$scopes", MetricFilter.Json(_scopes)));
        Dictionary<long, string> skills = [];
        foreach (long id in command.Rows(_context.Store, static reader => reader.GetInt64(0), CancellationToken.None))
        {
            if (wanted is null || wanted.Contains(id))
            {
                skills.Add(id, names[id]);
            }
        }

        return skills;
    }

    /// <summary>The last runs of a skill, the oldest first.</summary>
    public SkillRuns Read(long id, string skill, CancellationToken cancellation)
    {
        long from = Math.Max(_since, Reach(id));
        List<Row> rows = [];
        List<long> skipped = [];
        foreach (long scope in _scopes)
        {
            int taken = 0;
            foreach (Row row in Rows(id, scope, from, cancellation).Take(MostRead))
            {
                if (row.Outcome == SkillOutcome.Skipped)
                {
                    skipped.Add(row.At);
                    continue;
                }

                rows.Add(row);
                if (++taken == Most)
                {
                    break;
                }
            }
        }

        rows.Sort(static (left, right) => left.At != right.At ? left.At.CompareTo(right.At) : left.Id.CompareTo(right.Id));
        if (rows.Count > Most)
        {
            rows.RemoveRange(0, rows.Count - Most);
        }

        // Runs that were skipped before the first that counts belong to another time too.
        long first = rows.Count == Most ? rows[0].At : long.MinValue;

        var columns = new MeasureColumns(rows.Count);
        for (int place = 0; place < rows.Count; place++)
        {
            if (rows[place].Measures is { } measures)
            {
                columns.Read(place, measures);
            }
        }

        return new SkillRuns(skill, [.. rows.Select(static row => row.ToRun())], columns, skipped.Count(at => at >= first));
    }

    // The first moment of the day on which, counted backwards, there are enough runs. The last day counts for nothing: the
    // end may lie in the middle of it.
    private long Reach(long skill)
    {
        long last = _until == long.MaxValue ? long.MaxValue : UtcDay.Of(_until);
        using SqliteCommand command = _connection.Command(
            """
            SELECT day, sum(successes + failures + partials) FROM metric_day
            WHERE skill_id = $skill AND scope_id IN (SELECT value FROM json_each($scopes)) AND day < $last
            GROUP BY day ORDER BY day DESC
            """,
            ("$skill", skill),
            ("$scopes", MetricFilter.Json(_scopes)),
            ("$last", last));
        long runs = 0;
        foreach ((long day, long count) in command.Rows(_context.Store, static reader => (reader.GetInt64(0), reader.GetInt64(1)), CancellationToken.None))
        {
            runs += count;
            if (runs >= Most)
            {
                return day * UtcDay.Milliseconds;
            }
        }

        return long.MinValue;
    }

    private IEnumerable<Row> Rows(long skill, long scope, long from, CancellationToken cancellation)
    {
        using SqliteCommand command = _connection.Command(
            """
            SELECT id, at, outcome, source, duration, agent, model, skill_hash, measures, notes FROM metric
            WHERE scope_id = $scope AND skill_id = $skill AND at >= $from AND at <= $until
            ORDER BY at DESC, id DESC
            """,
            ("$scope", scope),
            ("$skill", skill),
            ("$from", from),
            ("$until", _until));
        foreach (Row row in command.Rows(_context.Store, Row.Read, cancellation))
        {
            yield return row;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(long Id, long At, SkillOutcome Outcome, MetricSource Source, double Duration, string? Agent, string? Model, string? SkillHash, byte[]? Measures, string? Notes)
    {
        public static Row Read(SqliteDataReader reader) => new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            (SkillOutcome)reader.GetInt32(2),
            (MetricSource)reader.GetInt32(3),
            reader.IsDBNull(4) ? double.NaN : reader.GetDouble(4),
            reader.TextOrNull(5),
            reader.TextOrNull(6),
            reader.TextOrNull(7),
            reader.IsDBNull(8) ? null : raw.sqlite3_column_blob(reader.Handle, 8).ToArray(),
            reader.TextOrNull(9));

        public Run ToRun() => new()
        {
            Id = Id,
            At = At,
            Outcome = Outcome,
            Source = Source,
            Duration = Duration,
            Agent = Agent,
            Model = Model,
            SkillHash = SkillHash,
            Notes = Notes,
        };
    }
}
