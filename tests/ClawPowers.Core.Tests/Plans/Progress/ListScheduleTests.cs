using ClawPowers.Core.Plans.Progress;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Plans.Progress;

public sealed class ListScheduleTests
{
    [Fact]
    public void One_worker_takes_the_tasks_one_after_the_other_by_rank()
    {
        var schedule = ListSchedule.Of([new(3, []), new(1, []), new(2, [])], [10, 20, 30], workers: 1);

        Assert.Equal([50, 0, 20], schedule.Starts);
        Assert.Equal([60, 20, 50], schedule.Ends);
        Assert.Equal(60, schedule.End);
    }

    [Fact]
    public void A_task_waits_for_all_that_it_needs_and_a_free_worker_takes_another_meanwhile()
    {
        var schedule = ListSchedule.Of([new(1, []), new(2, [0]), new(3, []), new(4, [1, 2])], [10, 10, 25, 5], workers: 2);

        Assert.Equal([0, 10, 0, 25], schedule.Starts);
        Assert.Equal(30, schedule.End);
    }

    [Fact]
    public void What_runs_goes_on_whoever_is_there_and_whatever_it_needs()
    {
        var schedule = ListSchedule.Of([new(1, []), new(2, [0], IsRunning: true), new(3, [], IsRunning: true)], [10, 5, 7], workers: 1);

        Assert.Equal([7, 0, 0], schedule.Starts);
        Assert.Equal(17, schedule.End);
    }

    [Fact]
    public void What_is_stuck_or_in_a_circle_never_begins_nor_does_what_needs_it()
    {
        var schedule = ListSchedule.Of([new(1, [], IsStuck: true), new(2, [0]), new(3, [3]), new(4, [2]), new(5, [])], [1, 1, 1, 1, 1], workers: 3);

        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, 0], schedule.Starts);
        Assert.Equal(1, schedule.End);
        Assert.Null(ListSchedule.Of([new(1, [], IsStuck: true)], [1], workers: 1).End);
        Assert.Null(ListSchedule.Of([], [], workers: 1).End);
    }

    [Fact]
    public void A_chain_of_ten_thousand_takes_the_sum_of_its_tasks()
    {
        ScheduledTask[] chain = [.. Enumerable.Range(0, 10_000).Select(static i => new ScheduledTask(10_000 - i, i == 0 ? [] : [i - 1]))];

        Assert.Equal(20_000, ListSchedule.Of(chain, [.. Enumerable.Repeat(2.0, 10_000)], workers: 8).End);
    }

    [Fact]
    public void Tasks_begin_after_their_needs_and_never_more_at_once_than_there_are_workers()
    {
        Prop.ForAll(Cases().ToArbitrary(), one =>
        {
            var schedule = ListSchedule.Of(one.Tasks, one.Durations, one.Workers);
            for (int task = 0; task < one.Tasks.Length; task++)
            {
                Assert.Equal(schedule.Starts[task] + one.Durations[task], schedule.Ends[task]);
                Assert.All(one.Tasks[task].Needs, need => Assert.True(schedule.Ends[need] <= schedule.Starts[task]));
                int beside = Enumerable.Range(0, one.Tasks.Length).Count(other => schedule.Starts[other] <= schedule.Starts[task] && schedule.Ends[other] > schedule.Starts[task]);
                Assert.InRange(beside, 0, one.Workers);
            }

            double sum = one.Durations.Sum();
            Assert.InRange(schedule.End ?? 0, sum / one.Workers - 1e-6, sum + 1e-6);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void More_workers_never_end_later_where_no_task_needs_another()
    {
        Prop.ForAll(Cases().ToArbitrary(), one =>
        {
            ScheduledTask[] independent = Array.ConvertAll(one.Tasks, static task => task with { Needs = [] });
            double last = double.PositiveInfinity;
            for (int workers = 1; workers <= 6; workers++)
            {
                double end = ListSchedule.Of(independent, one.Durations, workers).End ?? 0;
                Assert.True(end <= last, $"{workers} workers end at {end}, one fewer at {last}");
                last = end;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    // Whole seconds, so that sums are exact. Durations of at least one: of two that end at once neither is beside the other.
    private static Gen<(ScheduledTask[] Tasks, double[] Durations, int Workers)> Cases() =>
        from count in Gen.Choose(0, 25)
        from durations in Gen.Choose(1, 100).ArrayOf(count)
        from ranks in Gen.Choose(0, 10).ArrayOf(count)
        from needs in Gen.Choose(0, 99).ArrayOf(count * 2)
        from workers in Gen.Choose(1, 6)
        select (
            Enumerable.Range(0, count).Select(i => new ScheduledTask(ranks[i], [.. needs.Skip(2 * i).Take(2).Where(need => need < i)])).ToArray(),
            Array.ConvertAll(durations, static duration => (double)duration),
            workers);
}
