using System.Globalization;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Transfer;

/// <summary>Brings entries in, one by one: new ones with their history, and of those that differ the one that the rule prefers.</summary>
internal sealed class EntryMerge(StoreTransaction transaction, LineInserts inserts, ImportConflict rule, ImportReport report)
{
    private readonly PurgedVersions _purged = new(transaction);
    private long? _added;
    private long _shift;

    /// <summary>Whether values are the same if their texts are: 1.0.0 knew texts only.</summary>
    public bool ComparesTexts { get; init; }

    /// <summary>Takes an entry, or does not.</summary>
    /// <param name="theirs">The entry.</param>
    /// <param name="file">The file that it is in, for the report.</param>
    /// <param name="line">The line, for the report; null if it is a file of its own.</param>
    public void Take(ExportLine theirs, string file, long? line)
    {
        _added = null;
        string project = theirs.Text(LineShape.Entry.Project)!;
        string key = theirs.Text(LineShape.Entry.Key)!;
        long scope = inserts.Scope(project);
        if (Find(scope, key) is not { } ours)
        {
            // A purged key goes on counting where it stopped.
            long purgedAt = _purged.FirstVersion(scope, key) - 1;
            _shift = theirs.Long(LineShape.Entry.Version) <= purgedAt ? purgedAt : 0;
            theirs[LineShape.Entry.Version] = theirs.Long(LineShape.Entry.Version) + _shift;
            _added = inserts.Insert(theirs);
            report.Entries.Added++;
        }
        else if (IsSame(ours, theirs))
        {
            report.Entries.Unchanged++;
        }
        else
        {
            Decide(ours, theirs, file, line);
        }
    }

    /// <summary>Takes a superseded version of the entry that was taken last, if that one is new here.</summary>
    public void TakeVersion(ExportLine version)
    {
        if (_added is { } entry)
        {
            version[LineShape.Version.Number] = version.Long(LineShape.Version.Number) + _shift;
            inserts.Insert(version, entry);
            report.Versions++;
        }
    }

    private void Decide(CurrentEntry ours, ExportLine theirs, string file, long? line)
    {
        long updated = theirs.Long(LineShape.Entry.Updated);
        bool wins = rule is ImportConflict.Replace || (rule is ImportConflict.Newest && updated > ours.UpdatedAt);
        string detail = string.Create(
            CultureInfo.InvariantCulture,
            $"the store has {State(ours.Type is not null && !IsExpired(ours.ExpiresAt))} version {ours.Version} of {LineJson.Time(ours.UpdatedAt)}, the source {State(IsLive(theirs))} one of {LineJson.Time(updated)}");
        if (wins)
        {
            Overwrite(ours, theirs);
            report.Entries.Replaced++;
        }
        else
        {
            report.Entries.Kept++;
        }

        report.Note(
            ImportIssueKind.Conflict,
            file,
            line,
            theirs.Text(LineShape.Entry.Key),
            detail,
            wins ? string.Create(CultureInfo.InvariantCulture, $"took the source's as version {ours.Version + 1}") : "kept the store's");
    }

    private static string State(bool isLive) => isLive ? "another value," : "no value,";

    // A new version on top of the store's own, whose number and time never go back.
    private void Overwrite(CurrentEntry ours, ExportLine theirs)
    {
        StoredValue? value = theirs.StoredValue(LineShape.Entry.Kind, LineShape.Entry.Value);
        bool wasLive = ours.Type is not null && !IsExpired(ours.ExpiresAt);
        long updated = Math.Max(ours.UpdatedAt, theirs.Long(LineShape.Entry.Updated));
        SqliteCommand command = transaction.Prepared(
            """
            UPDATE entry SET
                version = version + 1, change = $change, created_at = $created, updated_at = $updated, expires_at = $expires,
                session = $session, agent = $agent, type = $type, value = $value
            WHERE id = $id
            """,
            "$change",
            "$created",
            "$updated",
            "$expires",
            "$session",
            "$agent",
            "$type",
            "$value",
            "$id");
        object?[] values =
        [
            (long)(value is null ? StateChange.Remove : StateChange.Set),
            wasLive ? ours.CreatedAt : Math.Min(theirs.Long(LineShape.Entry.Created), updated),
            updated,
            theirs[LineShape.Entry.Expires],
            theirs[LineShape.Entry.Session],
            theirs[LineShape.Entry.Agent],
            (long?)value?.Type,
            value?.Raw,
            ours.Id,
        ];
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    private bool IsSame(CurrentEntry ours, ExportLine theirs)
    {
        bool isLive = IsLive(theirs);
        if (ours.Value is not { } mine || IsExpired(ours.ExpiresAt) || !isLive)
        {
            return (ours.Value is null || IsExpired(ours.ExpiresAt)) && !isLive;
        }

        StoredValue value = theirs.StoredValue(LineShape.Entry.Kind, LineShape.Entry.Value)!.Value;
        if (ComparesTexts)
        {
            return mine.ToText() == value.ToText();
        }

        return ours.ExpiresAt == theirs.LongOrNull(LineShape.Entry.Expires) && (mine.Equals(value) || (theirs.IsMasked && SecretMask.Of(mine).Equals(value)));
    }

    private bool IsLive(ExportLine theirs) => theirs[LineShape.Entry.Kind] is not null && !IsExpired(theirs.LongOrNull(LineShape.Entry.Expires));

    private bool IsExpired(long? expires) => expires <= transaction.Now;

    private CurrentEntry? Find(long scope, string key)
    {
        SqliteCommand command = transaction.Prepared(
            "SELECT id, version, created_at, updated_at, expires_at, session, agent, type, value FROM entry WHERE scope_id = $scope AND key = $key",
            "$scope",
            "$key");
        command.Parameters[0].Value = scope;
        command.Parameters[1].Value = key;
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? CurrentEntry.Read(reader) : null;
    }
}
