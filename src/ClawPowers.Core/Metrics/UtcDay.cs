namespace ClawPowers.Core.Metrics;

/// <summary>Whole UTC days since 1970, as totals are kept by.</summary>
internal static class UtcDay
{
    public const long Milliseconds = 86_400_000;

    /// <summary>The day of a column of milliseconds in SQL, rounded down before 1970 too.</summary>
    public const string Sql = "((m.at - ((m.at % 86400000) + 86400000) % 86400000) / 86400000)";

    /// <summary>The day that a moment is in.</summary>
    public static long Of(long milliseconds) => Math.DivRem(milliseconds, Milliseconds) is (var day, var rest) && rest < 0 ? day - 1 : milliseconds / Milliseconds;

    /// <summary>The first day that begins at a moment or after it.</summary>
    public static long AtOrAfter(long milliseconds) => Of(milliseconds) is var day && day * Milliseconds == milliseconds ? day : day + 1;
}
