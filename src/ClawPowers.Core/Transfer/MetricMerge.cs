using System.Globalization;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Transfer;

/// <summary>Brings runs in, each once: a run is known by its id in its own store, and elsewhere by where it came from.</summary>
/// <param name="transaction">The transaction.</param>
/// <param name="inserts">Puts lines into tables.</param>
/// <param name="rule">Which of two that differ wins.</param>
/// <param name="report">What hears of it.</param>
/// <param name="sourceId">The identity of the store that the runs come from; null if they come from elsewhere.</param>
/// <param name="isCopy">Whether the store is to become the one that was exported.</param>
internal sealed class MetricMerge(StoreTransaction transaction, LineInserts inserts, ImportConflict rule, ImportReport report, string? sourceId, bool isCopy)
{
    private readonly string _here = (string)transaction.Connection.ReadValue("SELECT id FROM store")!;
    private readonly DayTotals _totals = new();
    private long? _last;
    private long? _added;

    /// <summary>Whether a run that is here already is left as it is: its source can't have amended it.</summary>
    public bool OnlyAdds { get; init; }

    /// <summary>Takes a run, or does not.</summary>
    /// <returns>Its id here; null if it is not here.</returns>
    public long? Take(ExportLine theirs, string file)
    {
        _added = null;
        theirs[LineShape.Metric.Id] ??= 0L;
        if (isCopy)
        {
            return Add(theirs, theirs.Long(LineShape.Metric.Id));
        }

        // A run's name in all stores but its own.
        string origin = theirs.Text(LineShape.Metric.Origin) ?? string.Create(CultureInfo.InvariantCulture, $"{sourceId}/{theirs.Long(LineShape.Metric.Id)}");
        if (OwnId(origin) is { } own)
        {
            if (Find("id", own) is { } there)
            {
                if (IsSameRun(there, theirs))
                {
                    Compare(there, theirs, file);
                    return own;
                }
            }
            else if (own > LastId)
            {
                // This store's own later runs: it was brought back from an earlier state.
                theirs[LineShape.Metric.Origin] = null;
                return Add(theirs, own);
            }
            else
            {
                return Removed(theirs, own, file);
            }
        }

        if (Find("origin", origin) is { } found)
        {
            if (OnlyAdds)
            {
                report.Metrics.Unchanged++;
            }
            else
            {
                Compare(found, theirs, file);
            }

            return found.Long(LineShape.Metric.Id);
        }

        theirs[LineShape.Metric.Origin] = origin;
        return Add(theirs, LastId + 1);
    }

    /// <summary>Takes a superseded version of the run that was taken last, if that one is new here.</summary>
    public void TakeVersion(ExportLine version)
    {
        if (_added is { } run)
        {
            inserts.Insert(version, run);
        }
    }

    /// <summary>Remembers up to where this store has removed runs.</summary>
    public void TakeRemoved(ExportLine line)
    {
        if (isCopy || sourceId == _here)
        {
            transaction.Connection.Execute("UPDATE metric_removed SET up_to = max(up_to, $id)", ("$id", line.Long(LineShape.Removed.UpTo)));
        }
    }

    /// <summary>Brings the daily totals up to date. Call it once, at the end.</summary>
    public void WriteTotals() => _totals.Write(transaction.Connection);

    private long LastId => _last ??= transaction.Connection.ReadLong("SELECT max(coalesce((SELECT max(id) FROM metric), 0), (SELECT up_to FROM metric_removed))");

    private long Add(ExportLine theirs, long id)
    {
        theirs[LineShape.Metric.Id] = id;
        inserts.Insert(theirs);
        _last = isCopy ? null : Math.Max(LastId, id);
        _added = id;
        _totals.Add(Scope(theirs), Skill(theirs), theirs.Long(LineShape.Metric.At), (SkillOutcome)theirs.Long(LineShape.Metric.Outcome), (double?)theirs[LineShape.Metric.Duration]);
        report.Metrics.Added++;
        return id;
    }

