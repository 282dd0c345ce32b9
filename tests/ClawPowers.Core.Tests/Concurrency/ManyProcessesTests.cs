using System.Globalization;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Concurrency;

[Collection(AloneCollection.Name)]
public sealed class ManyProcessesTests
{
    [Fact]
    public void Ten_processes_that_step_one_counter_50_times_each_lose_no_step()
    {
        using var scratch = new Scratch();

        string[][] reports = RunTogether(scratch, count: 10, _ => ["step", "n", "50"]);

        Assert.Equal(500L, scratch.Get("n", scope: ClawScope.Global).Value);
        Assert.Equal(500, scratch.Get("n", scope: ClawScope.Global).Version);
        Assert.Equal(Enumerable.Range(1, 500), reports.SelectMany(lines => lines).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Order());
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void Twenty_processes_that_make_the_store_at_once_make_one_store_and_lose_no_entry()
    {
        using var scratch = new Scratch();

        string[][] reports = RunTogether(scratch, count: 20, number => ["set", $"from:{number:00}", "value"]);

        Assert.All(reports, lines => Assert.Equal(["1"], lines));
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"from:{number:00}"), scratch.Keys());
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void What_a_process_reported_as_done_is_there_after_it_was_killed_and_nothing_is_half_done()
    {
        using var scratch = new Scratch();
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 8; round++)
        {
            using Worker worker = Worker.Start(scratch.Location, "write").Go();
            Assert.Equal("1", worker.ReadLine());
            Thread.Sleep(random.Next(1, 150));
            string[] said = worker.Kill();
            int done = said.Length == 0 ? 1 : int.Parse(said[^1], CultureInfo.InvariantCulture);

            // One more round may have been committed and not been reported any more.
            int[] kept = [.. scratch.List("round:*").Select(entry => int.Parse(((string)entry.Value!).Split(' ')[0], CultureInfo.InvariantCulture))];
            Assert.Equal(20, kept.Length);
            Assert.True(kept.Distinct().Count() == 1 && kept[0] >= done && kept[0] <= done + 1, $"seed {seed}: reported {done}, kept {string.Join(' ', kept)}");
            string log = (string)scratch.Get("log").Value!;
            Assert.InRange(int.Parse(log[(log.LastIndexOf('\n') + 1)..], CultureInfo.InvariantCulture), done, done + 1);
            Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, $"seed {seed}: {check.Detail}"));
        }
    }

    private static string[][] RunTogether(Scratch scratch, int count, Func<int, string[]> what)
    {
        using var barrier = new Barrier(count);
        string[][] reports = new string[count][];
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() =>
        {
            using Worker worker = Worker.Start(scratch.Location, what(number));
            reports[number] = worker.GoTogether(barrier).ReadToEnd();
        }))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        return reports;
    }
}
