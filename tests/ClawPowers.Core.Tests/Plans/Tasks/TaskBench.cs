using ClawPowers.Core.Metrics;
using ClawPowers.Core.Plans.Tasks;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Plans.Tasks;

/// <summary>A plan in a store of its own, and who works on it.</summary>
internal sealed class TaskBench : IDisposable
{
    private readonly PlanBench _bench = new();

    public TaskBench(params string[] tasks) => Import("cart", tasks);

    public Scratch Scratch => _bench.Scratch;

    public ManualTime Time => Scratch.Time;

    public TaskBoard Board => new(Scratch.Context);

    /// <summary>The board as another session sees it.</summary>
    public TaskBoard BoardOf(string? session, string? agent = null) => new(Scratch.Context with { SessionId = session, Agent = agent });

    /// <summary>Imports a plan whose tasks are written as <c>T2 4m: T1, T3</c>: name, estimate, needs.</summary>
    public void Import(string plan, params string[] tasks) => _bench.Import($"# Plan: {plan}\n\n## Tasks\n\n" + string.Concat(tasks.Select(Section)));

    public ClawTask Task(string id, string plan = "cart") => _bench.Tasks(plan).Single(task => task.Id == id);

    public IReadOnlyList<ClawTask> Tasks(string plan = "cart") => _bench.Tasks(plan);

    public TaskState State(string id) => Task(id).State;

    public ClawTask? Start(string? id = null, string? session = "session-1", bool reopen = false, string? lease = null, string? note = null, string? plan = "cart") =>
        BoardOf(session).Start(new StartTaskRequest { Id = id, Plan = plan, Reopen = reopen, Note = note, LeaseFor = lease is null ? null : Core.Text.Duration.Parse(lease) });

    public ClawTask Renew(string? id = null, string? session = "session-1", long? claim = null, string? lease = null, string? note = null) =>
        BoardOf(session).Renew(new RenewTaskRequest { Id = id, Plan = "cart", Claim = claim, Note = note, LeaseFor = lease is null ? null : Core.Text.Duration.Parse(lease) });

    public ClawTask Complete(string? id = null, string? session = "session-1", SkillOutcome? outcome = null, long? claim = null, string? rework = null, string? blockedBy = null, string? notes = null, TimeSpan? duration = null) =>
        BoardOf(session).Complete(new CompleteTaskRequest { Id = id, Plan = "cart", Outcome = outcome, Claim = claim, Rework = rework, BlockedBy = blockedBy, Notes = notes, Duration = duration });

    /// <summary>Claims and completes.</summary>
    public void Do(params string[] ids)
    {
        foreach (string id in ids)
        {
            Start(id);
            Complete(id);
        }
    }

    public void Minutes(double minutes) => Time.Move(TimeSpan.FromMinutes(minutes));

    public SkillMetric[] Runs() => [.. Scratch.Metrics.Read(new MetricQuery())];

    public string Read(string sql) => _bench.Read(sql);

    public void Dispose() => _bench.Dispose();

    private static string Section(string task)
    {
        string[] parts = task.Split(':');
        string[] head = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return $"### {head[0]} Do {head[0]}\n"
            + (head.Length > 1 ? $"- estimate: {head[1]}\n" : string.Empty)
            + (parts.Length > 1 ? $"- needs: {parts[1].Trim()}\n" : string.Empty)
            + "- done: it is there\n\n";
    }
}