    private long? Removed(ExportLine theirs, long id, string file)
    {
        bool wins = rule is ImportConflict.Replace;
        report.Note(ImportIssueKind.Conflict, file, theirs.Number, Name(id), "it was removed here", wins ? "brought it back" : "left it removed");
        if (wins)
        {
            theirs[LineShape.Metric.Origin] = null;
            return Add(theirs, id);
        }

        report.Metrics.Kept++;
        return null;
    }

    private void Compare(ExportLine ours, ExportLine theirs, string file)
    {
        if (LineShape.Metric.Amendable.All(field => IsSame(field, ours[field], theirs)))
        {
            report.Metrics.Unchanged++;
            return;
        }

        bool wins = rule is ImportConflict.Replace || (rule is ImportConflict.Newest && theirs.Long(LineShape.Metric.Written) > ours.Long(LineShape.Metric.Written));
        long id = ours.Long(LineShape.Metric.Id);
        report.Note(
            ImportIssueKind.Conflict,
            file,
            theirs.Number,
            Name(id),
            $"the store has it as written at {LineJson.Time(ours.Long(LineShape.Metric.Written))}, the source as written at {LineJson.Time(theirs.Long(LineShape.Metric.Written))}",
            wins ? string.Create(CultureInfo.InvariantCulture, $"took the source's as version {ours.Long(LineShape.Metric.Version) + 1}") : "kept the store's");
        if (wins)
        {
            Amend(id, theirs);
            _totals.Recount(Scope(ours), Skill(ours), ours.Long(LineShape.Metric.At));
            report.Metrics.Replaced++;
        }
        else
        {
            report.Metrics.Kept++;
        }
    }

    private void Amend(long id, ExportLine theirs)
    {
        transaction.Connection.Execute(
            """
            INSERT INTO metric_history (metric_id, version, written_at, outcome, source, duration, session, agent, measures, notes)
            SELECT id, version, written_at, outcome, source, duration, $session, $agent, measures, notes FROM metric WHERE id = $id
            """,
            ("$id", id),
            ("$session", transaction.Context.SessionId),
            ("$agent", transaction.Context.Agent));
        transaction.Connection.Execute(
            """
            UPDATE metric SET version = version + 1, written_at = max(written_at, $written), outcome = $outcome, source = $source,
                duration = $duration, measures = $measures, notes = $notes
            WHERE id = $id
            """,
            [("$id", id), ("$written", theirs[LineShape.Metric.Written]), .. LineShape.Metric.Amendable.Select(field => ("$" + field.Name, theirs[field]))]);
    }

    private static bool IsSame(Field field, object? ours, ExportLine theirs) =>
        Equals(ours, theirs[field]) || (theirs.IsMasked && field.IsFreeText && ours is string text && Equals(SecretMask.Of(field, text), theirs[field]));

    private static bool IsSameRun(ExportLine ours, ExportLine theirs) =>
        ours.Long(LineShape.Metric.At) == theirs.Long(LineShape.Metric.At) && ours.Text(LineShape.Metric.Skill) == theirs.Text(LineShape.Metric.Skill);

    private static string Name(long id) => string.Create(CultureInfo.InvariantCulture, $"run {id}");

    private long Scope(ExportLine line) => inserts.Scope(line.Text(LineShape.Metric.Project)!);

    private long Skill(ExportLine line) => inserts.Skill(line.Text(LineShape.Metric.Skill)!);

    private long? OwnId(string origin) =>
        origin.Length > _here.Length && origin[_here.Length] == '/' && origin.StartsWith(_here, StringComparison.Ordinal)
        && long.TryParse(origin.AsSpan(_here.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long id)
            ? id
            : null;

    private ExportLine? Find(string column, object value)
    {
        SqliteCommand command = transaction.Prepared($"SELECT {LineShape.Metric.Shape.Columns} FROM metric t WHERE t.{column} = $value", "$value");
        command.Parameters[0].Value = value;
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? ExportLine.Read(LineShape.Metric.Shape, reader) : null;
    }
}
