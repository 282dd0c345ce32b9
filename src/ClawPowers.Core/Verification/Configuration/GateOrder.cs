namespace ClawPowers.Core.Verification.Configuration;

/// <summary>What gates need of each other.</summary>
internal static class GateOrder
{
    /// <summary>A circle of gates, each of which needs the next; null if there is none. Needs that are no gates do not count.</summary>
    public static IReadOnlyList<string>? Cycle(IReadOnlyList<GateSpec> gates)
    {
        Dictionary<string, GateSpec> left = gates.ToDictionary(static gate => gate.Name, StringComparer.Ordinal);
        while (left.Values.FirstOrDefault(gate => !gate.Needs.Any(left.ContainsKey)) is { } free)
        {
            left.Remove(free.Name);
        }

        if (left.Count == 0)
        {
            return null;
        }

        // Everyone that is left needs someone that is left: going on leads into a circle.
        List<string> way = [];
        string at = gates.First(gate => left.ContainsKey(gate.Name)).Name;
        for (; !way.Contains(at); at = left[at].Needs.First(left.ContainsKey))
        {
            way.Add(at);
        }

        return way[way.IndexOf(at)..];
    }

    /// <summary>Some gates and all that they need, in the order of the configuration.</summary>
    public static IReadOnlyList<GateSpec> WithNeeds(IReadOnlyList<GateSpec> gates, IEnumerable<GateSpec> chosen)
    {
        Dictionary<string, GateSpec> all = gates.ToDictionary(static gate => gate.Name, StringComparer.Ordinal);
        HashSet<string> wanted = new(StringComparer.Ordinal);
        Stack<GateSpec> open = new(chosen);
        while (open.TryPop(out GateSpec? gate))
        {
            if (wanted.Add(gate.Name))
            {
                gate.Needs.ToList().ForEach(need => open.Push(all[need]));
            }
        }

        return [.. gates.Where(gate => wanted.Contains(gate.Name))];
    }
}
