using ClawPowers.Core.Plans.Graph;

namespace ClawPowers.Core.Tests.Plans.Graph;

/// <summary>What a graph should give, found by following every path. For a handful of tasks only.</summary>
internal static class PlainGraph
{
    public static bool Reaches(IReadOnlyList<GraphTask> tasks, string from, string to)
    {
        HashSet<string> reached = [];
        for (int step = 0; step <= tasks.Count; step++)
        {
            reached.UnionWith([.. reached.Append(from).SelectMany(id => Needs(tasks, id))]);
        }

        return reached.Contains(to);
    }

    /// <summary>The tasks that are in no circle and need none that is.</summary>
    public static string[] Free(IReadOnlyList<GraphTask> tasks) =>
        [.. tasks.Select(task => task.Id).Where(id => !InCircle(tasks, id) && !tasks.Any(other => InCircle(tasks, other.Id) && Reaches(tasks, id, other.Id)))];

    public static string[] Order(IReadOnlyList<GraphTask> tasks)
    {
        List<string> order = [];
        while (tasks.FirstOrDefault(task => !order.Contains(task.Id) && Needs(tasks, task.Id).All(order.Contains)) is { } next)
        {
            order.Add(next.Id);
        }

        return [.. order];
    }

    /// <summary>The tasks that all need each other, a task that needs itself among them, in the order of their first ones.</summary>
    public static string[][] Knots(IReadOnlyList<GraphTask> tasks)
    {
        List<string[]> knots = [];
        foreach (string id in tasks.Select(task => task.Id).Where(id => InCircle(tasks, id)))
        {
            if (!knots.Any(knot => knot.Contains(id)))
            {
                knots.Add([.. tasks.Select(task => task.Id).Where(other => other == id || (Reaches(tasks, id, other) && Reaches(tasks, other, id)))]);
            }
        }

        return [.. knots];
    }

    public static int ShortestCircle(IReadOnlyList<GraphTask> tasks, string id)
    {
        HashSet<string> reached = [id];
        for (int length = 1; length <= tasks.Count; length++)
        {
            reached = [.. reached.SelectMany(step => Needs(tasks, step))];
            if (reached.Contains(id))
            {
                return length;
            }
        }

        return 0;
    }

    public static double Longest(IReadOnlyList<GraphTask> tasks, string id) =>
        tasks.Single(task => task.Id == id).Seconds + Needs(tasks, id).Select(need => Longest(tasks, need)).DefaultIfEmpty(0).Max();

    public static double TailOf(IReadOnlyList<GraphTask> tasks, string id)
    {
        string[] free = Free(tasks);
        return tasks.Single(task => task.Id == id).Seconds
            + tasks.Where(task => free.Contains(task.Id) && task.Needs.Contains(id)).Select(task => TailOf(tasks, task.Id)).DefaultIfEmpty(0).Max();
    }

    public static int Wave(IReadOnlyList<GraphTask> tasks, string id) => Needs(tasks, id).Select(need => Wave(tasks, need) + 1).DefaultIfEmpty(0).Max();

    private static bool InCircle(IReadOnlyList<GraphTask> tasks, string id) => Reaches(tasks, id, id);

    private static IEnumerable<string> Needs(IReadOnlyList<GraphTask> tasks, string id) => tasks.Single(task => task.Id == id).Needs.Distinct();
}
