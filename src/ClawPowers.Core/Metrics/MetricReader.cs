using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Metrics;

/// <summary>Reads runs, the newest first, streaming, from one snapshot.</summary>
internal sealed class MetricReader(ClawContext context, ScopeSelection scopes)
{
    /// <summary>The schema that brought the log.</summary>
    public const int Schema = 2;

    // One index answers for a skill in a scope; with more of them it is less work to read the scope's runs and leave out.
    private const int MostStreams = 64;

    private static readonly Comparer<(long At, long Id)> NewestFirst = Comparer<(long At, long Id)>.Create(static (left, right) => right.CompareTo(left));

    public IEnumerable<SkillMetric> Read(MetricQuery query, CancellationToken cancellation)
    {
        var filter = MetricFilter.Of(query);
        bool byId = query.Ids is not null;

        // An id means one run, wherever it is.
        IReadOnlyList<string>? wanted = byId && query.Scope is null && query.Project is null ? null : scopes.ForReading(query.Scope, query.Project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, Schema);
        if (connection is null)
        {
            if (query.Ids is { Count: > 0 } ids)
            {
                throw MetricErrors.NotFound(ids[0]);
            }

            yield break;
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
        var rows = new Rows(snapshot, wanted);
        IEnumerable<SkillMetric> runs = byId
            ? Stream(ById(connection, query.Ids!, rows, filter), rows, query, cancellation)
            : Merged(Commands(connection, snapshot, rows, filter), rows, query, cancellation);
        long left = query.First ?? long.MaxValue;
        foreach (SkillMetric run in left > 0 ? runs : [])
        {
            yield return run;
            if (query.WithHistory && run.Version > 1)
            {
                foreach (SkillMetric version in Earlier(connection, run, cancellation))
                {
                    yield return version;
                }
            }

            if (--left == 0)
            {
                break;
            }
        }

        if (byId && Missing(snapshot, query.Ids!, rows.Scopes) is { } missing)
        {
            throw MetricErrors.NotFound(missing, wanted is null ? null : ScopeSelection.Describe(wanted));
        }
    }

    public static IReadOnlyList<string> Skills(ClawContext context)
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, Schema);
        return connection is null ? [] : StoreGuard.Call(connection, context.Store, () =>
        {
            List<string> names = [];
            using SqliteCommand command = connection.Command(
                "SELECT k.name FROM skill k WHERE EXISTS (SELECT 1 FROM scope s JOIN metric_day d ON d.scope_id = s.id WHERE d.skill_id = k.id)");
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                names.Add(reader.GetString(0));
            }

            names.Sort(StringComparer.Ordinal);
            return names;
        });
    }

    private IEnumerable<SkillMetric> Stream(SqliteCommand command, Rows rows, MetricQuery query, CancellationToken cancellation)
    {
        using (command)
        {
            foreach (SkillMetric run in command.Rows(context.Store, rows.Read, cancellation))
            {
                if (MetricFilter.AreMet(query.Measures, run.Measures))
                {
                    yield return run;
                }
            }
        }
    }

    // Each stream is in order already, so that the first run is there before the last is read.
    private IEnumerable<SkillMetric> Merged(List<SqliteCommand> commands, Rows rows, MetricQuery query, CancellationToken cancellation)
    {
        var streams = new List<IEnumerator<SkillMetric>>(commands.Count);
        try
        {
            var queue = new PriorityQueue<IEnumerator<SkillMetric>, (long At, long Id)>(NewestFirst);
            foreach (SqliteCommand command in commands)
            {
                IEnumerator<SkillMetric> stream = Stream(command, rows, query, cancellation).GetEnumerator();
                streams.Add(stream);
                if (stream.MoveNext())
                {
                    queue.Enqueue(stream, Place(stream.Current));
                }
            }

            while (queue.TryDequeue(out IEnumerator<SkillMetric>? stream, out _))
            {
                yield return stream.Current;
                if (stream.MoveNext())
                {
                    queue.Enqueue(stream, Place(stream.Current));
                }
            }
        }
        finally
        {
            foreach (IEnumerator<SkillMetric> stream in streams)
            {
                stream.Dispose();
            }
        }

        static (long At, long Id) Place(SkillMetric run) => (run.Timestamp.ToUnixTimeMilliseconds(), run.Id);
    }

    private static List<SqliteCommand> Commands(SqliteConnection connection, ReadSnapshot snapshot, Rows rows, MetricFilter filter)
    {
        IReadOnlyList<long>? skills = snapshot.Look(filter.Skills.Ids);
        bool bySkill = skills is not null && skills.Count * rows.Scopes.Count <= MostStreams;
        List<SqliteCommand> commands = [];
        foreach (long scope in rows.Scopes)
        {
            foreach (long? skill in bySkill ? skills!.Select(static id => (long?)id) : [null])
            {
                commands.Add(connection.Command(
                    $"""
                    SELECT {StoredMetric.Columns} FROM metric m
                    WHERE m.scope_id = $scope AND {(bySkill ? "m.skill_id = $skill" : MetricFilter.InSkills)} AND {MetricFilter.Sql}
                    ORDER BY m.at DESC, m.id DESC
                    """,
                    [("$scope", scope), bySkill ? ("$skill", skill) : ("$skills", MetricFilter.Json(skills)), .. filter.Parameters()]));
            }
        }

        return commands;
    }

    private static SqliteCommand ById(SqliteConnection connection, IReadOnlyList<long> ids, Rows rows, MetricFilter filter) => connection.Command(
        $"""
        SELECT {StoredMetric.Columns} FROM metric m
        WHERE m.id IN (SELECT value FROM json_each($ids)) AND +m.scope_id IN (SELECT value FROM json_each($scopes)) AND {MetricFilter.InSkills} AND {MetricFilter.Sql}
        ORDER BY m.at DESC, m.id DESC
        """,
        [("$ids", MetricFilter.Json(ids)), ("$scopes", MetricFilter.Json(rows.Scopes)), ("$skills", MetricFilter.Json(filter.Skills.Ids(connection))), .. filter.Parameters()]);

    private static long? Missing(ReadSnapshot snapshot, IReadOnlyList<long> ids, IReadOnlyList<long> scopes) => snapshot.Look(connection => (long?)connection.ReadValue(
        """
        SELECT j.value FROM json_each($ids) j
        WHERE NOT EXISTS (SELECT 1 FROM metric m WHERE m.id = j.value AND +m.scope_id IN (SELECT value FROM json_each($scopes)))
        ORDER BY j.key LIMIT 1
        """,
        ("$ids", MetricFilter.Json(ids)),
        ("$scopes", MetricFilter.Json(scopes))));

    private IEnumerable<SkillMetric> Earlier(SqliteConnection connection, SkillMetric run, CancellationToken cancellation)
    {
        using SqliteCommand command = connection.Command(
            "SELECT version, written_at, outcome, source, duration, measures, notes FROM metric_history WHERE metric_id = $id ORDER BY version DESC",
            ("$id", run.Id));
        foreach (SkillMetric version in command.Rows(context.Store, Version, cancellation))
        {
            yield return version;
        }

        SkillMetric Version(SqliteDataReader reader) => run with
        {
            Version = reader.GetInt64(0),
            WrittenAt = StoredEntry.Moment(reader.GetInt64(1)),
            Outcome = (SkillOutcome)reader.GetInt32(2),
            Source = (MetricSource)reader.GetInt32(3),
            Duration = reader.IsDBNull(4) ? null : StoredMetric.Duration(reader.GetDouble(4)),
            Measures = MeasureSet.Read(reader.TextOrNull(5)),
            Notes = reader.TextOrNull(6),
            IsCurrent = false,
        };
    }

    /// <summary>The scopes and skills that rows point to, looked up once.</summary>
    private sealed class Rows
    {
        private readonly Dictionary<long, string> _projects;
        private readonly Dictionary<long, string> _skills;

        public Rows(ReadSnapshot snapshot, IReadOnlyList<string>? wanted)
        {
            _projects = snapshot.Scopes(wanted).ToDictionary(static scope => scope.Id, static scope => scope.Project);
            _skills = snapshot.Look(SkillFilter.Names);
            Scopes = [.. _projects.Keys];
        }

        public IReadOnlyList<long> Scopes { get; }

        public SkillMetric Read(SqliteDataReader reader) => StoredMetric.Read(reader, id => _projects[id], id => _skills[id]);
    }
}
