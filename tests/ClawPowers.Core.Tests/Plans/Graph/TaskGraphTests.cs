using ClawPowers.Core.Plans.Graph;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Plans.Graph;

public sealed class TaskGraphTests
{
    [Fact]
    public void A_graph_gives_order_waves_the_critical_path_and_tails()
    {
        TaskGraph graph = Graph(("T1", "", 5), ("T2", "T1", 4), ("T3", "", 20), ("T4", "T2, T3", 1));

        Assert.Equal(["T1", "T2", "T3", "T4"], graph.Order);
        Assert.Equal(["T1 T3", "T2", "T4"], graph.Waves.Select(wave => string.Join(' ', wave)));
        Assert.Equal(["T3", "T4"], graph.CriticalPath);
        Assert.Equal((21.0, 10.0, 21.0, 1.0), (graph.CriticalSeconds, graph.Tail("T1"), graph.Tail("T3"), graph.Tail("T4")));
        Assert.Empty(graph.Cycles);
    }

    [Fact]
    public void A_circle_is_named_in_order_and_what_is_behind_it_is_in_no_order()
    {
        TaskGraph graph = Graph(("T1", "T3", 1), ("T2", "T1", 1), ("T3", "T2", 1), ("T4", "T3", 1), ("T5", "", 1), ("T6", "T6", 1));

        Assert.Equal(["T1 T3 T2", "T6"], graph.Cycles.Select(cycle => string.Join(' ', cycle)));
        Assert.Equal(["T5"], graph.Order);
        Assert.Equal(["T1", "T2", "T3", "T4"], graph.Behind(["T1"]));
        Assert.False(graph.IsFree("T4"));
    }

    [Fact]
    public void Names_are_told_apart_without_regard_to_case_and_unknown_ones_are_left_out()
    {
        TaskGraph graph = Graph(("T1", "", 1), ("t2", "t1, T1, nobody", 1));

        Assert.Equal(["T1", "t2"], graph.CriticalPath);
        Assert.Equal(2, graph.Tail("T1"));
    }

    [Fact]
    public void An_empty_graph_has_nothing_in_it()
    {
        TaskGraph graph = Graph();

        Assert.Empty(graph.Order);
        Assert.Empty(graph.Waves);
        Assert.Empty(graph.CriticalPath);
        Assert.Equal(0, graph.CriticalSeconds);
    }

    [Fact]
    public void Where_nothing_is_estimated_the_critical_path_is_the_one_of_most_tasks() =>
        Assert.Equal(["T2", "T3"], Graph(("T1", "", 0), ("T2", "", 0), ("T3", "T2", 0)).CriticalPath);

    [Fact]
    public void One_worker_gets_the_task_of_the_lowest_rank_of_those_that_are_ready() =>
        Assert.Equal(["T3", "T1", "T4", "T2"], Graph(("T1", "", 1), ("T2", "T1", 1), ("T3", "", 1), ("T4", "T3, T1", 1)).OrderBy([2, 3, 0, 1]));

    [Fact]
    public void Ten_thousand_tasks_in_a_chain_need_no_recursion_with_a_circle_neither()
    {
        const int n = 10_000;
        GraphTask[] chain = [.. Enumerable.Range(0, n).Select(i => new GraphTask($"T{i}", i == 0 ? [] : [$"T{i - 1}"], 1))];
        Assert.Equal(n, new TaskGraph(chain).CriticalSeconds);

        chain[0] = chain[0] with { Needs = [$"T{n - 1}"] };
        Assert.Equal(n, Assert.Single(new TaskGraph(chain).Cycles).Count);
    }

    [Fact]
    public void Any_graph_is_ordered_as_a_plain_reference_does() => ForAnyGraph((tasks, graph) =>
    {
        string[] free = PlainGraph.Free(tasks);
        Assert.Equal(free.Order(StringComparer.Ordinal), graph.Order.Order(StringComparer.Ordinal));
        Dictionary<string, int> place = graph.Order.Select((id, at) => (id, at)).ToDictionary(item => item.id, item => item.at);
        Assert.All(tasks.Where(task => free.Contains(task.Id)), task => Assert.All(task.Needs, need => Assert.True(place[need] < place[task.Id])));

        // Of those that could come next it is always the first of the file.
        Assert.Equal(PlainGraph.Order(tasks), graph.Order);
    });

