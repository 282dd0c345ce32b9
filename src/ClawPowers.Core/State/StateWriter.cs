using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.State;

/// <summary>Carries out planned changes inside a transaction that holds the write lock.</summary>
internal sealed class StateWriter : IDisposable
{
    private const string Upsert = """
        INSERT INTO entry (scope_id, key, version, change, created_at, updated_at, expires_at, session, agent, type, value)
        VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (scope_id, key) DO UPDATE SET
            version = version + 1,
            change = excluded.change,
            created_at = CASE WHEN type IS NOT NULL AND (expires_at IS NULL OR expires_at > excluded.updated_at)
                              THEN created_at ELSE excluded.created_at END,
            updated_at = max(updated_at, excluded.updated_at),
            expires_at = excluded.expires_at,
            session = excluded.session,
            agent = excluded.agent,
            type = excluded.type,
            value = excluded.value
        """;

    private const string Append = """
        UPDATE entry SET
            version = version + 1,
            change = 1,
            updated_at = max(updated_at, $now),
            expires_at = $expires,
            session = $session,
            agent = $agent,
            type = 0,
            value = coalesce($text, CAST(value AS TEXT)) || char(10) || $line
        WHERE id = $id
        RETURNING version, created_at, updated_at, CASE WHEN $wanted THEN value END
        """;

    private readonly StoreTransaction _transaction;
    private readonly PurgedVersions _purged;
    private readonly Dictionary<string, long?> _scopes = new(StringComparer.Ordinal);
    private PreparedStatement? _silent;
    private PreparedStatement? _returning;

    private StateWriter(StoreTransaction transaction)
    {
        _transaction = transaction;
        _purged = new PurgedVersions(transaction);
    }

    /// <summary>Makes the changes in order; one that can't be made is skipped.</summary>
    public static IReadOnlyList<StateOutcome> Write(StoreTransaction transaction, IReadOnlyList<PlannedChange> changes, CancellationToken cancellation)
    {
        using var writer = new StateWriter(transaction);
        var outcomes = new StateOutcome[changes.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            outcomes[i] = writer.Write(changes[i]);
        }

        return outcomes;
    }

    public void Dispose()
    {
        _silent?.Dispose();
        _returning?.Dispose();
    }

    private StateOutcome Write(PlannedChange change)
    {
        try
        {
            StateEntry? entry = change.Request switch
            {
                SetRequest set => Set(change, set),
                AppendRequest append => AppendLine(change, append),
                StepRequest step => Step(change, step),
                RemoveRequest => Remove(change),
                UndoRequest undo => Undo(change, undo),
                _ => throw new ArgumentException($"There is no way to carry out a {change.Request.GetType().Name}.", nameof(change)),
            };
            return new StateOutcome(change.Request, change.Request.WantsEntry ? entry : null, Error: null);
        }
        catch (ClawException exception)
        {
            return new StateOutcome(change.Request, Entry: null, exception);
        }
    }

    private StateEntry? Set(PlannedChange change, SetRequest request)
    {
        if (request.IfVersion is not null)
        {
            CheckVersion(change, Find(change));
        }

        return Put(change, StateChange.Set, change.Value, Milliseconds(request.ExpiresAt));
    }

