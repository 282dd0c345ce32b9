using System.Globalization;
using System.Text;

namespace ClawPowers.Core.Text;

/// <summary>The difference of two texts in the unified form. The shortest edit by Myers, "An O(ND) Difference Algorithm" (1986).</summary>
internal static class UnifiedDifference
{
    private const int Context = 3;

    // Beyond this everything counts as changed: the difference is then too long to be read, and would take long to find.
    private const int MostEdits = 1_000;

    /// <summary>The difference; empty if there is none.</summary>
    public static string Of(string oldName, IReadOnlyList<string> old, string newName, IReadOnlyList<string> changed)
    {
        List<(char Kind, string Text)> edits = Edits(old, changed);
        if (edits.TrueForAll(static edit => edit.Kind == ' '))
        {
            return string.Empty;
        }

        var text = new StringBuilder($"--- {oldName}\n+++ {newName}\n");
        int oldLine = 1;
        int newLine = 1;
        for (int i = 0; i < edits.Count;)
        {
            if (!IsNear(edits, i))
            {
                oldLine++;
                newLine++;
                i++;
                continue;
            }

            int end = i;
            while (end < edits.Count && IsNear(edits, end))
            {
                end++;
            }

            List<(char Kind, string Text)> hunk = edits[i..end];
            int removed = hunk.Count(static edit => edit.Kind != '+');
            int added = hunk.Count(static edit => edit.Kind != '-');
            text.Append(CultureInfo.InvariantCulture, $"@@ -{oldLine},{removed} +{newLine},{added} @@\n");
            foreach ((char kind, string line) in hunk)
            {
                text.Append(kind).Append(line).Append('\n');
            }

            oldLine += removed;
            newLine += added;
            i = end;
        }

        return text.ToString();
    }

    private static bool IsNear(List<(char Kind, string Text)> edits, int at)
    {
        for (int i = Math.Max(0, at - Context); i <= Math.Min(edits.Count - 1, at + Context); i++)
        {
            if (edits[i].Kind != ' ')
            {
                return true;
            }
        }

        return false;
    }

    private static List<(char Kind, string Text)> Edits(IReadOnlyList<string> old, IReadOnlyList<string> changed)
    {
        List<int[]> steps = [];
        int most = Math.Min(MostEdits, old.Count + changed.Count);
        int[] furthest = new int[(2 * most) + 3];
        for (int d = 0; d <= most; d++)
        {
            steps.Add((int[])furthest.Clone());
            for (int k = -d; k <= d; k += 2)
            {
                int x = Down(furthest, k, d, most) ? furthest[most + 1 + k + 1] : furthest[most + 1 + k - 1] + 1;
                while (x < old.Count && x - k < changed.Count && old[x] == changed[x - k])
                {
                    x++;
                }

                furthest[most + 1 + k] = x;
                if (x >= old.Count && x - k >= changed.Count)
                {
                    return Path(old, changed, steps, most);
                }
            }
        }

        return [.. old.Select(static line => ('-', line)), .. changed.Select(static line => ('+', line))];
    }

    private static bool Down(int[] furthest, int k, int d, int most) =>
        k == -d || (k != d && furthest[most + 1 + k - 1] < furthest[most + 1 + k + 1]);

    private static List<(char Kind, string Text)> Path(IReadOnlyList<string> old, IReadOnlyList<string> changed, List<int[]> steps, int most)
    {
        List<(char, string)> edits = [];
        int x = old.Count;
        int y = changed.Count;
        for (int d = steps.Count - 1; d >= 0; d--)
        {
            int k = x - y;
            int before = Down(steps[d], k, d, most) ? k + 1 : k - 1;
            int startX = d == 0 ? 0 : steps[d][most + 1 + before];
            int startY = d == 0 ? 0 : startX - before;
            while (x > startX && y > startY)
            {
                edits.Add((' ', old[--x]));
                y--;
            }

            if (d > 0)
            {
                edits.Add(x == startX ? ('+', changed[--y]) : ('-', old[--x]));
            }
        }

        edits.Reverse();
        return edits;
    }
}
