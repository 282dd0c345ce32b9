namespace ClawPowers.Core.Skills.Checking;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearNames
{
    private const int MostEdits = 3;

    /// <summary>A sentence that names the nearest, with a blank before it; empty if none is near.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        string? nearest = known
            .Select(other => (Name: other, Edits: Edits(name.ToUpperInvariant(), other.ToUpperInvariant())))
            .Where(static other => other.Edits <= MostEdits)
            .OrderBy(static other => other.Edits)
            .ThenBy(static other => other.Name, StringComparer.Ordinal)
            .Select(static other => other.Name)
            .FirstOrDefault();
        return nearest is null ? string.Empty : $" Was {nearest} meant?";
    }

    // Levenshtein's distance, row by row.
    private static int Edits(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > MostEdits)
        {
            return MostEdits + 1;
        }

        int[] above = [.. Enumerable.Range(0, to.Length + 1)];
        int[] row = new int[to.Length + 1];
        for (int i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
            }

            (above, row) = (row, above);
        }

        return above[to.Length];
    }
}
