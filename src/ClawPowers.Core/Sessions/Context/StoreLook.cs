using ClawPowers.Core.Lessons;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Progress;
using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>
/// One look into the store for all sections: one snapshot, and only questions that an index answers, each with a limit. So a session
/// in a store of a million rows starts as soon as in a small one.
/// </summary>
internal sealed class StoreLook : IDisposable
{
    private const int MostKeys = 1_000;
    private const int MostRecent = 1_500;
    private const int DaysOfUse = 90;
    private const int LongestValue = 2_049;

    private readonly SqliteConnection _connection;
    private readonly ReadSnapshot _snapshot;
    private readonly long _now;
    private readonly long _schema;
    private readonly long? _scope;

    private StoreLook(SqliteConnection connection, ReadSnapshot snapshot, string? project, long now)
    {
        _connection = connection;
        _snapshot = snapshot;
        _now = now;
        (_schema, _scope) = snapshot.Look(look => (
            look.ReadLong("PRAGMA user_version"),
            project is null ? null : (long?)look.ReadValue("SELECT id FROM scope WHERE project = $project", ("$project", project))));
    }

    /// <summary>Opens the store for reading.</summary>
    /// <param name="context">Which store.</param>
    /// <param name="project">The project whose entries are looked at; null for none.</param>
    /// <param name="cancellation">Interrupts what is read.</param>
    /// <returns>Null if there is no store; then SQLite is not loaded either.</returns>
    /// <exception cref="Errors.ClawException">It can't be read.</exception>
    public static StoreLook? Open(ClawContext context, string? project, CancellationToken cancellation)
    {
        if (!File.Exists(context.Store.File) || StoreConnections.OpenForReading(context.Store) is not { } connection)
        {
            return null;
        }

        ReadSnapshot? snapshot = null;
        try
        {
            snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
            return new StoreLook(connection, snapshot, project, context.Time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch
        {
            snapshot?.Dispose();
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The session that commands here belong to, as far as it can be told without a store or by this one; null if unknown.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="store">The store; null if there is none to ask.</param>
    public static string? Session(ClawContext context, StoreLook? store)
    {
        var resolver = new SessionResolver(context);
        return store is not null && store._schema >= RegisteredSession.Schema
            ? store._snapshot.Look(look => resolver.Resolve(look).Id)
            : resolver.Resolve(connection: null).Id;
    }

    /// <summary>
    /// Entries of the project whose keys begin with a text: the first in order of key, and where there are more than those, also
    /// those that came last into the store.
    /// </summary>
    /// <param name="beginning">The beginning, with the colon at its end.</param>
    /// <returns>Live entries in order of key, and whether there may be more.</returns>
    public (IReadOnlyList<FoundEntry> Entries, bool IsMore) Under(string beginning)
    {
        if (_scope is null)
        {
            return ([], false);
        }

        (string Name, object? Value)[] parameters = [("$scope", _scope), ("$start", beginning), ("$end", beginning[..^1] + (char)(beginning[^1] + 1)), ("$now", _now)];
        List<FoundEntry> entries = Entries("e.scope_id = $scope AND e.key >= $start AND e.key < $end ORDER BY e.key LIMIT $limit", [.. parameters, ("$limit", MostKeys)], out int seen);
        if (seen < MostKeys)
        {
            return (entries, false);
        }

        // The plus signs keep the index of keys out of it: from the last row backwards.
        entries.AddRange(Entries(
            "e.id > (SELECT max(id) FROM entry) - $limit AND +e.scope_id = $scope AND +e.key >= $start AND +e.key < $end ORDER BY e.id DESC",
            [.. parameters, ("$limit", MostRecent)],
            out _));
        return ([.. entries.DistinctBy(static entry => entry.Id).OrderBy(static entry => entry.Key, StringComparer.Ordinal)], true);
    }

    /// <summary>An entry's value as text; of a long one the beginning.</summary>
    public string Value(FoundEntry entry) => _snapshot.Look(look =>
        look.ReadValue("SELECT substr(CAST(value AS TEXT), 1, $length) FROM entry WHERE id = $id", ("$id", entry.Id), ("$length", LongestValue)) as string ?? string.Empty);

    /// <summary>The value of one key, in the project or else globally; null if it is in neither.</summary>
    public string? Setting(string key) => _snapshot.Look(look => look.ReadValue(
        $"SELECT substr(CAST(e.value AS TEXT), 1, 100) FROM entry e WHERE e.scope_id IN ($scope, 0) AND e.key = $key AND {StoredEntry.IsLive} ORDER BY e.scope_id = 0 LIMIT 1",
        ("$scope", _scope),
        ("$key", key),
        ("$now", _now)) as string);

    /// <summary>How many live entries there are, counted up to a limit.</summary>
    /// <param name="isGlobal">Whether in the global scope rather than in the project.</param>
    /// <param name="most">Where to stop.</param>
    public int Count(bool isGlobal, int most) => (isGlobal ? 0 : _scope) is not { } scope ? 0 : _snapshot.Look(look => (int)look.ReadLong(
        $"SELECT count(*) FROM (SELECT 1 FROM entry e WHERE e.scope_id = $scope AND {StoredEntry.IsLive} LIMIT $most)",
        ("$scope", scope),
        ("$now", _now),
        ("$most", most)));

    /// <summary>The first segments of the project's keys: one step in the index for each.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<string> Namespaces(int most) => _scope is not { } scope ? [] : _snapshot.Look(look =>
    {
        List<string> found = [];
        using SqliteCommand next = look.Command("SELECT key FROM entry WHERE scope_id = $scope AND key >= $from ORDER BY key LIMIT 1", ("$scope", scope), ("$from", string.Empty));
        while (found.Count < most && next.ExecuteScalar() is string key)
        {
            int colon = key.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
            {
                found.Add(key[..colon]);
            }

            // What follows ':' in ASCII is ';'. A key without one is passed over alone.
            next.Parameters["$from"].Value = colon >= 0 ? key[..colon] + ';' : key + '\u0001';
        }

        return found;
    });

    /// <summary>How the project's runs of each skill went, in the last weeks in which there were any: from the daily totals.</summary>
    public IReadOnlyDictionary<string, SkillUse> Uses()
    {
        Dictionary<string, SkillUse> uses = new(StringComparer.Ordinal);
        if (_scope is not { } scope || _schema < MetricReader.Schema)
        {
            return uses;
        }

        return _snapshot.Look(look =>
        {
            long last = look.ReadLong("SELECT max((SELECT max(d.day) FROM metric_day d WHERE d.scope_id = $scope AND d.skill_id = k.id)) FROM skill k", ("$scope", scope));
            using SqliteCommand command = look.Command(
                """
                SELECT k.name, sum(d.successes), sum(d.failures), sum(d.partials)
                FROM skill k CROSS JOIN metric_day d ON d.scope_id = $scope AND d.skill_id = k.id AND d.day > $since
                GROUP BY k.id
                """,
                ("$scope", scope),
                ("$since", last - DaysOfUse));
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                uses[reader.GetString(0)] = new SkillUse(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
            }

            return uses;
        });
    }

    /// <summary>The project's plans with something left to do, the one that was imported last first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<OpenPlan> OpenPlans(int most) => _scope is not { } scope || _schema < PlanReader.Schema
        ? []
        : _snapshot.Look(look => Plans.Progress.OpenPlans.Read(look, scope, _now, most));

    /// <summary>Whether the project has a plan of that name, done or not.</summary>
    public bool HasPlan(string name) => _scope is { } scope && _schema >= PlanReader.Schema && _snapshot.Look(look => look.ReadLong(
        "SELECT EXISTS (SELECT 1 FROM plan WHERE scope_id = $scope AND name IN ($name, lower($name)))",
        ("$scope", scope),
        ("$name", name))) != 0;

    /// <summary>Recommendations for the project that wait for a decision, the newest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<FoundAdvice> Proposed(int most) => Advice(
        """
        SELECT r.id, k.name, r.kind, r.parameter, r.value, substr(r.text, 1, 2049), r.proposed_at, r.target_id
        FROM recommendation r JOIN skill k ON k.id = r.skill_id
        WHERE r.scope_id = $scope AND r.state = 0
        ORDER BY r.id DESC LIMIT $most
        """,
        most);

    /// <summary>Lessons and parameters in force in the project, those of the global scope included, the newest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<FoundAdvice> InForce(int most) => Advice(
        """
        SELECT l.recommendation_id, k.name, CASE WHEN l.parameter IS NULL THEN 0 ELSE 1 END, l.parameter, l.value, substr(l.text, 1, 2049), l.approved_at, NULL
        FROM lesson l JOIN skill k ON k.id = l.skill_id
        WHERE l.scope_id IN ($scope, 0) AND l.retired_at IS NULL
        ORDER BY l.approved_at DESC, l.recommendation_id DESC LIMIT $most
        """,
        most);

    /// <inheritdoc/>
    public void Dispose()
    {
        _snapshot.Dispose();
        _connection.Dispose();
    }

    private List<FoundAdvice> Advice(string sql, int most) => _schema < LessonLedger.Schema ? [] : _snapshot.Look(look =>
    {
        List<FoundAdvice> found = [];
        using SqliteCommand command = look.Command(sql, ("$scope", _scope ?? -1), ("$most", most));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            found.Add(new FoundAdvice(
                reader.GetInt64(0),
                reader.GetString(1),
                (RecommendationKind)reader.GetInt32(2),
                reader.TextOrNull(3),
                reader.IsDBNull(4) ? null : reader.GetDouble(4),
                reader.GetString(5),
                StoredEntry.Moment(reader.GetInt64(6)),
                reader.LongOrNull(7)));
        }

        return found;
    });

    private List<FoundEntry> Entries(string condition, (string Name, object? Value)[] parameters, out int seen)
    {
        int count = 0;
        List<FoundEntry> entries = _snapshot.Look(look =>
        {
            List<FoundEntry> found = [];
            using SqliteCommand command = look.Command(
                $"""
                SELECT e.id, e.key, e.updated_at, e.expires_at, {StoredEntry.IsLive},
                    CASE WHEN e.key GLOB '*:status' OR e.key GLOB '*:owner' THEN substr(CAST(e.value AS TEXT), 1, 100) END
                FROM entry e WHERE {condition}
                """,
                parameters);
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                count++;
                if (reader.GetBoolean(4))
                {
                    found.Add(new FoundEntry(reader.GetInt64(0), reader.GetString(1), StoredEntry.Moment(reader.GetInt64(2)), StoredEntry.Moment(reader.LongOrNull(3)), reader.TextOrNull(5)));
                }
            }

            return found;
        });
        seen = count;
        return entries;
    }
}