    [Fact]
    public void Any_circle_that_is_named_is_one_and_each_knot_has_one() => ForAnyGraph((tasks, graph) =>
    {
        foreach (IReadOnlyList<string> cycle in graph.Cycles)
        {
            Assert.Equal(cycle.Count, cycle.Distinct().Count());
            Assert.All(cycle.Select((id, at) => (id, next: cycle[(at + 1) % cycle.Count])), step => Assert.Contains(step.next, Task(tasks, step.id).Needs));
        }

        string[][] knots = PlainGraph.Knots(tasks);
        Assert.Equal(knots.Select(knot => knot[0]), graph.Cycles.Select(cycle => cycle[0]));
        Assert.All(knots.Zip(graph.Cycles), pair => Assert.Equal(PlainGraph.ShortestCircle(tasks, pair.First[0]), pair.Second.Count));
    });

    [Fact]
    public void The_critical_path_of_any_graph_is_as_long_as_the_longest_that_a_plain_reference_finds() => ForAnyGraph((tasks, graph) =>
    {
        Assert.Equal(PlainGraph.Free(tasks).Select(id => PlainGraph.Longest(tasks, id)).DefaultIfEmpty(0).Max(), graph.CriticalSeconds);
        Assert.Equal(graph.CriticalSeconds, graph.CriticalPath.Sum(id => Task(tasks, id).Seconds));
        Assert.All(graph.CriticalPath.Zip(graph.CriticalPath.Skip(1)), step => Assert.Contains(step.First, Task(tasks, step.Second).Needs));
        Assert.All(PlainGraph.Free(tasks), id => Assert.Equal(PlainGraph.TailOf(tasks, id), graph.Tail(id)));
    });

    [Fact]
    public void The_waves_of_any_graph_hold_each_task_as_early_as_can_be() => ForAnyGraph((tasks, graph) =>
    {
        Assert.Equal(PlainGraph.Free(tasks).Order(StringComparer.Ordinal), graph.Waves.SelectMany(wave => wave).Order(StringComparer.Ordinal));
        for (int wave = 0; wave < graph.Waves.Count; wave++)
        {
            Assert.All(graph.Waves[wave], id => Assert.Equal(wave, PlainGraph.Wave(tasks, id)));
        }
    });

    [Fact]
    public void What_is_behind_tasks_is_what_can_be_reached_from_them() => ForAnyGraph((tasks, graph) =>
    {
        if (tasks.Count > 0)
        {
            string start = tasks[tasks.Count / 2].Id;
            Assert.Equal(tasks.Select(task => task.Id).Where(id => id == start || PlainGraph.Reaches(tasks, id, start)), graph.Behind([start]));
        }
    });

    private static GraphTask Task(IReadOnlyList<GraphTask> tasks, string id) => tasks.Single(task => task.Id == id);

    private static TaskGraph Graph(params (string Id, string Needs, double Seconds)[] tasks) =>
        new([.. tasks.Select(task => new GraphTask(task.Id, task.Needs.Split(", ", StringSplitOptions.RemoveEmptyEntries), task.Seconds))]);

    // Whole seconds, so that sums are the same in any order. Needs lead anywhere, to the task itself and several times too; more often back than forth.
    private static void ForAnyGraph(Action<IReadOnlyList<GraphTask>, TaskGraph> check)
    {
        Gen<GraphTask[]> graphs =
            from count in Gen.Choose(0, 9)
            from forward in Gen.Choose(0, 3)
            from needs in Gen.ListOf(from a in Gen.Choose(0, 8) from b in Gen.Choose(0, 8) from way in Gen.Choose(0, 9) select way < forward || a > b ? (From: a, To: b) : (From: b, To: a))
            from seconds in Gen.ArrayOf(Gen.Choose(0, 9), 9)
            select Enumerable.Range(0, count).Select(i => new GraphTask(
                $"T{i}",
                [.. needs.Take(14).Where(need => need.From == i && need.To < count && (need.From != need.To || forward > 0)).Select(need => $"T{need.To}")],
                seconds[i])).ToArray();
        Prop.ForAll(graphs.ToArbitrary(), tasks =>
        {
            check(tasks, new TaskGraph(tasks));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
