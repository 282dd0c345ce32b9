using ClawPowers.Core.Metrics;
using ClawPowers.Core.Plans.Graph;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Plans.Tasks;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Importing;

/// <summary>
/// Brings what a plan file says together with what the store knows, task by task: the file decides what a task is, the store how it stands. No
/// progress is ever lost: a task that leaves the file is kept as dropped once anybody has begun it, and stands as before when it comes back.
/// </summary>
internal sealed class PlanMerge
{
    private readonly StoreTransaction _transaction;
    private readonly PlanDocument _document;
    private readonly PlanSource _source;
    private readonly List<string> _added = [];
    private readonly HashSet<string> _changed = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _removed = [];
    private readonly List<string> _dropped = [];
    private long _planId;
    private Dictionary<string, StoredTask> _stored = new(StringComparer.OrdinalIgnoreCase);
    private bool _isReshaped;

    private PlanMerge(StoreTransaction transaction, PlanDocument document, PlanSource source)
    {
        _transaction = transaction;
        _document = document;
        _source = source;
    }

    private SqliteConnection Connection => _transaction.Connection;

    /// <summary>Writes the plan.</summary>
    public static PlanImport Into(StoreTransaction transaction, PlanDocument document, PlanSource source, bool commit)
    {
        var merge = new PlanMerge(transaction, document, source);
        bool isNew = merge.Merge();
        return new PlanImport
        {
            Plan = document.Name,
            Path = source.Path,
            Project = StoredEntry.ProjectOf(source.Project),
            Scope = StoredEntry.ScopeOf(source.Project),
            IsNew = isNew,
            IsDone = commit,
            Tasks = (int)transaction.Connection.ReadLong("SELECT count(*) FROM task WHERE plan_id = $plan", ("$plan", merge._planId)),
            Added = merge._added,
            Changed = [.. document.Tasks.Select(static task => task.Id).Where(merge._changed.Contains)],
            Removed = merge._removed,
            Dropped = merge._dropped,
            Problems = document.Problems,
        };
    }

    private bool Merge()
    {
        long scope = _transaction.ScopeId(_source.Project);
        _planId = Connection.ReadLong("SELECT id FROM plan WHERE scope_id = $scope AND name = $name", ("$scope", scope), ("$name", _document.Name));
        bool isNew = _planId == 0;
        if (isNew)
        {
            _planId = AddPlan(scope);
        }
        else
        {
            TaskLapses.Settle(_transaction, MetricFilter.Json([_planId])!);
            _stored = StoredTask.All(Connection, _planId);
        }

        WriteTasks();
        WriteNeeds();
        if (_source.IsWhole)
        {
            TakeAwayMissing();
        }

        if (!isNew)
        {
            UpdatePlan();
        }

        if (_isReshaped)
        {
            TaskReadiness.Recount(_transaction, _planId);
        }

        return isNew;
    }

    private long AddPlan(long scope)
    {
        Connection.Execute(
            """
            INSERT INTO plan (scope_id, name, goal, file, file_hash, created_at, updated_at, session, agent, document)
            VALUES ($scope, $name, $goal, $file, $hash, $now, $now, $session, $agent, $document)
            """,
            ("$scope", scope),
            ("$name", _document.Name),
            ("$goal", _document.Goal),
            ("$file", _source.File),
            ("$hash", _source.Hash),
            ("$now", _transaction.Now),
            ("$session", _transaction.Context.SessionId),
            ("$agent", _transaction.Context.Agent),
            ("$document", DocumentJson()));
        return Connection.ReadLong("SELECT last_insert_rowid()");
    }

    private string DocumentJson() => new PlanDetail(_document.DoneWhen, _document.Requirements).ToJson();

