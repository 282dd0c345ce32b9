using System.Globalization;
using ClawPowers.Core.Plans.Reading;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Plans.Importing;

/// <summary>
/// Reads entries as plans. What is understood: <c>plan:NAME:goal</c>, <c>:file</c>; <c>plan:NAME:TASK:status</c>, <c>:actual</c>, <c>:estimate</c>,
/// <c>:title</c>; of 1.0.0 <c>execution:NAME:task_3:status</c>, <c>execution:NAME:task_3</c>, <c>:started_at</c>, <c>:completed_at</c>, the same without a
/// name for the plan in <c>execution:plan_name</c>, and <c>plan:NAME:deps</c> with <c>plan:NAME:task_count</c>.
/// </summary>
internal static class StatePlans
{
    private const string Current = "current";

    public static IReadOnlyList<StatePlan> Of(IReadOnlyList<StateEntry> entries)
    {
        string? running = entries.Where(static entry => entry.Key == "execution:plan_name").Select(static entry => Text(entry)).FirstOrDefault(static name => name is not null);
        Dictionary<string, StatePlan> plans = new(StringComparer.Ordinal);
        foreach (StateEntry entry in entries)
        {
            string[] parts = entry.Key.Split(':');
            if (parts.Length < 2 || Text(entry) is not { } value || entry.Key == "execution:plan_name")
            {
                continue;
            }

            // 1.0.0 leaves the plan's name out, or calls it "current": it knows one plan at a time.
            bool isNameless = parts[0] == "execution" && TaskId(parts[1]) is not null;
            string named = isNameless || parts[1] == Current ? running ?? Current : parts[1];
            string name = PlanNames.Slug(named);
            if (name.Length == 0)
            {
                continue;
            }

            if (!plans.TryGetValue(name, out StatePlan? plan))
            {
                plans.Add(name, plan = new StatePlan(name));
            }

            plan.Add(parts[(isNameless ? 1 : 2)..], value);
        }

        return [.. plans.Values.Where(static plan => plan.HasTasks || plan.File is not null).OrderBy(static plan => plan.Name, StringComparer.Ordinal)];
    }

    /// <summary>The id of a task where 1.0.0 says "task_3"; null for anything else.</summary>
    internal static string? TaskId(string segment) =>
        segment.StartsWith("task_", StringComparison.OrdinalIgnoreCase) ? PlanNames.OfNumber("task", segment[5..]) : null;

    private static string? Text(StateEntry entry) => entry.Value switch
    {
        string text => string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}

/// <summary>What entries say of one plan.</summary>
internal sealed class StatePlan(string name)
{
    private static readonly HashSet<string> Attributes = new(StringComparer.OrdinalIgnoreCase)
        { "status", "actual", "estimate", "title", "owner", "started_at", "completed_at", "needs", "note" };

    private readonly Dictionary<string, Dictionary<string, string>> _tasks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _plan = new(StringComparer.OrdinalIgnoreCase);

    public string Name => name;

    public string? File => _plan.GetValueOrDefault("file");

    public bool HasTasks => _tasks.Count > 0 || Dependencies().Any() || Count() > 0;

