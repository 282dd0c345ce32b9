namespace ClawPowers.Core.Plans.Graph;

/// <summary>One task as the graph sees it.</summary>
/// <param name="Id">Its name; told apart without regard to case, and the first of a name counts.</param>
/// <param name="Needs">The names of the tasks that must be done before it; those that are not in the graph are left out.</param>
/// <param name="Seconds">How long it takes, from 0.</param>
public sealed record GraphTask(string Id, IReadOnlyList<string> Needs, double Seconds);

/// <summary>
/// Tasks and what they need, as a graph. All of it takes time in proportion to tasks and needs (order: times the logarithm of
/// the tasks), and no recursion, so that ten thousand tasks in a chain are no matter.
/// </summary>
public sealed class TaskGraph
{
    private readonly GraphTask[] _tasks;
    private readonly Dictionary<string, int> _index;
    private readonly int[][] _needs;
    private readonly int[][] _dependants;
    private readonly int[] _order;
    private readonly double[] _tail;
    private readonly bool[] _isFree;

    /// <summary>Builds the graph.</summary>
    /// <param name="tasks">The tasks, in the order of the file.</param>
    public TaskGraph(IReadOnlyList<GraphTask> tasks)
    {
        _index = new Dictionary<string, int>(tasks.Count, StringComparer.OrdinalIgnoreCase);
        List<GraphTask> kept = new(tasks.Count);
        foreach (GraphTask task in tasks)
        {
            if (_index.TryAdd(task.Id, kept.Count))
            {
                kept.Add(task);
            }
        }

        _tasks = [.. kept];
        _needs = new int[_tasks.Length][];
        for (int i = 0; i < _tasks.Length; i++)
        {
            HashSet<int> known = [];
            foreach (string need in _tasks[i].Needs)
            {
                if (_index.TryGetValue(need, out int found))
                {
                    known.Add(found);
                }
            }

            _needs[i] = [.. known];
        }

        _dependants = Reverse(_needs);
        _order = Sort(rank: null);
        _isFree = new bool[_tasks.Length];
        foreach (int task in _order)
        {
            _isFree[task] = true;
        }

        _tail = Tails();
        Cycles = GraphCycles.Of(_needs, _isFree, Names);
        (Waves, CriticalPath, CriticalSeconds) = Paths();
    }

    /// <summary>The tasks in an order in which each comes after all that it needs, the earlier in the file the earlier. Without those of a cycle or behind one.</summary>
    public IReadOnlyList<string> Order => Names(_order);

    /// <summary>
    /// Circles of tasks: each needs the next, and the last the first. Of each knot of tasks that all need each other the shortest circle
    /// through its first task, beginning with that task.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Cycles { get; }

    /// <summary>The chain of tasks that takes longest; of several the one with most tasks, then the earliest in the file.</summary>
    public IReadOnlyList<string> CriticalPath { get; }

    /// <summary>How long that chain takes.</summary>
    public double CriticalSeconds { get; }

    /// <summary>The tasks that can be done at once: each in the first wave in which all that it needs is done, in the order of the file.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Waves { get; }

    /// <summary>How long it takes from the beginning of a task to the end of the longest chain that it is in; for a task of a cycle or behind one its own time.</summary>
    /// <param name="id">The task.</param>
    public double Tail(string id) => _tail[_index[id]];

    /// <summary>Whether a task is in no cycle and behind none.</summary>
    /// <param name="id">The task.</param>
    public bool IsFree(string id) => _isFree[_index[id]];

    /// <summary>The tasks in the order in which one worker is given them: of those that are ready always the one of the lowest rank.</summary>
    /// <param name="rank">The rank of each task, in the order in which they were given.</param>
    public IReadOnlyList<string> OrderBy(IReadOnlyList<int> rank) => Names(Sort(rank));