    // Keys of the state know a part of a plan only, and take nothing away from what its file said.
    private void UpdatePlan()
    {
        bool isTouched = _added.Count + _changed.Count + _removed.Count + _dropped.Count > 0;
        Connection.Execute(
            """
            UPDATE plan SET
                goal = CASE WHEN $whole THEN $goal ELSE coalesce(goal, $goal) END,
                file = CASE WHEN $whole THEN $file ELSE coalesce(file, $file) END,
                file_hash = CASE WHEN $whole THEN $hash ELSE coalesce(file_hash, $hash) END,
                document = CASE WHEN $whole THEN $document ELSE document END,
                updated_at = max(updated_at, $now), session = $session, agent = $agent
            WHERE id = $plan AND ($touched OR ($whole AND (goal IS NOT $goal OR file IS NOT $file OR file_hash IS NOT $hash OR document IS NOT $document)))
            """,
            ("$plan", _planId),
            ("$whole", _source.IsWhole),
            ("$touched", isTouched),
            ("$goal", _document.Goal),
            ("$file", _source.File),
            ("$hash", _source.Hash),
            ("$document", DocumentJson()),
            ("$now", _transaction.Now),
            ("$session", _transaction.Context.SessionId),
            ("$agent", _transaction.Context.Agent));
    }

    private void WriteTasks()
    {
        using var insert = new PreparedStatement(
            Connection,
            """
            INSERT INTO task (plan_id, name, position, title, status, waiting, rank, estimate, actual, claim, lease_until, started_at, ended_at, detail, reason)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?6, ?7, 0, NULL, NULL, ?8, ?9, ?10)
            """);
        using var update = new PreparedStatement(
            Connection,
            "UPDATE task SET name = ?2, position = ?3, title = ?4, status = ?5, estimate = ?6, actual = ?7, ended_at = ?8, detail = ?9, reason = ?10 WHERE id = ?1");
        for (int position = 0; position < _document.Tasks.Count; position++)
        {
            PlannedTask task = _document.Tasks[position];
            if (!_stored.TryGetValue(task.Id, out StoredTask? known))
            {
                TaskStatus status = task.Status ?? TaskStatus.Open;
                insert.Bind(1, _planId);
                Bind(insert, new StoredTask
                {
                    Id = 0,
                    Name = task.Id,
                    Position = position,
                    Title = task.Title,
                    Status = status,
                    Estimate = task.Estimate?.TotalSeconds,
                    Actual = task.Actual?.TotalSeconds,
                    Claim = 0,
                    EndedAt = Ended(status, known: null),
                    Detail = TaskDetail.Of(task).ToJson(),
                    Reason = Reason(status, task.Reason),
                });
                insert.Run();
                _added.Add(task.Id);
                _isReshaped = true;
                continue;
            }

            StoredTask wanted = Wanted(known, task, position);
            if (wanted != known)
            {
                update.Bind(1, known.Id);
                Bind(update, wanted);
                update.Run();

                // A line further down is no change that anybody wants to hear of.
                if (wanted with { Detail = string.Empty, Position = 0 } != known with { Detail = string.Empty, Position = 0 } || Lineless(wanted.Detail) != Lineless(known.Detail))
                {
                    _changed.Add(task.Id);
                }

                _isReshaped = true;
            }
        }
    }

    private static void Bind(PreparedStatement statement, StoredTask task)
    {
        statement.Bind(2, task.Name);
        statement.Bind(3, (long)task.Position);
        statement.Bind(4, task.Title);
        statement.Bind(5, (long)task.Status);
        statement.Bind(6, task.Estimate);
        statement.Bind(7, task.Actual);
        statement.Bind(8, task.EndedAt is { } moment ? moment : (object?)null);
        statement.Bind(9, task.Detail);
        statement.Bind(10, task.Reason);
    }

    private static string? Reason(TaskStatus status, string? reason) => status is TaskStatus.Blocked or TaskStatus.Dropped ? reason : null;

    private static string Lineless(string detail) => (TaskDetail.Parse(detail) with { Line = null }).ToJson();

    // How it stands: as the store says. Only of a task that nobody has begun the file may say it, and take it back unless it is done.
    private StoredTask Wanted(StoredTask known, PlannedTask task, int position)
    {
        TaskDetail old = TaskDetail.Parse(known.Detail);
        (TaskStatus status, string? reason) = old.Left is { } left && known.Status == TaskStatus.Dropped ? (left == TaskStatus.Running ? TaskStatus.Open : left, old.LeftReason) : (known.Status, known.Reason);
        if (known.Claim == 0 && status != TaskStatus.Done && (_source.IsWhole || task.Status is not null))
        {
            status = task.Status ?? (status is TaskStatus.Blocked or TaskStatus.Dropped ? TaskStatus.Open : status);
            reason = task.Reason;
        }

        reason = Reason(status, reason);
        if (!_source.IsWhole)
        {
            return known with { Status = status, Reason = reason, Actual = known.Actual ?? task.Actual?.TotalSeconds, Estimate = known.Estimate ?? task.Estimate?.TotalSeconds, EndedAt = Ended(status, known) };
        }

        return known with
        {
            Name = task.Id,
            Position = position,
            Title = task.Title,
            Status = status,
            Reason = reason,
            Estimate = task.Estimate?.TotalSeconds,
            Actual = known.Actual ?? task.Actual?.TotalSeconds,
            EndedAt = Ended(status, known),
            Detail = TaskDetail.Of(task).ToJson(),
        };
    }

