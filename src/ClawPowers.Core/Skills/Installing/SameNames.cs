using System.Globalization;
using System.Text;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>
/// Finds paths that mean one file on some system: that differ in capitals, or in whether a letter with a mark is one character or two. Goes without
/// the tables of normal forms, which not every installation of .NET has: where a mark stands alone, all letters beyond ASCII count as the same.
/// </summary>
internal static class SameNames
{
    /// <summary>The first two; null if there are none. A folder counts too, so that a file is never where another needs a folder.</summary>
    public static (string One, string Other)? Find(IEnumerable<string> paths)
    {
        Dictionary<string, string> exact = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, List<string>> alike = new(StringComparer.OrdinalIgnoreCase);
        foreach (string path in paths.SelectMany(WithFolders))
        {
            if (!exact.TryAdd(path.TrimEnd('/'), path) && exact[path.TrimEnd('/')] != path)
            {
                return (exact[path.TrimEnd('/')].TrimEnd('/'), path.TrimEnd('/'));
            }

            if (!Ascii.IsValid(path))
            {
                List<string> others = alike.TryGetValue(Coarse(path), out List<string>? known) ? known : alike[Coarse(path)] = [];
                if (others.Find(other => other != path && (IsDoubtful(path) || IsDoubtful(other))) is { } same)
                {
                    return (same.TrimEnd('/'), path.TrimEnd('/'));
                }

                others.Add(path);
            }
        }

        return null;
    }

    private static IEnumerable<string> WithFolders(string path)
    {
        for (int slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..(slash + 1)];
        }

        yield return path;
    }

    // Marks that join the letter before them, parts of Korean syllables, and characters that stand for another one.
    private static bool IsDoubtful(string path) => path.Any(static c => IsMark(c)
        || c is (>= '\u1100' and <= '\u11FF') or '\u2126' or '\u212A' or '\u212B' or (>= '\uF900' and <= '\uFAFF'));

    private static bool IsMark(char c) => c > '\u007F' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Each stretch of letters beyond ASCII, and of letters that a mark joins, as one sign.
    private static string Coarse(string path)
    {
        var text = new StringBuilder(path.Length);
        for (int i = 0; i < path.Length; i++)
        {
            bool isPlain = path[i] <= '\u007F' && (i + 1 == path.Length || !IsMark(path[i + 1]));
            if (isPlain)
            {
                text.Append(path[i]);
            }
            else if (text.Length == 0 || text[^1] != '*')
            {
                text.Append('*');
            }
        }

        return text.ToString().TrimEnd('/');
    }
}
