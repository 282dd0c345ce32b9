using ClawPowers.Core.Metrics;
using ClawPowers.Core.Sessions.Context.Sections;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans;

/// <summary>Reads plans and tasks on a connection that somebody else opened, inside of a transaction or a snapshot.</summary>
internal sealed class PlanReader(SqliteConnection connection, PlanPaths paths, long now)
{
    /// <summary>The schema in which plans came into being.</summary>
    public const int Schema = 4;

    private const string PlanColumns = "p.id, p.name, p.goal, p.file, p.created_at, p.updated_at, p.document";
    private const string Attempts = "SELECT task_id, claim, session, agent, reopened, rework, note FROM task_attempt WHERE ";
    private const string Tasks = "SELECT id, plan_id, name, title, status, waiting, estimate, actual, claim, lease_until, started_at, ended_at, detail, reason FROM task WHERE ";

    private const string Needs = """
        SELECT n.task_id, n.needs, n.need_id IS NULL OR d.status NOT IN (2, 4)
        FROM task_need n LEFT JOIN task d ON d.id = n.need_id
        WHERE
        """ + " ";

    private const string OfPlans = "(SELECT id FROM task WHERE plan_id IN (SELECT value FROM json_each($ids)))";

    /// <summary>The plans of scopes, in the order of the scopes and by name.</summary>
    /// <param name="scopes">Rows and identities of scopes, as a snapshot gives them.</param>
    /// <param name="names">Names and globs in any case; null for all.</param>
    public IReadOnlyList<PlanRow> Plans(IReadOnlyList<(long Id, string Project)> scopes, IReadOnlyList<string>? names = null)
    {
        SkillGlob[]? globs = names?.Select(static name => new SkillGlob(name)).ToArray();
        List<PlanRow> plans = [];
        foreach ((long scope, string project) in scopes)
        {
            using SqliteCommand command = connection.Command(
                $"SELECT {PlanColumns} FROM plan p WHERE p.scope_id = $scope ORDER BY p.name",
                ("$scope", scope));
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                string name = reader.GetString(1);
                if (globs is null || Array.Exists(globs, glob => glob.Matches(name)))
                {
                    plans.Add(Plan(reader, project));
                }
            }
        }

