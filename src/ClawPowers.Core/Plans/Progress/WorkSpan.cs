using System.Runtime.InteropServices;

namespace ClawPowers.Core.Plans.Progress;

/// <summary>A stretch of time in which somebody worked on a task, in UTC milliseconds.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">Its end; not before <paramref name="From"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WorkSpan(long From, long To)
{
    /// <summary>How long, in milliseconds.</summary>
    public long Length => To - From;

    /// <summary>The stretches in which there was any work, in order, without those of no length.</summary>
    public static IReadOnlyList<WorkSpan> Union(IEnumerable<WorkSpan> spans)
    {
        List<WorkSpan> union = [];
        foreach (WorkSpan span in spans.Where(static span => span.Length > 0).OrderBy(static span => span.From))
        {
            if (union.Count > 0 && span.From <= union[^1].To)
            {
                union[^1] = union[^1] with { To = Math.Max(union[^1].To, span.To) };
            }
            else
            {
                union.Add(span);
            }
        }

        return union;
    }

    /// <summary>How many tasks were worked on at once while there was work, on average over time, to the next whole number.</summary>
    /// <returns>At least 1.</returns>
    public static int AtOnce(IReadOnlyCollection<WorkSpan> spans)
    {
        double any = Union(spans).Sum(static span => (double)span.Length);
        return any <= 0 ? 1 : Math.Max(1, (int)Math.Round(spans.Sum(static span => (double)Math.Max(0, span.Length)) / any, MidpointRounding.AwayFromZero));
    }
}
