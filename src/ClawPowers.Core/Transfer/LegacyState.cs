using System.Globalization;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Transfer;

/// <summary>Reads the state of a 1.0.0 home: a file per key, its value followed by one line end.</summary>
internal sealed class LegacyState(string home, string project, long now, ImportReport report)
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Reads all files.</summary>
    /// <param name="step">Hears of each file.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Entries, each with the file that it was in.</returns>
    public IReadOnlyList<(ExportLine Entry, string File)> Read(Action<long, long> step, CancellationToken cancellation)
    {
        (string Path, LegacyKey Key)[] files = [.. LegacyHome.StateFiles(home).Select(static path => (path, LegacyKey.Read(Path.GetFileName(path))))];

        // A name that says what it means comes before one that had to be mended into the same.
        List<(ExportLine Entry, string File)> entries = [];
        long done = 0;
        foreach ((string path, LegacyKey key) in files.OrderBy(static file => file.Key.Reason is not null))
        {
            cancellation.ThrowIfCancellationRequested();
            string file = LegacyHome.Relative(home, path);
            if (Read(path, file, key) is { } entry)
            {
                entries.Add((entry, file));
            }

            step(++done, files.Length);
        }

        return entries;
    }

    private ExportLine? Read(string path, string file, LegacyKey name)
    {
        byte[] bytes;
        long written;
        try
        {
            FileInfo info = LegacyHome.Target(path);
            if (info.Length > LegacyHome.LargestValue)
            {
                report.Note(ImportIssueKind.LeftOut, file, null, name.Key, string.Create(CultureInfo.InvariantCulture, $"its {info.Length} bytes are more than a value can have"), "left it where it is");
                return null;
            }

            // What has no length is empty, or is a pipe or a device, which may never end.
            bytes = info.Length == 0 ? [] : File.ReadAllBytes(path);
            written = Math.Min(now, new DateTimeOffset(info.LastWriteTimeUtc).ToUnixTimeMilliseconds());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report.Note(ImportIssueKind.LeftOut, file, null, name.Key, "it can't be read: " + exception.Message.TrimEnd('.'), "left it where it is");
            return null;
        }

        string key = Unique(name, file);
        ReadOnlySpan<byte> content = bytes.AsSpan();
        (string text, string? problem) = LegacyText.Read(content);
        text = text.EndsWith('\n') ? text[..^1] : text;
        if (problem is not null)
        {
            string mended = JsonSafe(text);
            report.Note(ImportIssueKind.Mended, file, null, key, problem, problem.EndsWith("UTF-16", StringComparison.Ordinal) ? "read it as such" : "wrote them as \\xNN");
            text = mended;
        }

        if (SecretScanner.Find(text) is { } rule)
        {
            report.Note(ImportIssueKind.Secret, file, null, key, $"it looks like it holds a secret ({rule})", "took it as it is");
        }

        var entry = new ExportLine(LineShape.Entry.Shape);
        entry[LineShape.Entry.Project] = project;
        entry[LineShape.Entry.Key] = key;
        entry[LineShape.Entry.Version] = 1L;
        entry[LineShape.Entry.Change] = (long)StateChange.Set;
        entry[LineShape.Entry.Created] = written;
        entry[LineShape.Entry.Updated] = written;
        entry[LineShape.Entry.Kind] = (long)StateValueType.Text;
        entry[LineShape.Entry.Value] = text;
        return entry;
    }

    private string Unique(LegacyKey name, string file)
    {
        string key = name.Key;
        for (int number = 2; !_keys.Add(key); number++)
        {
            key = string.Create(CultureInfo.InvariantCulture, $"{name.Key[..Math.Min(name.Key.Length, StateKey.MaximumLength - 8)]}~{number}");
        }

        if (name.Reason is { } reason)
        {
            report.Note(ImportIssueKind.Renamed, file, null, key, $"its name is no valid key: {reason}", $"took it as '{key}'");
        }
        else if (key != name.Key)
        {
            report.Note(ImportIssueKind.Renamed, file, null, key, $"another file stands for '{name.Key}' too", $"took it as '{key}'");
        }

        if (name.OtherReading is { } other)
        {
            report.Note(ImportIssueKind.Ambiguous, file, null, key, $"its name can stand for '{name.Key}' and for '{other}'", $"took it as '{key}'");
        }

        return key;
    }

    // UTF-16 may have half of a surrogate pair, which no file can keep.
    private static string JsonSafe(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
