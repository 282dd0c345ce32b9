using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>Who made which worktree, for what, and what became of it: the store's share. What a worktree is like, Git knows.</summary>
internal static class WorktreeRegister
{
    /// <summary>The schema in which it came into being.</summary>
    public const int Schema = 4;

    private const string Columns = "id, name, folder, branch, base, plan, task, created_at, session, agent, removed_at, ending";

    /// <summary>What is on record of a project's worktrees, the newest first, and the tasks that are being worked on.</summary>
    /// <param name="context">The store.</param>
    /// <param name="project">The project's identity; null for a place outside of any.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static (IReadOnlyList<WorktreeRow> Rows, IReadOnlyList<RunningTask> Tasks) Read(ClawContext context, string? project, CancellationToken cancellation)
    {
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, Schema);
        if (connection is null || project is null)
        {
            return ([], []);
        }

        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
        return snapshot.Look(connection => (Rows(connection, project), Tasks(connection, project)));
    }

    /// <summary>The rows of a project, the newest first.</summary>
    public static IReadOnlyList<WorktreeRow> Rows(SqliteConnection connection, string project)
    {
        List<WorktreeRow> rows = [];
        using SqliteCommand command = connection.Command(
            $"SELECT {Columns} FROM worktree WHERE scope_id = (SELECT id FROM scope WHERE project = $project) ORDER BY created_at DESC, id DESC",
            ("$project", project));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(new WorktreeRow
            {
                Id = reader.GetInt64(0),
                Name = reader.GetString(1),
                Folder = reader.GetString(2),
                Branch = reader.TextOrNull(3),
                Base = reader.TextOrNull(4),
                Plan = reader.TextOrNull(5),
                Task = reader.TextOrNull(6),
                CreatedAt = reader.GetInt64(7),
                Session = reader.TextOrNull(8),
                Agent = reader.TextOrNull(9),
                RemovedAt = reader.LongOrNull(10),
                Ending = reader.LongOrNull(11) is { } ending ? (WorktreeEnding)ending : null,
            });
        }

        return rows;
    }

    /// <summary>Records a worktree that was made.</summary>
    public static void Add(StoreTransaction transaction, string project, WorktreeRow row) => transaction.Connection.Execute(
        """
        INSERT INTO worktree (scope_id, name, folder, branch, base, plan, task, created_at, session, agent)
        VALUES ($scope, $name, $folder, $branch, $base, $plan, $task, $at, $session, $agent)
        """,
        ("$scope", transaction.ScopeId(project)),
        ("$name", row.Name),
        ("$folder", row.Folder),
        ("$branch", row.Branch),
        ("$base", row.Base),
        ("$plan", row.Plan),
        ("$task", row.Task),
        ("$at", transaction.Now),
        ("$session", transaction.Context.SessionId),
        ("$agent", transaction.Context.Agent));

    /// <summary>Records what became of one.</summary>
    public static void End(StoreTransaction transaction, long id, WorktreeEnding ending) => transaction.Connection.Execute(
        "UPDATE worktree SET removed_at = $at, ending = $ending WHERE id = $id AND removed_at IS NULL",
        ("$at", transaction.Now),
        ("$ending", (int)ending),
        ("$id", id));

    /// <summary>Notes which worktrees went without us: those that this repository does not know and whose folder is not there. A folder that is may be of another clone.</summary>
    public static void NoteGone(StoreTransaction transaction, string project, IReadOnlyList<WorktreeEntry> there)
    {
        foreach (WorktreeRow row in Rows(transaction.Connection, project))
        {
            if (row.RemovedAt is null && IsGone(row, there))
            {
                End(transaction, row.Id, WorktreeEnding.Gone);
            }
        }
    }

    /// <summary>Whether a worktree that nobody has removed is there no longer.</summary>
    public static bool IsGone(WorktreeRow row, IReadOnlyList<WorktreeEntry> there) => !there.Any(row.IsOf) && !Directory.Exists(row.Folder);

    private static List<RunningTask> Tasks(SqliteConnection connection, string project)
    {
        List<RunningTask> tasks = [];
        using SqliteCommand command = connection.Command(
            """
            SELECT p.name, t.name, a.agent, a.session, a.folder, a.seen_at
            FROM task_attempt a JOIN task t ON t.id = a.task_id AND t.claim = a.claim JOIN plan p ON p.id = t.plan_id
            WHERE a.ended_at IS NULL AND t.status = 1 AND a.folder IS NOT NULL AND p.scope_id IN (SELECT id FROM scope WHERE project IN ($project, ''))
            ORDER BY a.seen_at DESC
            """,
            ("$project", project));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            tasks.Add(new RunningTask(reader.GetString(0), reader.GetString(1), reader.TextOrNull(2), reader.TextOrNull(3), reader.GetString(4), reader.GetInt64(5)));
        }

        return tasks;
    }
}
