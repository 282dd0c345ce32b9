namespace ClawPowers.Core.Plans.Progress;

/// <summary>A task that is still to be done, as a schedule sees it.</summary>
/// <param name="Rank">Which of several ready ones comes first: the smallest.</param>
/// <param name="Needs">The tasks of the schedule that it waits for, by their places.</param>
/// <param name="IsRunning">Whether somebody is at it now, whatever it needs.</param>
/// <param name="IsStuck">Whether it can't begin for a reason that no schedule takes away.</param>
internal sealed record ScheduledTask(long Rank, IReadOnlyList<int> Needs, bool IsRunning = false, bool IsStuck = false);

/// <summary>
/// When tasks begin and end if each worker that is free takes the first ready one, as agents do that ask for the next. Source: R. L. Graham,
/// "Bounds on multiprocessing timing anomalies", SIAM J. Appl. Math. 17 (1969), 416–429, after which, with dependencies, shorter tasks or
/// more workers may end later.
/// </summary>
internal sealed class ListSchedule
{
    private ListSchedule(double[] starts, double[] ends)
    {
        Starts = starts;
        Ends = ends;
    }

    /// <summary>When each task begins, in seconds from now; NaN for one that can't.</summary>
    public IReadOnlyList<double> Starts { get; }

    /// <summary>When each task ends, in seconds from now; NaN for one that can't begin.</summary>
    public IReadOnlyList<double> Ends { get; }

    /// <summary>When the last of those ends that can be done; null if none can.</summary>
    public double? End
    {
        get
        {
            double end = double.NaN;
            foreach (double one in Ends)
            {
                end = double.IsNaN(one) || end > one ? end : one;
            }

            return double.IsNaN(end) ? null : end;
        }
    }

    /// <summary>Works the tasks off.</summary>
    /// <param name="tasks">What is to be done.</param>
    /// <param name="durations">How long each takes from now or from its beginning, in seconds; not negative.</param>
    /// <param name="workers">How many can be worked on at once; those that run now are, in any case.</param>
    public static ListSchedule Of(IReadOnlyList<ScheduledTask> tasks, IReadOnlyList<double> durations, int workers)
    {
        double[] starts = NotANumber(tasks.Count);
        double[] ends = NotANumber(tasks.Count);
        List<int>[] dependants = [.. Enumerable.Range(0, tasks.Count).Select(static _ => new List<int>())];
        int[] waiting = new int[tasks.Count];
        PriorityQueue<int, (long Rank, int Place)> ready = new();
        PriorityQueue<int, (double End, int Place)> running = new();
        for (int task = 0; task < tasks.Count; task++)
        {
            foreach (int need in tasks[task].Needs)
            {
                dependants[need].Add(task);
                waiting[task]++;
            }
        }

        for (int task = 0; task < tasks.Count; task++)
        {
            if (tasks[task].IsRunning)
            {
                Begin(task, 0);
            }
            else if (waiting[task] == 0)
            {
                Ready(task);
            }
        }

        double now = 0;
        while (true)
        {
            while (running.Count < Math.Max(1, workers) && ready.TryDequeue(out int next, out _))
            {
                Begin(next, now);
            }

            if (!running.TryDequeue(out int ended, out (double End, int Place) at))
            {
                return new ListSchedule(starts, ends);
            }

            now = at.End;
            foreach (int dependant in dependants[ended])
            {
                if (--waiting[dependant] == 0 && double.IsNaN(starts[dependant]))
                {
                    Ready(dependant);
                }
            }
        }

        void Begin(int task, double when)
        {
            starts[task] = when;
            ends[task] = when + durations[task];
            running.Enqueue(task, (ends[task], task));
        }

        void Ready(int task)
        {
            if (!tasks[task].IsStuck)
            {
                ready.Enqueue(task, (tasks[task].Rank, task));
            }
        }
    }

    private static double[] NotANumber(int count)
    {
        double[] values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