    private long? Ended(TaskStatus status, StoredTask? known) => !TaskStates.IsSettled(status) ? null : known?.EndedAt ?? _transaction.Now;

    private void WriteNeeds()
    {
        Dictionary<string, (string Name, long Id)> ids = Ids();
        using var insert = new PreparedStatement(Connection, "INSERT INTO task_need (task_id, needs, need_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
        foreach (PlannedTask task in _document.Tasks)
        {
            HashSet<string> needs = new(StringComparer.Ordinal);
            foreach (string need in task.Needs)
            {
                needs.Add(ids.TryGetValue(need, out (string Name, long Id) found) ? found.Name : need);
            }

            bool isKnown = _stored.TryGetValue(task.Id, out StoredTask? known);
            if (isKnown && (known!.Needs.SetEquals(needs) || (!_source.IsWhole && needs.Count == 0)))
            {
                continue;
            }

            long id = ids[task.Id].Id;
            if (isKnown)
            {
                Connection.Execute("DELETE FROM task_need WHERE task_id = $task", ("$task", id));
                _changed.Add(task.Id);
            }

            _isReshaped |= isKnown || needs.Count > 0;
            foreach (string need in needs)
            {
                insert.Bind(1, id);
                insert.Bind(2, need);
                insert.Bind(3, ids.TryGetValue(need, out (string Name, long Id) found) ? found.Id : (object?)null);
                insert.Run();
            }
        }
    }

    private Dictionary<string, (string Name, long Id)> Ids()
    {
        Dictionary<string, (string Name, long Id)> ids = new(StringComparer.OrdinalIgnoreCase);
        using SqliteCommand command = Connection.Command("SELECT name, id FROM task WHERE plan_id = $plan", ("$plan", _planId));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            ids[reader.GetString(0)] = (reader.GetString(0), reader.GetInt64(1));
        }

        return ids;
    }

    private void TakeAwayMissing()
    {
        HashSet<string> named = new(_document.Tasks.Select(static task => task.Id), StringComparer.OrdinalIgnoreCase);
        int position = _document.Tasks.Count;
        foreach (StoredTask task in _stored.Values.Where(task => !named.Contains(task.Name)).OrderBy(static task => task.Position))
        {
            TaskDetail detail = TaskDetail.Parse(task.Detail);
            if (detail.Left is not null && task.Status == TaskStatus.Dropped)
            {
                // It had left before.
                Connection.Execute("UPDATE task SET position = $position WHERE id = $task AND position <> $position", ("$task", task.Id), ("$position", position++));
            }
            else if (task.HasProgress)
            {
                Connection.Execute(
                    "UPDATE task SET status = 4, position = $position, lease_until = NULL, ended_at = coalesce(ended_at, $now), reason = $reason, detail = $detail WHERE id = $task",
                    ("$task", task.Id),
                    ("$position", position++),
                    ("$now", _transaction.Now),
                    ("$reason", TaskDetail.LeftFile),
                    ("$detail", (detail with { Left = task.Status, LeftReason = task.Reason, Line = null }).ToJson()));
                Connection.Execute(
                    "UPDATE task_attempt SET ended_at = max(seen_at, $now), ending = 3 WHERE task_id = $task AND ended_at IS NULL",
                    ("$task", task.Id),
                    ("$now", _transaction.Now));
                _dropped.Add(task.Name);
                _isReshaped = true;
            }
            else
            {
                Connection.Execute("DELETE FROM task WHERE id = $task", ("$task", task.Id));
                _removed.Add(task.Name);
                _isReshaped = true;
            }
        }
    }
}
