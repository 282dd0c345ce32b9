using System.Text.RegularExpressions;

namespace ClawPowers.Core.Plans.Checking;

/// <summary>What can be told from the text of an input or output without guessing.</summary>
internal static partial class InputWords
{
    private const int MostCharacters = 2_000;

    // Without a folder before it a word with a dot is a file only if it ends like one: Cart.Total is none, nor is System.Text.Json.
    private static readonly HashSet<string> Extensions = new(StringComparer.Ordinal)
    {
        "md", "txt", "json", "yaml", "yml", "toml", "xml", "csv", "sql", "cs", "csproj", "sln", "ps1", "psm1", "psd1", "ps1xml", "py", "js", "jsx", "mjs", "ts", "tsx", "go", "rs", "java", "kt", "rb", "php",
        "c", "h", "cpp", "hpp", "sh", "css", "scss", "html", "vue", "svelte", "proto", "tf", "gradle", "swift",
    };

    private static readonly HashSet<string> Small = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "and", "its", "for", "from", "with", "new", "all", "each", "that", "this", "which", "what", "his", "her", "their", "our", "one", "two", "made", "used", "task", "step",
    };

    /// <summary>A text as it is compared: without marks of code, in single blanks.</summary>
    public static string Plain(string text) => text.Replace("`", string.Empty, StringComparison.Ordinal).Trim().TrimEnd('.');

    /// <summary>The file's name at the end of a path.</summary>
    public static string Leaf(string file) => file[(file.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>Takes "the table from T1" apart; null for anything else.</summary>
    public static (string What, string Source)? From(string input)
    {
        if (input.Length > MostCharacters)
        {
            return null;
        }

        Match match = FromTask().Match(input);
        string source = match.Groups["number"].Success ? "T" + match.Groups["number"].Value : match.Groups["id"].Value.TrimEnd('.', ':', ')', '`');
        return match.Success ? (match.Groups["what"].Value.Trim(), source) : null;
    }

    /// <summary>The paths of files in a text, without line numbers.</summary>
    public static IEnumerable<string> Files(string text)
    {
        if (text.Length > MostCharacters)
        {
            yield break;
        }

        foreach (Match match in PathLike().Matches(text))
        {
            string path = match.Groups["path"].Value;
            string extension = match.Groups["extension"].Value;
            bool hasFolder = path.AsSpan().IndexOfAny('/', '\\') >= 0;
            if ((hasFolder && !path.StartsWith('/')) || (!hasFolder && Extensions.Contains(extension)))
            {
                yield return path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
            }
        }
    }

    /// <summary>Whether a path names something below the root, or beside the plan.</summary>
    public static bool IsThere(string root, string? plan, string file)
    {
        string local = file.Replace('\\', Path.DirectorySeparatorChar).Replace('/', Path.DirectorySeparatorChar);
        try
        {
            return Exists(Path.Combine(root, local)) || (plan is not null && Path.GetDirectoryName(plan) is { } beside && Exists(Path.Combine(beside, local)));
        }
        catch (ArgumentException)
        {
            return true; // No path at all, so nothing can be said of it.
        }
    }

    /// <summary>Whether a text has a word in common with one of others, or the beginning of one; true where it has no word to compare.</summary>
    public static bool ShareAWord(string text, IReadOnlyList<string> others)
    {
        string[] words = [.. Significant(text)];
        return words.Length == 0 || others.SelectMany(Significant).Any(other => Array.Exists(words, word => Alike(word, other)));
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static bool Alike(string word, string other) =>
        word.Equals(other, StringComparison.OrdinalIgnoreCase)
        || (Math.Min(word.Length, other.Length) >= 4 && (word.StartsWith(other[..4], StringComparison.OrdinalIgnoreCase) || word.Contains(other, StringComparison.OrdinalIgnoreCase) || other.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static IEnumerable<string> Significant(string text) =>
        text.Length > MostCharacters ? [] : Word().Matches(text).Select(static match => match.Value).Where(static word => !Small.Contains(word));

    [GeneratedRegex(@"^(?<what>.*?)\s*(?:^|\s|\()from\s+(?:task\s+(?<number>[0-9]{1,9})|(?<id>[^\s,;()]{1,100}))\)?\.?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FromTask();

    // No part of an address, a pattern, a variable or a longer path.
    [GeneratedRegex(@"(?<![\w:/\\.~$%<{*@-])(?<path>(?:\.{1,2}/)?(?:[\w.-]+[/\\])*[\w-][\w.-]*\.(?<extension>[A-Za-z][A-Za-z0-9]{0,7}))(?![\w/\\*<{}>$(@-])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PathLike();

    [GeneratedRegex(@"[\p{L}\p{N}]{3,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
