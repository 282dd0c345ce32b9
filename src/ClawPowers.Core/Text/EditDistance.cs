namespace ClawPowers.Core.Text;

/// <summary>How far two words are from each other: Damerau's and Levenshtein's distance in its form of optimal string alignment (Boytsov 2011).</summary>
internal static class EditDistance
{
    /// <summary>How many characters must be put in, left out, replaced or swapped with their neighbour; more than the bound is not counted.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other.</param>
    /// <param name="bound">The most that matters, from 0.</param>
    /// <returns>The distance; the bound and one where it is more.</returns>
    public static int Between(string left, string right, int bound)
    {
        // Each character that one has more must be put in.
        if (Math.Abs(left.Length - right.Length) > bound)
        {
            return bound + 1;
        }

        int[] before = new int[right.Length + 1];
        int[] last = [.. Enumerable.Range(0, right.Length + 1)];
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            int least = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(last[j] + 1, current[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    best = Math.Min(best, before[j - 2] + 1);
                }

                current[j] = best;
                least = Math.Min(least, best);
            }

            if (least > bound)
            {
                return bound + 1;
            }

            (before, last, current) = (last, current, before);
        }

        return Math.Min(last[right.Length], bound + 1);
    }
}
