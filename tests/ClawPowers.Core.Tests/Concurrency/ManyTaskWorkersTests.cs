using System.Globalization;
using ClawPowers.Core.Tests.Plans.Tasks;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Concurrency;

/// <summary>Processes that carry out one plan together, some of which are killed in the middle of a task.</summary>
[Collection(AloneCollection.Name)]
public sealed class ManyTaskWorkersTests
{
    private const int Tasks = 30;
    private const int Processes = 8;
    private const string Lease = "1500";
    private const string LongestWork = "250";

    [Fact]
    public async Task A_plan_that_eight_processes_carry_out_is_done_to_the_last_task_each_once_however_many_of_them_are_killed()
    {
        using var bench = new TaskBench(Plan());
        using var done = new CancellationTokenSource();
        Task<int> watching = Task.Run(() => Watch(bench, done.Token), TestContext.Current.CancellationToken);

        string[] said = await Task.Run(() => WorkAndKill(bench), TestContext.Current.CancellationToken);
        await done.CancelAsync();
        Assert.True(await watching > 0, "nobody looked");

        Assert.All(bench.Tasks(), static task => Assert.Equal((TaskState.Done, 0), (task.State, task.Unmet.Count)));
        string[] names = [.. Enumerable.Range(1, Tasks).Select(static number => $"T{number}").Order(StringComparer.Ordinal)];
        Assert.Equal(names, bench.Runs().Select(static run => (string)run.Measures["task"]!).Order(StringComparer.Ordinal));
        Assert.Equal($"{Tasks}", bench.Read("SELECT count(*) FROM task_attempt WHERE ending = 0"));

        // What was reported was so. The last report of one that was killed is missing at most.
        string[] reported = [.. said.Where(static line => line.StartsWith("done ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(reported.Distinct(), reported);
        Assert.Subset(bench.Read("SELECT group_concat('done ' || t.name || ' ' || a.claim, ',') FROM task t JOIN task_attempt a ON a.task_id = t.id WHERE a.ending = 0").Split(',').ToHashSet(), reported.ToHashSet());

        // Nobody had a task that somebody else had, and none before what it needs was done.
        Assert.Equal("0", bench.Read("SELECT count(*) FROM task_attempt a JOIN task_attempt b ON b.task_id = a.task_id AND b.claim > a.claim WHERE b.claimed_at < a.ended_at"));
        Assert.Equal("0", bench.Read("SELECT count(*) FROM task_need n JOIN task d ON d.id = n.need_id JOIN task_attempt a ON a.task_id = n.task_id WHERE a.claimed_at < d.ended_at"));
        Assert.NotEqual("0", bench.Read("SELECT count(*) FROM task_attempt WHERE ending = 4 OR (seen_at > claimed_at AND session LIKE 'again%')"));
        Assert.All(bench.Scratch.Maintenance.Check(), static check => Assert.True(check.Passed, check.Detail));
    }

    // Five layers of six, each of which needs some of the one before.
    private static string[] Plan() =>
    [
        .. Enumerable.Range(1, Tasks).Select(static number => number <= 6
            ? $"T{number} {number}m"
            : string.Create(CultureInfo.InvariantCulture, $"T{number} {number}m: T{number - 6}, T{number - 1 - (number % 5)}")),
    ];

    private static string[] WorkAndKill(TaskBench bench)
    {
        List<string> said = [];
        List<(Worker Worker, string Session)> working = [.. Enumerable.Range(1, Processes).Select(number => Start(bench, $"again{number}"))];
        for (int kills = 0; kills < Processes; kills++)
        {
            int chosen = Random.Shared.Next(working.Count);
            (Worker worker, string session) = working[chosen];
            for (string? line = string.Empty; line is not null && !line.StartsWith("started", StringComparison.Ordinal);)
            {
                line = worker.ReadLine();
                said.Add(line ?? string.Empty);
            }

            Thread.Sleep(Random.Shared.Next(int.Parse(LongestWork, CultureInfo.InvariantCulture)));
            said.AddRange(worker.Kill());
            worker.Dispose();

            // Either its session goes on in another process, or somebody else comes.
            working[chosen] = Start(bench, kills % 2 == 0 ? session : $"next{kills}");
        }

        foreach ((Worker worker, _) in working)
        {
            said.AddRange(worker.ReadToEnd());
            worker.Dispose();
        }

        return [.. said];
    }

    private static (Worker Worker, string Session) Start(TaskBench bench, string session) =>
        (Worker.Start(bench.Scratch.Location, "tasks", session, "cart", Lease, LongestWork).Go(), session);

    // Every look is one moment of the store, in which all must fit together.
    private static int Watch(TaskBench bench, CancellationToken done)
    {
        int looks = 0;
        Dictionary<string, ClawTask> before = [];
        for (; !done.IsCancellationRequested; looks++)
        {
            IReadOnlyList<ClawTask> tasks = bench.Tasks();
            HashSet<string> finished = [.. tasks.Where(static task => task.State == TaskState.Done).Select(static task => task.Id)];
            Assert.Equal(Tasks, tasks.Count);
            foreach (ClawTask task in tasks)
            {
                Assert.Equal(task.Needs.Where(need => !finished.Contains(need)), task.Unmet);
                Assert.True(task.Unmet.Count == 0 || task.State == TaskState.Waiting, $"{task.Id} is {task.State} and waits for {string.Join(' ', task.Unmet)}");
                Assert.True(task.Unmet.Count > 0 || task.State != TaskState.Waiting, $"{task.Id} waits for nothing");
                Assert.Equal(task.Claim, task.Attempts);
                if (before.TryGetValue(task.Id, out ClawTask? earlier))
                {
                    Assert.True(task.Claim >= earlier.Claim && (earlier.State != TaskState.Done || task.State == TaskState.Done), $"{task.Id} was {earlier.State} and is {task.State}");
                }

                before[task.Id] = task;
            }

            Thread.Sleep(5);
        }

        return looks;
    }
}
