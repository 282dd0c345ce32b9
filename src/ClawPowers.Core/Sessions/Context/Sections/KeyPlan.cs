using System.Globalization;

namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>An open plan that is kept as keys, as 1.0.0 and those do who have no file: <c>plan:name:goal</c>, <c>plan:name:T3:status</c>.</summary>
internal sealed class KeyPlan
{
    private static readonly HashSet<string> Done = new(StringComparer.OrdinalIgnoreCase)
        { "done", "dropped", "complete", "completed", "closed", "finished", "cancelled", "canceled", "abandoned", "merged", "shipped", "skipped" };

    private static readonly HashSet<string> Doing = new(StringComparer.OrdinalIgnoreCase)
        { "doing", "running", "active", "started", "in_progress", "in-progress", "in progress" };

    private static readonly HashSet<string> Stuck = new(StringComparer.OrdinalIgnoreCase) { "blocked", "waiting", "failed" };

    private readonly KeyGroup _plan;

    private KeyPlan(KeyGroup plan) => _plan = plan;

    /// <summary>The open plans among the keys, and whether there may be more of them.</summary>
    /// <param name="store">Where to look.</param>
    public static (IReadOnlyList<KeyPlan> Plans, bool IsMore) Open(StoreLook store)
    {
        (IReadOnlyList<FoundEntry> plans, bool morePlans) = store.Under("plan:");
        (IReadOnlyList<FoundEntry> executions, bool moreExecutions) = store.Under("execution:");
        return (
            // The keys of a plan that was imported are left over from before.
            [.. KeyParts.Group(plans.Concat(executions)).Where(plan => IsOpen(plan) && !store.HasPlan(plan.Subject)).Select(static plan => new KeyPlan(plan))],
            morePlans || moreExecutions);
    }

    /// <summary>The plan in a line.</summary>
    public string Line(StoreLook store, ContextSubject subject)
    {
        PlanTask[] tasks = [.. Tasks(_plan).OrderBy(static task => task.Name, NaturalOrder.Comparer)];
        string line = DataText.Prefix + DataText.Key(_plan.Subject);
        line += _plan.Find("goal") is { } goal ? ' ' + DataText.Quote(store.Value(goal), subject.Choose(brief: 120, full: 300)) : string.Empty;
        line += _plan.Find("file") is { } file ? " in " + DataText.Quote(store.Value(file), 120) : string.Empty;
        return line + Progress(tasks) + string.Create(CultureInfo.InvariantCulture, $" ({KeyParts.Day(_plan.UpdatedAt)})");
    }

    private static bool IsOpen(KeyGroup plan)
    {
        if (plan.Find("status") is { Word: { } word } && Done.Contains(word.Trim()))
        {
            return false;
        }

        PlanTask[] tasks = [.. Tasks(plan)];
        return tasks.Length > 0
            ? tasks.Any(static task => !Done.Contains(task.Status))
            : plan.Find("goal") is not null || plan.Find("file") is not null || plan.Find("status") is not null;
    }

    private static IEnumerable<PlanTask> Tasks(KeyGroup plan) =>
        from entry in plan.Entries
        where entry.Attribute.Length > 1
        group entry by entry.Attribute[0] into task
        let status = task.FirstOrDefault(static entry => entry.Attribute is [_, "status"])
        where status is not null
        let owner = task.FirstOrDefault(static entry => entry.Attribute is [_, "owner"])
        select new PlanTask(task.Key, status.Entry.Word?.Trim() ?? string.Empty, owner?.Entry);

    private static string Progress(PlanTask[] tasks)
    {
        List<string> parts = [];
        int done = tasks.Count(static task => Done.Contains(task.Status));

        // A task counts as ready that has a status of its own, which says neither that it is done nor that it is in work.
        PlanTask? ready = tasks.FirstOrDefault(static task => !Done.Contains(task.Status) && !Doing.Contains(task.Status) && !Stuck.Contains(task.Status));
        if (tasks.Length > 0)
        {
            // Where no task waits, those that were not begun are likely not in the store.
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{done}{(ready is null ? string.Empty : $" of {tasks.Length}")} {(done == 1 && ready is null ? "task" : "tasks")} done"));
        }

        parts.AddRange(tasks.Where(static task => Doing.Contains(task.Status)).Take(3).Select(static task => $"doing {DataText.Key(task.Name)}{Owner(task.Owner)}"));
        parts.AddRange(tasks.Where(static task => Stuck.Contains(task.Status)).Take(2).Select(static task => $"{DataText.Key(task.Status.ToLowerInvariant())} {DataText.Key(task.Name)}"));

        if (ready is not null)
        {
            parts.Add($"next {DataText.Key(ready.Name)}");
        }

        return parts.Count == 0 ? string.Empty : ": " + string.Join(", ", parts);
    }

    private static string Owner(FoundEntry? owner) => owner is { Word: { } name } held
        ? $" by {DataText.Quote(name, 40)}{(held.ExpiresAt is { } end ? $" until {KeyParts.Minute(end)}" : string.Empty)}"
        : string.Empty;

    private sealed record PlanTask(string Name, string Status, FoundEntry? Owner);
}
