namespace ClawPowers.Core.Statistics;

/// <summary>Fisher's exact test of one table of two by two. <see cref="FisherTable"/> has the method and its source.</summary>
internal static class FisherExact
{
    /// <summary>Tests the table [[a, b], [c, d]]; no cell may be negative.</summary>
    public static FisherP Test(int a, int b, int c, int d)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(a);
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        ArgumentOutOfRangeException.ThrowIfNegative(d);
        var table = new FisherTable(a + b + c + d, marked: a + c, group: a + b);
        return new FisherP(table.P(a, Tail.Lower), table.P(a, Tail.Upper), table.P(a, Tail.Both));
    }
}
