using System.Collections;
using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Metrics;

/// <summary>Carries out planned changes to the log inside a transaction that holds the write lock; the daily totals follow.</summary>
internal sealed class MetricWriter : IDisposable
{
    private const string Insert = """
        INSERT INTO metric (id, scope_id, skill_id, at, outcome, source, version, written_at, duration, skill_hash, lessons_hash,
                            session, agent, model, git_commit, origin, measures, notes)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
        """;

    private readonly StoreTransaction _transaction;
    private readonly DayTotals _totals = new();
    private readonly SkillVariant _variant;
    private readonly Dictionary<(string Project, string Skill), Place> _places = [];
    private PreparedStatement? _insert;
    private long _nextId;

    private MetricWriter(StoreTransaction transaction, SkillTexts texts)
    {
        _transaction = transaction;
        _variant = new SkillVariant(transaction, texts);
    }

    private SqliteConnection Connection => _transaction.Connection;

    /// <summary>Makes the changes in order; one that can't be made is skipped.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="texts">The texts of the skills that runs are recorded of now.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static IReadOnlyList<MetricOutcome> Write(StoreTransaction transaction, IReadOnlyList<PlannedMetric> changes, SkillTexts texts, CancellationToken cancellation)
    {
        using var writer = new MetricWriter(transaction, texts);
        var outcomes = new MetricOutcome[changes.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            outcomes[i] = writer.Write(changes[i]);
        }

        writer._totals.Write(transaction.Connection);
        return outcomes;
    }

    public void Dispose() => _insert?.Dispose();

    private MetricOutcome Write(PlannedMetric change)
    {
        try
        {
            return change.Request switch
            {
                AddMetricRequest add => Add(change, add),
                AmendMetricRequest amend => new MetricOutcome(amend, Amend(change, amend), IsDuplicate: false, Error: null),
                RemoveMetricRequest remove => new MetricOutcome(remove, Remove(remove), IsDuplicate: false, Error: null),
                _ => throw new ArgumentException($"There is no way to carry out a {change.Request.GetType().Name}.", nameof(change)),
            };
        }
        catch (ClawException exception)
        {
            return new MetricOutcome(change.Request, Metric: null, IsDuplicate: false, exception);
        }
    }

    private MetricOutcome Add(PlannedMetric change, AddMetricRequest add)
    {
        if (add.Origin is { } origin && Find("m.origin = $key", origin) is { } known)
        {
            return new MetricOutcome(add, add.WantsMetric ? known.Metric : null, IsDuplicate: true, Error: null);
        }

        Place place = PlaceOf(change);
        long at = add.Timestamp?.ToUnixTimeMilliseconds() ?? _transaction.Now;
        bool isNow = add.Origin is null && at >= _transaction.Now;
        if (isNow && !place.IsVariantKnown)
        {
            (place.SkillHash, place.LessonsHash) = _variant.Of(change.Skill, change.Project!);
            place.IsVariantKnown = true;
        }

        double? duration = add.Duration?.TotalSeconds;
        PreparedStatement insert = _insert ??= PrepareInsert();
        long id = _nextId++;
        insert.Bind(1, id);
        insert.Bind(2, place.Scope);
        insert.Bind(3, place.Skill);
        insert.Bind(4, at);
        insert.Bind(5, (long)add.Outcome);
        insert.Bind(6, (long)add.Source);
        insert.Bind(8, duration);
        insert.Bind(9, isNow ? place.SkillHash : null);
        insert.Bind(10, isNow ? place.LessonsHash : null);
        insert.Bind(11, change.Who.Session ?? _transaction.Context.SessionId);
        insert.Bind(12, change.Who.Agent ?? _transaction.Context.Agent);
        insert.Bind(13, change.Who.Model);
        insert.Bind(14, change.Who.Commit);
        insert.Bind(15, add.Origin);
        insert.Bind(16, change.Measures.AsSpan());
        insert.Bind(17, string.IsNullOrEmpty(add.Notes) ? null : add.Notes);
        insert.Run();
        _totals.Add(place.Scope, place.Skill, at, add.Outcome, duration);
        return new MetricOutcome(add, add.WantsMetric ? Find("m.id = $key", id)!.Metric : null, IsDuplicate: false, Error: null);
    }

    private PreparedStatement PrepareInsert()
    {
        _nextId = 1 + Connection.ReadLong("SELECT max(coalesce((SELECT max(id) FROM metric), 0), (SELECT up_to FROM metric_removed))");
        var insert = new PreparedStatement(Connection, Insert);
        insert.Bind(7, _transaction.Now);
        return insert;
    }

