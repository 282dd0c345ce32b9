using System.Text;
using System.Text.RegularExpressions;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Verification.Running;

/// <summary>Reads what was kept of a gate's output.</summary>
internal static partial class OutputText
{
    private const int MostLines = 20;
    private const int MostBytes = 32 * 1024;
    private const int LongestLine = 500;

    /// <summary>The last lines, without colours, harmless on a screen; empty if there are none.</summary>
    public static string Last(string? path)
    {
        if (path is null)
        {
            return string.Empty;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(file.Length, MostBytes), SeekOrigin.End);
            using var reader = new StreamReader(file, Encoding.UTF8);
            IEnumerable<string> lines = Clean(reader.ReadToEnd()).Split('\n').Select(Line);
            return string.Join('\n', lines.Reverse().SkipWhile(static line => line.Length == 0).Take(MostLines).Reverse().SkipWhile(static line => line.Length == 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    /// <summary>How often a pattern is found in what was kept, line by line.</summary>
    public static int? Count(string? path, string? pattern)
    {
        if (path is null || pattern is null)
        {
            return null;
        }

        var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        try
        {
            return File.ReadLines(path).Sum(line => regex.Count(Clean(line)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A line as it can be shown: what would steer a terminal is written out, and what is too long is cut.</summary>
    public static string Line(string text)
    {
        string line = VisibleText.Escape(Clean(text).Replace('\t', ' ').TrimEnd());
        return line.Length <= LongestLine ? line : line[..LongestLine] + "…";
    }

    // A lone carriage return goes back to the beginning of a line, which is then written anew.
    private static string Clean(string text)
    {
        string plain = Escapes().Replace(text, string.Empty).Replace("\r\n", "\n", StringComparison.Ordinal);
        return plain.Contains('\r', StringComparison.Ordinal)
            ? string.Join('\n', plain.Split('\n').Select(static line => line.TrimEnd('\r') is var seen ? seen[(seen.LastIndexOf('\r') + 1)..] : line))
            : plain;
    }

    // Each begins with its own character and is bounded, so that the search is linear.
    [GeneratedRegex(@"\x1b(?:\[[0-9;:?<=>]{0,64}[ -/]{0,4}[@-~]|\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)|[@-Z\\^_])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Escapes();
}
