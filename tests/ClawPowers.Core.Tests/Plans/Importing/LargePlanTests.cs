using System.Globalization;
using System.Text;

namespace ClawPowers.Core.Tests.Plans.Importing;

/// <summary>Ten thousand tasks: what took time with the square of them would be noticed here by whoever waits.</summary>
public sealed class LargePlanTests
{
    private const int Count = 10_000;

    [Fact]
    public void A_chain_of_ten_thousand_tasks_is_imported_and_checked()
    {
        using var bench = new PlanBench();

        Assert.Equal(Count, bench.Import(Plan(static i => i == 0 ? "-" : $"T{i - 1}")).Tasks);

        PlanCheck check = Assert.Single(bench.Store.Check("large"));
        Assert.Equal((Count, 1, TimeSpan.FromMinutes(Count)), (check.CriticalPath.Count, check.AtOnce, check.CriticalTime));
        Assert.Equal(1, bench.Tasks().Count(task => task.State == TaskState.Ready));
    }

    [Fact]
    public void Ten_thousand_tasks_side_by_side_with_one_that_needs_all_are_imported_and_checked()
    {
        using var bench = new PlanBench();

        bench.Import(Plan(static i => i == Count - 1 ? "all" : "-"));

        PlanCheck check = Assert.Single(bench.Store.Check("large"));
        Assert.Equal((2, Count - 1), (check.Waves.Count, check.AtOnce));
        Assert.Equal(Count - 1, bench.Tasks()[^1].Unmet.Count);
    }

    [Fact]
    public void Ten_thousand_tasks_that_need_thirty_each_are_imported_again_and_checked()
    {
        using var bench = new PlanBench();
        string text = Plan(static i => string.Join(", ", Enumerable.Range(1, Math.Min(i, 30)).Select(back => $"T{i - back}")));
        bench.Import(text);

        Assert.Empty(bench.Import(text).Changed);

        Assert.Equal((Count, 1), Assert.Single(bench.Store.Check("large")) is var check ? (check.Waves.Count, check.AtOnce) : default);
    }

    [Fact]
    public void A_circle_of_ten_thousand_tasks_is_said_in_one_sentence()
    {
        using var bench = new PlanBench();

        PlanImport import = bench.Import(Plan(static i => $"T{(i + 1) % Count}"));

        PlanProblem circle = Assert.Single(import.Problems, problem => problem.Kind == PlanProblemKind.Cycle);
        Assert.Equal(Count, circle.Tasks.Count);
        Assert.EndsWith("and so on, 10000 tasks in all.", circle.Message, StringComparison.Ordinal);
    }

    private static string Plan(Func<int, string> needs)
    {
        var text = new StringBuilder("# Plan: large\nGoal: g\nDone when: d\n\n## Tasks\n");
        for (int i = 0; i < Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"### T{i} Task number {i}\n- needs: {needs(i)}\n- in: what is made from T{Math.Max(i - 1, 0)}\n- out: thing {i}\n- done: it prints {i}\n- estimate: 1\n");
        }

        return text.ToString();
    }
}