        return plans;
    }

    /// <summary>The projects, empty for global, that have a plan of this name.</summary>
    public IReadOnlyList<string> Elsewhere(string name)
    {
        List<string> projects = [];
        using SqliteCommand command = connection.Command("SELECT s.project FROM plan p JOIN scope s ON s.id = p.scope_id WHERE p.name = $name COLLATE NOCASE ORDER BY s.project", ("$name", name));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            projects.Add(reader.GetString(0));
        }

        return projects;
    }

    /// <summary>The hash of the file as it was imported; null if the plan came from no file.</summary>
    public string? HashOf(PlanRow plan) => (string?)connection.ReadValue("SELECT file_hash FROM plan WHERE id = $plan", ("$plan", plan.Id));

    /// <summary>All tasks of plans, plan by plan, in the order of the file.</summary>
    public IReadOnlyList<ClawTask> TasksOf(IReadOnlyList<PlanRow> plans) => plans.Count == 0 ? [] : Read(
        Tasks + "plan_id IN (SELECT value FROM json_each($ids)) ORDER BY plan_id, position",
        Needs + "n.task_id IN " + OfPlans,
        Attempts + "task_id IN " + OfPlans + " ORDER BY task_id, claim",
        MetricFilter.Json([.. plans.Select(static plan => plan.Id)])!,
        plans);

    /// <summary>Tasks of one plan by their rows, whatever else the plan has.</summary>
    public IReadOnlyList<ClawTask> TasksOf(PlanRow plan, IReadOnlyList<long> tasks) => tasks.Count == 0 ? [] : Read(
        Tasks + "id IN (SELECT value FROM json_each($ids)) ORDER BY position",
        Needs + "n.task_id IN (SELECT value FROM json_each($ids))",
        Attempts + "task_id IN (SELECT value FROM json_each($ids)) ORDER BY task_id, claim",
        MetricFilter.Json(tasks)!,
        [plan]);

    /// <summary>One task by its row.</summary>
    public ClawTask TaskOf(long task)
    {
        PlanRow plan;
        using (SqliteCommand command = connection.Command(
            $"SELECT {PlanColumns}, s.project FROM task t JOIN plan p ON p.id = t.plan_id JOIN scope s ON s.id = p.scope_id WHERE t.id = $task",
            ("$task", task)))
        {
            using SqliteDataReader reader = command.ExecuteReader();
            _ = reader.Read();
            plan = Plan(reader, reader.GetString(7));
        }

        return TasksOf(plan, [task])[0];
    }

    private static PlanRow Plan(SqliteDataReader reader, string project) => new(
        reader.GetInt64(0),
        project,
        reader.GetString(1),
        reader.TextOrNull(2),
        reader.TextOrNull(3),
        reader.GetInt64(4),
        reader.GetInt64(5),
        PlanDetail.Parse(reader.GetString(6)));

    private List<ClawTask> Read(string tasks, string needs, string attempts, string ids, IReadOnlyList<PlanRow> plans)
    {
        Dictionary<long, PlanRow> byId = plans.ToDictionary(static plan => plan.Id);
        Dictionary<long, (List<string> All, List<string> Unmet)> needed = ReadNeeds(needs, ids);
        Dictionary<long, AttemptSummary> tried = ReadAttempts(attempts, ids);
        List<ClawTask> read = [];
        using SqliteCommand command = connection.Command(tasks, ("$ids", ids));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            PlanRow plan = byId[reader.GetInt64(1)];
            read.Add(Task(reader, plan, needed.GetValueOrDefault(reader.GetInt64(0)), tried.GetValueOrDefault(reader.GetInt64(0))));
        }

        if (plans.Count > 1)
        {
            // In the order in which the plans were given, which is not that of their rows.
            Dictionary<(string Project, string Name), int> order = [];
            foreach (PlanRow plan in plans)
            {
                order.Add((plan.Project, plan.Name), order.Count);
            }

            read = [.. read.OrderBy(task => order[(task.Project ?? string.Empty, task.Plan)])];
        }

        return read;
    }

    private ClawTask Task(SqliteDataReader reader, PlanRow plan, (List<string> All, List<string> Unmet) needs, AttemptSummary? attempts)
    {
        TaskDetail detail = TaskDetail.Parse(reader.GetString(12));
        var status = (TaskStatus)reader.GetInt32(4);
        string? reason = reader.TextOrNull(13);
        long? lease = status == TaskStatus.Running ? reader.LongOrNull(9) : null;
        return new ClawTask
        {
            Plan = plan.Name,
            Id = reader.GetString(2),
            Title = reader.GetString(3),
            State = TaskStates.Of(status, reader.GetInt64(5), lease, now),
            Needs = needs.All ?? [],
            Unmet = needs.Unmet ?? [],
            Estimate = Time(reader, 6),
            Actual = Time(reader, 7),
            Risk = detail.Risk,
            Inputs = detail.Inputs,
            Outputs = detail.Outputs,
            DoneWhen = detail.DoneWhen,
            Covers = detail.Covers,
            TripWire = detail.TripWire,
            Agent = attempts?.Agent,
            SessionId = attempts?.Session,
            Claim = reader.GetInt64(8),
            LeaseUntil = StoredEntry.Moment(lease),
            StartedAt = StoredEntry.Moment(reader.LongOrNull(10)),
            CompletedAt = StoredEntry.Moment(reader.LongOrNull(11)),
            Attempts = attempts?.Count ?? 0,
            Rework = attempts?.Rework ?? 0,
            ReworkCauses = attempts?.Causes ?? [],
            Note = (status == TaskStatus.Dropped ? reason : null) ?? attempts?.Note,
            BlockedBy = status == TaskStatus.Blocked ? reason : null,
            Line = detail.Line,
            Path = paths.ToUser(plan.File, plan.Project),
            Project = StoredEntry.ProjectOf(plan.Project),
            Scope = StoredEntry.ScopeOf(plan.Project),
        };
    }

    private static TimeSpan? Time(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : StoredMetric.Duration(reader.GetDouble(column));

    private Dictionary<long, (List<string> All, List<string> Unmet)> ReadNeeds(string sql, string ids)
    {
        Dictionary<long, (List<string> All, List<string> Unmet)> needs = [];
        using SqliteCommand command = connection.Command(sql, ("$ids", ids));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (!needs.TryGetValue(reader.GetInt64(0), out (List<string> All, List<string> Unmet) of))
            {
                needs.Add(reader.GetInt64(0), of = ([], []));
            }

            string need = reader.GetString(1);
            of.All.Add(need);
            if (reader.GetInt64(2) != 0)
            {
                of.Unmet.Add(need);
            }
        }

        foreach ((List<string> all, List<string> unmet) in needs.Values)
        {
            all.Sort(NaturalOrder.Comparer);
            unmet.Sort(NaturalOrder.Comparer);
        }

        return needs;
    }

    private Dictionary<long, AttemptSummary> ReadAttempts(string sql, string ids)
    {
        Dictionary<long, AttemptSummary> attempts = [];
        using SqliteCommand command = connection.Command(sql, ("$ids", ids));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            AttemptSummary of = attempts.TryGetValue(reader.GetInt64(0), out AttemptSummary? known) ? known : attempts[reader.GetInt64(0)] = new AttemptSummary();
            of.Add(reader);
        }

        return attempts;
    }

    /// <summary>The attempts of one task, in the order of their claims.</summary>
    private sealed class AttemptSummary
    {
        public int Count { get; private set; }

        public int Rework { get; private set; }

        public List<string> Causes { get; } = [];

        public string? Session { get; private set; }

        public string? Agent { get; private set; }

        public string? Note { get; private set; }

        public void Add(SqliteDataReader reader)
        {
            Count++;
            Session = reader.TextOrNull(2);
            Agent = reader.TextOrNull(3);
            Note = reader.TextOrNull(6) ?? Note;
            string? cause = reader.TextOrNull(5);
            if (cause is not null || reader.GetInt64(4) != 0)
            {
                Rework++;
            }

            if (cause is not null && !Causes.Contains(cause, StringComparer.Ordinal))
            {
                Causes.Add(cause);
            }
        }
    }
}