    /// <summary>Takes what is behind the plan's name in a key.</summary>
    public void Add(string[] rest, string value)
    {
        if (rest.Length == 0)
        {
            return;
        }

        string id = StatePlans.TaskId(rest[0]) ?? rest[0];
        bool isTask = rest.Length == 2 ? Attributes.Contains(rest[1]) : rest.Length == 1 && StatePlans.TaskId(rest[0]) is not null;
        if (isTask && PlanNames.ProblemOfId(id) is null)
        {
            if (!_tasks.TryGetValue(id, out Dictionary<string, string>? task))
            {
                _tasks.Add(id, task = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
            }

            task[rest.Length == 2 ? rest[1] : "status"] = value;
        }
        else if (rest.Length == 1)
        {
            _plan[rest[0]] = value;
        }
    }

    public PlanDocument ToDocument()
    {
        Dictionary<string, IReadOnlyList<string>> needs = Dependencies().ToDictionary(static task => task.Id, static task => task.Needs, StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> ids = _tasks.Keys
            .Concat(needs.Keys)
            .Concat(needs.Values.SelectMany(static list => list))
            .Concat(Enumerable.Range(1, Count()).Select(static number => FormattableString.Invariant($"T{number}")))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(Sessions.Context.Sections.NaturalOrder.Comparer);
        return new PlanDocument
        {
            Name = name,
            Goal = _plan.TryGetValue("goal", out string? goal) ? VisibleText.OneLine(goal) : null,
            Tasks = [.. ids.Select(id => Task(id, needs.GetValueOrDefault(id) ?? []))],
        };
    }

    private PlannedTask Task(string id, IReadOnlyList<string> needs)
    {
        Dictionary<string, string> said = _tasks.GetValueOrDefault(id) ?? [];
        (TaskStatus? status, string? reason) = Status(said.GetValueOrDefault("status"));
        return new PlannedTask
        {
            Id = id,
            Title = said.TryGetValue("title", out string? title) ? VisibleText.OneLine(title) : id,
            Needs = said.TryGetValue("needs", out string? own) ? [.. PlanFields.Parts(own).Where(static part => !PlanFields.IsNothing(part)).Select(static part => StatePlans.TaskId(part) ?? VisibleText.OneLine(part))] : needs,
            Estimate = said.TryGetValue("estimate", out string? estimate) && PlanDuration.TryParse(estimate, out TimeSpan length) ? length : null,
            Status = status,
            Reason = reason,
            Actual = Actual(said),
        };
    }

    private static TimeSpan? Actual(Dictionary<string, string> said)
    {
        if (said.TryGetValue("actual", out string? minutes) && PlanDuration.TryParse(minutes, out TimeSpan actual))
        {
            return actual;
        }

        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return said.TryGetValue("started_at", out string? start) && said.TryGetValue("completed_at", out string? end)
            && DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, styles, out DateTimeOffset from)
            && DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, styles, out DateTimeOffset to)
            && to > from && to - from <= PlanDuration.Maximum
                ? to - from
                : null;
    }

    // What is under way is nobody's: who began it holds no lease that could end.
    private static (TaskStatus? Status, string? Reason) Status(string? text)
    {
        string word = (text ?? string.Empty).Split([':', ' ', '('], 2)[0].ToUpperInvariant();
        TaskStatus? status = word switch
        {
            "DONE" or "COMPLETE" or "COMPLETED" or "FINISHED" or "MERGED" or "CLOSED" or "SUCCESS" => TaskStatus.Done,
            "DROPPED" or "SKIPPED" or "CANCELLED" or "CANCELED" or "ABANDONED" => TaskStatus.Dropped,
            "BLOCKED" => TaskStatus.Blocked,
            _ => null,
        };
        int end = text?.IndexOfAny([':', '(']) ?? -1;
        return (status, status is TaskStatus.Blocked or TaskStatus.Dropped && end > 0 ? VisibleText.OneLine(text![(end + 1)..].TrimEnd(')')) : null);
    }

    private int Count() => int.TryParse(_plan.GetValueOrDefault("task_count"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= 10_000 ? count : 0;

    // 1.0.0 writes "3:1,2 4:- 5:3,4": task 3 needs 1 and 2, task 4 nothing.
    private IEnumerable<(string Id, IReadOnlyList<string> Needs)> Dependencies()
    {
        HashSet<string> seen = [];
        foreach (string task in (_plan.GetValueOrDefault("deps") ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = task.Split(':');
            if (sides.Length == 2 && PlanNames.OfNumber("task", sides[0]) is { } id && seen.Add(id))
            {
                yield return (id, [.. sides[1].Split(',').Select(static number => PlanNames.OfNumber("task", number.Trim())).OfType<string>()]);
            }
        }
    }
}
