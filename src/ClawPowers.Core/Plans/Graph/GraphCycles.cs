namespace ClawPowers.Core.Plans.Graph;

/// <summary>Finds circles in a graph of which all that lies before any circle is known already.</summary>
internal static class GraphCycles
{
    /// <summary>One circle of each knot, in the order of their first tasks.</summary>
    /// <param name="edges">What each node leads to.</param>
    /// <param name="isFree">The nodes that are in no circle for sure.</param>
    /// <param name="name">Gives nodes their names.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Of(int[][] edges, bool[] isFree, Func<int[], IReadOnlyList<string>> name)
    {
        if (Array.TrueForAll(isFree, static free => free))
        {
            return [];
        }

        int[] knot = Knots(edges, isFree);
        var seen = new HashSet<int>();
        List<IReadOnlyList<string>> cycles = [];
        var cameFrom = new int[edges.Length];
        Array.Fill(cameFrom, -1);
        for (int node = 0; node < edges.Length; node++)
        {
            if (!isFree[node] && seen.Add(knot[node]) && Shortest(edges, knot, cameFrom, node) is { } cycle)
            {
                cycles.Add(name(cycle));
            }
        }

        return cycles;
    }

    // Breadth first from the node, through its knot, until it is met again. Each knot is walked once, so all of them cost what the graph does.
    private static int[]? Shortest(int[][] edges, int[] knot, int[] cameFrom, int start)
    {
        Queue<int> next = new([start]);
        while (next.TryDequeue(out int node))
        {
            foreach (int target in edges[node])
            {
                if (target == start)
                {
                    List<int> cycle = [];
                    for (int step = node; step != start; step = cameFrom[step])
                    {
                        cycle.Add(step);
                    }

                    cycle.Add(start);
                    cycle.Reverse();
                    return [.. cycle];
                }

                if (knot[target] == knot[start] && cameFrom[target] < 0)
                {
                    cameFrom[target] = node;
                    next.Enqueue(target);
                }
            }
        }

        return null;
    }

    // Strongly connected components by Tarjan 1972, with a stack of our own in place of recursion. Gives each node its component's number.
    private static int[] Knots(int[][] edges, bool[] isFree)
    {
        var knot = new int[edges.Length];
        var number = new int[edges.Length];
        var low = new int[edges.Length];
        var nextEdge = new int[edges.Length];
        Stack<int> path = new();
        Stack<int> open = new();
        int numbers = 0;
        int knots = 0;
        for (int root = 0; root < edges.Length; root++)
        {
            if (isFree[root] || number[root] != 0)
            {
                continue;
            }

            path.Push(root);
            while (path.TryPeek(out int node))
            {
                if (number[node] == 0)
                {
                    number[node] = low[node] = ++numbers;
                    open.Push(node);
                }

                if (nextEdge[node] < edges[node].Length)
                {
                    int target = edges[node][nextEdge[node]++];
                    if (!isFree[target] && number[target] == 0)
                    {
                        path.Push(target);
                    }
                    else if (!isFree[target] && knot[target] == 0)
                    {
                        low[node] = Math.Min(low[node], number[target]);
                    }

                    continue;
                }

                path.Pop();
                if (low[node] == number[node])
                {
                    knots++;
                    int member;
                    do
                    {
                        member = open.Pop();
                        knot[member] = knots;
                    }
                    while (member != node);
                }

                if (path.TryPeek(out int parent))
                {
                    low[parent] = Math.Min(low[parent], low[node]);
                }
            }
        }

        return knot;
    }
}