    private StateEntry? AppendLine(PlannedChange change, AppendRequest request)
    {
        CurrentEntry? current = Live(Find(change));
        CheckVersion(change, current);
        long? expires = request.ExpiresAt is null ? current?.ExpiresAt : Milliseconds(request.ExpiresAt);
        if (current is null)
        {
            return Put(change, StateChange.Append, change.Value, expires);
        }

        SqliteCommand command = _transaction.Prepared(Append, "$id", "$now", "$expires", "$session", "$agent", "$text", "$line", "$wanted");
        command.Parameters[0].Value = current.Id;
        command.Parameters[1].Value = _transaction.Now;
        command.Parameters[2].Value = (object?)expires ?? DBNull.Value;
        command.Parameters[3].Value = (object?)_transaction.Context.SessionId ?? DBNull.Value;
        command.Parameters[4].Value = (object?)_transaction.Context.Agent ?? DBNull.Value;
        // SQLite and .NET write a fraction differently; ours is the one that reads back.
        command.Parameters[5].Value = current.Type == StateValueType.Real ? current.Value!.Value.ToText() : DBNull.Value;
        command.Parameters[6].Value = change.Value!.Value.Raw;
        command.Parameters[7].Value = request.WantsEntry ? 1 : 0;
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return Entry(change, (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)), request.WantsEntry ? reader.GetString(3) : null, expires);
    }

    private StateEntry? Step(PlannedChange change, StepRequest request)
    {
        CurrentEntry? current = Live(Find(change, withValue: true));
        CheckVersion(change, current);
        StoredValue result = Stepping.Add(request, current?.Value);
        long? expires = request.ExpiresAt is null ? current?.ExpiresAt : Milliseconds(request.ExpiresAt);
        return Put(change, StateChange.Step, result, expires);
    }

    private StateEntry? Remove(PlannedChange change)
    {
        CurrentEntry? current = Live(Find(change, withValue: change.Request.WantsEntry));
        CheckVersion(change, current);
        if (current is null)
        {
            throw KeyNotFound(change);
        }

        Put(change, StateChange.Remove, value: null, expires: null);
        return !change.Request.WantsEntry ? null : new StateEntry
        {
            Key = change.Request.Key,
            Value = current.Value!.Value.ToObject(),
            Version = current.Version,
            Scope = StoredEntry.ScopeOf(change.Project),
            Project = StoredEntry.ProjectOf(change.Project),
            CreatedAt = StoredEntry.Moment(current.CreatedAt),
            UpdatedAt = StoredEntry.Moment(current.UpdatedAt),
            ExpiresAt = StoredEntry.Moment(current.ExpiresAt),
            SessionId = current.SessionId,
            Agent = current.Agent,
        };
    }

    private StateEntry? Undo(PlannedChange change, UndoRequest request)
    {
        CurrentEntry? current = Find(change, withValue: true);
        CheckVersion(change, current);
        if (current is null)
        {
            throw KeyNotFound(change);
        }

        bool isExpired = current.Type is not null && Live(current) is null;

        PastVersion past;
        if (request.Version == current.Version || (request.Version is null && isExpired))
        {
            past = new PastVersion(current.Value, ExpiresAt: null);
        }
        else if (request.Version is null && current.Version == _purged.FirstVersion(Scope(change)!.Value, request.Key))
        {
            past = default; // Before the first version there was nothing.
        }
        else
        {
            long wanted = request.Version ?? current.Version - 1;
            past = PastVersion.Read(_transaction.Connection, current.Id, wanted)
                ?? throw StateErrors.VersionNotFound(request.Key, request.Version is null ? "previous version" : $"version {wanted}");
        }

        if (past.Value is null && current.Type is null)
        {
            throw KeyNotFound(change); // Absent now, absent then.
        }

        long? expires = past.ExpiresAt > _transaction.Now ? past.ExpiresAt : null;
        return Put(change, StateChange.Undo, past.Value, expires);
    }

    /// <summary>Writes one version. Without a value the version says that there is none.</summary>
    private StateEntry? Put(PlannedChange change, StateChange kind, StoredValue? value, long? expires)
    {
        StateRequest request = change.Request;
        long scope = Scope(change) ?? NewScope(change);
        PreparedStatement statement = request.WantsEntry ? _returning ??= Prepare(Upsert + "\nRETURNING version, created_at, updated_at") : _silent ??= Prepare(Upsert);
        statement.Bind(1, scope);
        statement.Bind(2, request.Key);
        statement.Bind(3, _purged.FirstVersion(scope, request.Key));
        statement.Bind(4, (long)kind);
        statement.Bind(6, expires);
        statement.Bind(9, value is { } stored ? (long)stored.Type : null);
        statement.Bind(10, value?.Raw);
        if (!request.WantsEntry)
        {
            statement.Run();
            return null;
        }

        (long Version, long CreatedAt, long UpdatedAt) written = statement.RunForRow();
        return value is null ? null : Entry(change, written, value.Value.ToObject(), expires);
    }

    private PreparedStatement Prepare(string sql)
    {
        var statement = new PreparedStatement(_transaction.Connection, sql);
        statement.Bind(5, _transaction.Now);
        statement.Bind(7, _transaction.Context.SessionId);
        statement.Bind(8, _transaction.Context.Agent);
        return statement;
    }

    private StateEntry Entry(PlannedChange change, (long Version, long CreatedAt, long UpdatedAt) written, object? value, long? expires) => new()
    {
        Key = change.Request.Key,
        Value = value,
        Version = written.Version,
        Scope = StoredEntry.ScopeOf(change.Project),
        Project = StoredEntry.ProjectOf(change.Project),
        CreatedAt = StoredEntry.Moment(written.CreatedAt),
        UpdatedAt = StoredEntry.Moment(written.UpdatedAt),
        ExpiresAt = StoredEntry.Moment(expires),
        SessionId = _transaction.Context.SessionId,
        Agent = _transaction.Context.Agent,
    };

    // A change that fails must not leave a scope behind: it is made when something is written into it.
    private long? Scope(PlannedChange change)
    {
        if (!_scopes.TryGetValue(change.Project, out long? id))
        {
            id = (long?)_transaction.Connection.ReadValue("SELECT id FROM scope WHERE project = $p", ("$p", change.Project));
            _scopes.Add(change.Project, id);
        }

        return id;
    }

    private long NewScope(PlannedChange change)
    {
        long id = _transaction.ScopeId(change.Project);
        _scopes[change.Project] = id;
        return id;
    }

    private CurrentEntry? Find(PlannedChange change, bool withValue = false)
    {
        if (Scope(change) is not { } scope)
        {
            return null;
        }

        SqliteCommand command = _transaction.Prepared(
            """
            SELECT id, version, created_at, updated_at, expires_at, session, agent, type,
                   CASE WHEN $with OR typeof(value) = 'real' THEN value END
            FROM entry WHERE scope_id = $scope AND key = $key
            """,
            "$scope",
            "$key",
            "$with");
        command.Parameters[0].Value = scope;
        command.Parameters[1].Value = change.Request.Key;
        command.Parameters[2].Value = withValue ? 1 : 0;
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? CurrentEntry.Read(reader) : null;
    }

    private CurrentEntry? Live(CurrentEntry? entry) =>
        entry?.Type is not null && (entry.ExpiresAt is null || entry.ExpiresAt > _transaction.Now) ? entry : null;

    private void CheckVersion(PlannedChange change, CurrentEntry? current)
    {
        CurrentEntry? live = Live(current);
        if (change.Request.IfVersion is { } expected && expected != (live?.Version ?? 0))
        {
            throw StateErrors.VersionConflict(change.Request.Key, expected, live?.Version);
        }
    }

    private ClawException KeyNotFound(PlannedChange change) => StateErrors.KeyNotFound(
        change.Request.Key,
        ScopeSelection.Describe([change.Project]),
        Whereabouts.Of(_transaction.Connection, change.Request.Key, _transaction.Now));

    private static long? Milliseconds(DateTimeOffset? moment) => moment?.ToUnixTimeMilliseconds();
}
