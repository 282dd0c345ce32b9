using ClawPowers.Core.Plans.Progress;
using ClawPowers.Core.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Plans.Progress;

public sealed class GanttChartTests
{
    [Fact]
    public void Done_tasks_stand_at_their_times_and_the_others_where_they_are_projected()
    {
        PlanGantt gantt = Chart(
            Make.Done("T1", "A fixed voucher lowers the total", from: -40, to: -30, estimate: 10),
            Make.Done("T2", "An unknown code is refused", from: -30, to: -10, estimate: 20),
            Make.Running("T3", "The page shows it", since: -10, estimate: 20),
            Make.Task("T4", TaskState.Ready, estimate: 20),
            Make.Task("T5", TaskState.Waiting, estimate: 10, needs: ["T4"]));

        Assert.Equal(
            """
            2026-11-02 08:20 to 09:40; = worked, | now, - projected
            T1  done     ====            |                  A fixed voucher lowers the total
            T2  done         ========    |                  An unknown code is refused
            T3  running              ====|----              The page shows it
            T4  ready                    |    --------      title of T4
            T5  waiting                  |            ----  title of T5
            """.ReplaceLineEndings("\n"),
            gantt.ToString());
    }

    [Fact]
    public void A_plan_that_nobody_began_is_all_projection()
    {
        PlanGantt gantt = Chart(Make.Task("T1", TaskState.Ready, estimate: 10), Make.Task("T2", TaskState.Waiting, estimate: 10, needs: ["T1"]));

        Assert.Equal("|----------------                ", gantt.Rows[0].Bar);
        Assert.Equal("2026-11-02 09:00 to 09:20; | now, - projected", gantt.Caption);
    }

    [Fact]
    public void A_plan_that_is_done_ends_with_its_last_task()
    {
        PlanGantt gantt = Chart(Make.Done("T1", "one", from: -60, to: -30), Make.Done("T2", "two", from: -30, to: -20));

        Assert.Equal("=========================        ", gantt.Rows[0].Bar);
        Assert.Equal("                        =========", gantt.Rows[1].Bar);
        Assert.Equal("2026-11-02 08:00 to 08:40; = worked", gantt.Caption);
    }

    [Fact]
    public void A_night_between_takes_one_column()
    {
        PlanGantt gantt = Chart(Make.Done("T1", "one", from: -1_000, to: -990), Make.Done("T2", "two", from: -20, to: 0), Make.Task("T3", TaskState.Ready, estimate: 10));

        Assert.Equal("========:               |        ", gantt.Rows[0].Bar);
        Assert.Equal("        :===============|        ", gantt.Rows[1].Bar);
        Assert.Equal("        :               |--------", gantt.Rows[2].Bar);
        Assert.Equal("2026-11-01 16:20 to 2026-11-02 09:10; = worked, | now, - projected, : pause", gantt.Caption);
    }

    [Fact]
    public void Ids_of_wide_characters_and_hostile_titles_keep_the_columns_aligned()
    {
        PlanGantt gantt = Chart(
            Make.Done("任务1", "Übersicht für größere Körbe", from: -20, to: -10),
            Make.Done("e\u0301-2", "購物車 \u001b[31mred\u001b[0m\nnext", from: -10, to: 0),
            Make.Task("T3", TaskState.Ready, estimate: 10));

        Assert.All(gantt.Rows, row => Assert.Equal(5 + 2 + 5, DisplayWidth.Of(row.Label)));
        Assert.All(gantt.Rows, static row => Assert.Equal(GanttChart.Columns, row.Bar.Length));
        Assert.Equal(@"購物車 \u001b[31mred\u001b[0m next", gantt.Rows[1].Title);
        Assert.DoesNotContain(gantt.Rows, static row => row.ToString().Any(char.IsControl));
    }

    [Fact]
    public void Without_work_and_estimates_there_is_none() =>
        Assert.Null(Draw(Make.Task("T1", TaskState.Ready)));

    [Fact]
    public void Any_plan_fits_its_columns_and_shows_every_task_once()
    {
        Prop.ForAll(Make.Plans().ToArbitrary(), tasks =>
        {
            if (Draw([.. tasks]) is not { } gantt)
            {
                return;
            }

            Assert.Equal(tasks.Select(static task => task.Task.Id).Order(StringComparer.Ordinal), gantt.Rows.Select(static row => row.Id).Order(StringComparer.Ordinal));
            Assert.InRange(gantt.Caption.Length, 1, 79);
            Assert.All(gantt.Rows, row =>
            {
                Assert.Equal(GanttChart.Columns, row.Bar.Length);
                Assert.Equal(row.Bar.Contains('-', StringComparison.Ordinal), row.End > Make.Now);
                Assert.True(row.Start is null || row.Start <= row.End);
                int now = row.Bar.IndexOf('|', StringComparison.Ordinal);
                Assert.True(now < 0 || (row.Bar.LastIndexOf('=') < now && (row.Bar.IndexOf('-', StringComparison.Ordinal) is var first && (first < 0 || first > now))), row.Bar);
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Theory]
    [InlineData("plain", 5)]
    [InlineData("größer", 6)]
    [InlineData("e\u0301", 1)]
    [InlineData("任务", 4)]
    [InlineData("한글", 4)]
    [InlineData("\U0001F680", 2)]
    [InlineData("a\u200Bb", 2)]
    public void The_width_of_a_text_is_what_a_terminal_gives_it(string text, int width)
    {
        Assert.Equal(width, DisplayWidth.Of(text));
        Assert.Equal(text + new string(' ', 10 - width), DisplayWidth.Pad(text, 10));
    }

    private static PlanGantt Chart(params TaskProgress[] tasks) => Draw(tasks)!;

    private static PlanGantt? Draw(params TaskProgress[] tasks) =>
        GanttChart.Of(tasks, PlanProjection.Of(tasks, EstimateRatios.Of([], [])), Make.Now.ToUnixTimeMilliseconds(), TimeZoneInfo.Utc);
}
