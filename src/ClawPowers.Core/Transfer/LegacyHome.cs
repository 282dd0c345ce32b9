using System.Globalization;

namespace ClawPowers.Core.Transfer;

/// <summary>What a home of clawpowers 1.0.0 has in it.</summary>
internal static class LegacyHome
{
    /// <summary>A file of state is never larger than what one row can hold.</summary>
    public const long LargestValue = 900_000_000;

    private const string State = "state";
    private const string Metrics = "metrics";

    // Not imported: nothing in 1.0.0 ever read them back.
    private static readonly string[] Left = ["checkpoints", "memory", "feedback", "logs"];

    private static readonly EnumerationOptions Deep = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        MaxRecursionDepth = 16,
    };

    /// <summary>Whether a folder is one.</summary>
    public static bool Is(string home) => Directory.Exists(Path.Combine(home, State)) || Directory.Exists(Path.Combine(home, Metrics));

    /// <summary>The files of state, in order of their names.</summary>
    public static IReadOnlyList<string> StateFiles(string home) => Files(Path.Combine(home, State), "*");

    /// <summary>The files of the log, in order of their names, which is that of the months.</summary>
    public static IReadOnlyList<string> MetricFiles(string home) => Files(Path.Combine(home, Metrics), "*.jsonl");

    /// <summary>The file behind a path, which may be a link.</summary>
    public static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    /// <summary>Notes every file that is not imported.</summary>
    public static void NoteLeft(string home, ImportReport report)
    {
        HashSet<string> taken = new(MetricFiles(home), StringComparer.Ordinal);
        foreach (string folder in new[] { State, Metrics }.Concat(Left).Select(name => Path.Combine(home, name)).Where(Directory.Exists))
        {
            bool isState = Path.GetFileName(folder) == State;
            foreach (string file in Directory.EnumerateFiles(folder, "*", Deep).Order(StringComparer.Ordinal))
            {
                if (!taken.Contains(file) && !(isState && Path.GetDirectoryName(file) == folder))
                {
                    report.Note(ImportIssueKind.LeftOut, Relative(home, file), null, null, string.Create(CultureInfo.InvariantCulture, $"it is not imported ({new FileInfo(file).Length} bytes)"), "left it where it is");
                }
            }
        }
    }

    /// <summary>A file's path in the home, with slashes.</summary>
    public static string Relative(string home, string file) => Path.GetRelativePath(home, file).Replace(Path.DirectorySeparatorChar, '/');

    private static string[] Files(string folder, string pattern) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)] : [];
}