    private SkillMetric? Amend(PlannedMetric change, AmendMetricRequest amend)
    {
        Row row = Find("m.id = $key", amend.Id) ?? throw MetricErrors.NotFound(amend.Id);
        SkillMetric metric = row.Metric;
        byte[]? measures = change.MeasureChanges.Count == 0 ? null : MeasureSet.Write(Merged(metric, change));
        Connection.Execute(
            """
            INSERT INTO metric_history (metric_id, version, written_at, outcome, source, duration, session, agent, measures, notes)
            SELECT id, version, written_at, outcome, source, duration, $session, $agent, measures, notes FROM metric WHERE id = $id
            """,
            ("$id", amend.Id),
            ("$session", _transaction.Context.SessionId),
            ("$agent", _transaction.Context.Agent));

        // Times never go back from one version to the next.
        Connection.Execute(
            """
            UPDATE metric SET
                version = version + 1,
                written_at = max(written_at, $now),
                outcome = coalesce($outcome, outcome),
                source = coalesce($source, source),
                duration = coalesce($duration, duration),
                notes = CASE WHEN $notes IS NULL THEN notes ELSE nullif($notes, '') END,
                measures = CASE WHEN $measures IS NULL THEN measures ELSE nullif($measures, '') END
            WHERE id = $id
            """,
            ("$id", amend.Id),
            ("$now", _transaction.Now),
            ("$outcome", amend.Outcome is { } outcome ? (long)outcome : null),
            ("$source", amend.Source is { } source ? (long)source : null),
            ("$duration", amend.Duration?.TotalSeconds),
            ("$notes", amend.Notes),
            ("$measures", measures is null ? null : Encoding.UTF8.GetString(measures)));
        _totals.Recount(row.Scope, row.Skill, metric.Timestamp.ToUnixTimeMilliseconds());
        return amend.WantsMetric ? Find("m.id = $key", amend.Id)!.Metric : null;
    }

    // A measure keeps its place and the spelling that it has.
    private static List<KeyValuePair<string, object?>> Merged(SkillMetric metric, PlannedMetric change)
    {
        List<KeyValuePair<string, object?>> measures = [.. metric.Measures.Cast<DictionaryEntry>().Select(static measure => new KeyValuePair<string, object?>((string)measure.Key, measure.Value))];
        foreach ((string name, object? value) in change.MeasureChanges)
        {
            int at = measures.FindIndex(measure => measure.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at < 0 && value is not null)
            {
                measures.Add(new(name, value));
            }
            else if (at >= 0 && value is not null)
            {
                measures[at] = new(measures[at].Key, value);
            }
            else if (at >= 0)
            {
                measures.RemoveAt(at);
            }
        }

        MeasureSet.CheckCount(measures.Count, change.Request.Target ?? metric.Id);
        return measures;
    }

    private SkillMetric? Remove(RemoveMetricRequest remove)
    {
        Row row = Find("m.id = $key", remove.Id) ?? throw MetricErrors.NotFound(remove.Id);
        Connection.Execute("DELETE FROM metric WHERE id = $id", ("$id", remove.Id));
        Connection.Execute("UPDATE metric_removed SET up_to = max(up_to, $id)", ("$id", remove.Id));
        _totals.Recount(row.Scope, row.Skill, row.Metric.Timestamp.ToUnixTimeMilliseconds());
        return remove.WantsMetric ? row.Metric : null;
    }

    // Several runs of one skill in one commit are the rule.
    private Place PlaceOf(PlannedMetric change)
    {
        if (!_places.TryGetValue((change.Project!, change.Skill), out Place? place))
        {
            Connection.Execute("INSERT INTO skill (name) VALUES ($name) ON CONFLICT (name) DO NOTHING", ("$name", change.Skill));
            place = new Place(_transaction.ScopeId(change.Project!), Connection.ReadLong("SELECT id FROM skill WHERE name = $name", ("$name", change.Skill)));
            _places.Add((change.Project!, change.Skill), place);
        }

        return place;
    }

    private Row? Find(string condition, object key)
    {
        SqliteCommand command = _transaction.Prepared(
            $"SELECT {StoredMetric.Columns}, s.project, k.name FROM metric m JOIN scope s ON s.id = m.scope_id JOIN skill k ON k.id = m.skill_id WHERE {condition}",
            "$key");
        command.Parameters[0].Value = key;
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read()
            ? new Row(reader.GetInt64(1), reader.GetInt64(2), StoredMetric.Read(reader, _ => reader.GetString(17), _ => reader.GetString(18)))
            : null;
    }

    private sealed record Row(long Scope, long Skill, SkillMetric Metric);

    private sealed class Place(long scope, long skill)
    {
        public long Scope { get; } = scope;

        public long Skill { get; } = skill;

        public bool IsVariantKnown { get; set; }

        public string? SkillHash { get; set; }

        public string? LessonsHash { get; set; }
    }
}
