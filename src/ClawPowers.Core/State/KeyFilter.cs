namespace ClawPowers.Core.State;

/// <summary>A key pattern as a condition on <c>e.key</c>: a range that the index answers, and the glob where a range is not enough.</summary>
internal static class KeyFilter
{
    public static string Sql(KeyPattern keys) => keys switch
    {
        { IsGlob: false } => "e.key = $start",
        { End: null, Start.Length: 0 } when IsRangeOnly(keys) => "TRUE",
        { End: null } => "e.key >= $start AND e.key GLOB $glob",
        _ when IsRangeOnly(keys) => "e.key >= $start AND e.key < $end",
        _ => "e.key >= $start AND e.key < $end AND e.key GLOB $glob",
    };

    public static (string Name, object? Value)[] Parameters(KeyPattern keys) =>
        [("$start", keys.Start), ("$end", keys.End), ("$glob", keys.Text)];

    private static bool IsRangeOnly(KeyPattern keys) => keys.Text.Length == keys.Start.Length + 1 && keys.Text[^1] == '*';
}