    /// <summary>The tasks, those given included, that need one of them, directly or through others. In the order of the file.</summary>
    /// <param name="ids">The tasks to begin with.</param>
    public IReadOnlyList<string> Behind(IEnumerable<string> ids)
    {
        var seen = new bool[_tasks.Length];
        Stack<int> next = new();
        foreach (string id in ids)
        {
            Visit(_index[id]);
        }

        while (next.TryPop(out int task))
        {
            Array.ForEach(_dependants[task], Visit);
        }

        return Names([.. Enumerable.Range(0, _tasks.Length).Where(task => seen[task])]);

        void Visit(int task)
        {
            if (!seen[task])
            {
                seen[task] = true;
                next.Push(task);
            }
        }
    }

    private static int[][] Reverse(int[][] edges)
    {
        var counts = new int[edges.Length];
        foreach (int[] targets in edges)
        {
            foreach (int target in targets)
            {
                counts[target]++;
            }
        }

        int[][] reversed = Array.ConvertAll(counts, static count => new int[count]);
        for (int source = 0; source < edges.Length; source++)
        {
            foreach (int target in edges[source])
            {
                reversed[target][^counts[target]--] = source;
            }
        }

        return reversed;
    }

    private IReadOnlyList<string> Names(int[] tasks) => Array.ConvertAll(tasks, task => _tasks[task].Id);

    // Kahn 1962; of what can be taken always the first.
    private int[] Sort(IReadOnlyList<int>? rank)
    {
        int[] open = Array.ConvertAll(_needs, static needs => needs.Length);
        PriorityQueue<int, int> ready = new();
        for (int task = 0; task < open.Length; task++)
        {
            if (open[task] == 0)
            {
                ready.Enqueue(task, rank?[task] ?? task);
            }
        }

        List<int> order = new(open.Length);
        while (ready.TryDequeue(out int task, out _))
        {
            order.Add(task);
            foreach (int dependant in _dependants[task])
            {
                if (--open[dependant] == 0)
                {
                    ready.Enqueue(dependant, rank?[dependant] ?? dependant);
                }
            }
        }

        return [.. order];
    }

    private double[] Tails()
    {
        double[] tail = Array.ConvertAll(_tasks, static task => task.Seconds);
        foreach (int task in _order.AsEnumerable().Reverse())
        {
            double longest = 0;
            foreach (int dependant in _dependants[task])
            {
                longest = _isFree[dependant] ? Math.Max(longest, tail[dependant]) : longest;
            }

            tail[task] += longest;
        }

        return tail;
    }

    private (IReadOnlyList<IReadOnlyList<string>> Waves, IReadOnlyList<string> CriticalPath, double Seconds) Paths()
    {
        var wave = new int[_tasks.Length];
        var longest = new (double Seconds, int Count)[_tasks.Length];
        var before = new int[_tasks.Length];
        int end = -1;
        int waves = 0;
        foreach (int task in _order)
        {
            before[task] = -1;
            foreach (int need in _needs[task])
            {
                wave[task] = Math.Max(wave[task], wave[need] + 1);
                if (before[task] < 0 || IsBetter(need, before[task]))
                {
                    before[task] = need;
                }
            }

            (double seconds, int count) = before[task] < 0 ? default : longest[before[task]];
            longest[task] = (seconds + _tasks[task].Seconds, count + 1);
            waves = Math.Max(waves, wave[task] + 1);
            end = end < 0 || IsBetter(task, end) ? task : end;
        }

        var members = new List<int>[waves];
        for (int task = 0; task < _tasks.Length; task++)
        {
            if (_isFree[task])
            {
                (members[wave[task]] ??= []).Add(task);
            }
        }

        List<int> path = [];
        for (int task = end; task >= 0; task = before[task])
        {
            path.Add(task);
        }

        path.Reverse();
        return (Array.ConvertAll(members, tasks => Names([.. tasks])), Names([.. path]), end < 0 ? 0 : longest[end].Seconds);

        bool IsBetter(int task, int than)
        {
            int order = longest[task].CompareTo(longest[than]);
            return order > 0 || (order == 0 && task < than);
        }
    }
}
