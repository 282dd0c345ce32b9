using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>Reads the work on the tasks of plans, on a connection with a snapshot of the store.</summary>
internal sealed class ProgressReader(SqliteConnection connection, PlanReader plans, long now)
{
    // Beyond these, what was is another time.
    private const int MostOthers = 500;

    private const int GivenBack = 1;
    private const int Lapsed = 4;

    /// <summary>The tasks of a plan, in the order of the file, with all that was done on them.</summary>
    public IReadOnlyList<TaskProgress> Tasks(PlanRow plan)
    {
        Dictionary<string, List<TaskAttempt>> attempts = Attempts(plan.Id);
        Dictionary<string, long> ranks = Ranks(plan.Id);
        return
        [
            .. plans.TasksOf([plan]).Select(task => new TaskProgress
            {
                Task = task,
                Rank = ranks[task.Id],
                Attempts = attempts.TryGetValue(task.Id, out List<TaskAttempt>? of) ? of : [],
            }),
        ];
    }

    /// <summary>Actual over estimate of the tasks that were finished last in other plans of the same scope.</summary>
    public IReadOnlyCollection<double> OtherRatios(PlanRow plan)
    {
        List<double> ratios = [];
        using SqliteCommand command = connection.Command(
            """
            SELECT t.actual / t.estimate
            FROM plan p JOIN task t ON t.plan_id = p.id
            WHERE p.scope_id = (SELECT scope_id FROM plan WHERE id = $plan) AND p.id <> $plan AND t.status = $done AND t.actual > 0 AND t.estimate > 0
            ORDER BY t.ended_at DESC, t.id DESC LIMIT $most
            """,
            ("$plan", plan.Id),
            ("$done", (int)TaskStatus.Done),
            ("$most", MostOthers));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            ratios.Add(reader.GetDouble(0));
        }

        return ratios;
    }

    private Dictionary<string, long> Ranks(long plan)
    {
        Dictionary<string, long> ranks = new(StringComparer.Ordinal);
        using SqliteCommand command = connection.Command("SELECT name, rank FROM task WHERE plan_id = $plan", ("$plan", plan));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            ranks.Add(reader.GetString(0), reader.GetInt64(1));
        }

        return ranks;
    }

    private Dictionary<string, List<TaskAttempt>> Attempts(long plan)
    {
        Dictionary<string, List<TaskAttempt>> attempts = new(StringComparer.Ordinal);
        using SqliteCommand command = connection.Command(
            """
            SELECT t.name, a.claimed_at, a.seen_at, a.ended_at, a.ending, a.reopened, a.rework, t.status = $running AND t.claim = a.claim AND t.lease_until > $now
            FROM task t JOIN task_attempt a ON a.task_id = t.id
            WHERE t.plan_id = $plan
            ORDER BY t.id, a.claim
            """,
            ("$plan", plan),
            ("$running", (int)TaskStatus.Running),
            ("$now", now));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string name = reader.GetString(0);
            if (!attempts.TryGetValue(name, out List<TaskAttempt>? of))
            {
                attempts.Add(name, of = []);
            }

            of.Add(Attempt(reader));
        }

        return attempts;
    }

    private TaskAttempt Attempt(SqliteDataReader reader)
    {
        (long from, long seen, long? ended, long? ending) = (reader.GetInt64(1), reader.GetInt64(2), reader.LongOrNull(3), reader.LongOrNull(4));
        bool runs = !reader.IsDBNull(7) && reader.GetBoolean(7);
        bool isOpen = ended is null && ending is null;
        long to = runs ? now : ending == Lapsed ? seen : ended ?? seen;
        return new TaskAttempt
        {
            Span = new WorkSpan(from, Math.Max(from, to)),
            IsOpen = isOpen,
            HasLapsed = ending == Lapsed || (isOpen && !runs),
            IsGivenBack = ending == GivenBack,
            IsReopened = reader.GetBoolean(5),
            Cause = reader.TextOrNull(6),
        };
    }
}
