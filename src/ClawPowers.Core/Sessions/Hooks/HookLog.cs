using System.Globalization;
using System.Text;
using System.Text.Json;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>
/// The failures of session-start hooks, one JSON line each, in a file beside the store that only its owner reads: a hook that fails
/// must not disturb the session, and so nobody would learn of it. The newest stay. What can't be written or read there is left out.
/// </summary>
internal static class HookLog
{
    /// <summary>The file's name, in the store's folder.</summary>
    public const string FileName = "hook.log";

    /// <summary>How large the file becomes at most.</summary>
    public const int MaximumBytes = 64 * 1024;

    /// <summary>How long a message is at most, in UTF-16 units.</summary>
    public const int MaximumMessage = 500;

    private const int MaximumAgent = 50;
    private const int PatienceMilliseconds = 250;
    private const int LongestPause = 15;
    private const string Cut = "…";

    /// <summary>Notes a failure. Never throws for what the disk does.</summary>
    /// <param name="context">The store that the log lies beside, and the clock.</param>
    /// <param name="agent">The agent that ran the hook.</param>
    /// <param name="message">What went wrong; becomes one line.</param>
    public static void Append(ClawContext context, string? agent, string message)
    {
        try
        {
            byte[] line = Line(context.Time.GetUtcNow(), OneLine(agent, MaximumAgent), OneLine(message, MaximumMessage));
            StoreFolder.CreateFolder(context.Store.Directory);
            string path = PathOf(context);
            using FileStream? turn = TakeTurn(path + ".lock");
            if (turn is not null)
            {
                Replace(path, [.. Kept(ReadEnd(path), MaximumBytes - line.Length), .. line]);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // There is nowhere left to say so.
        }
    }

    /// <summary>The last failures, the newest first. Lines that can't be read are skipped.</summary>
    /// <param name="context">The store that the log lies beside.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<HookFailure> Read(ClawContext context, int count)
    {
        List<HookFailure> failures = [];
        ReadOnlySpan<byte> rest = ReadEnd(PathOf(context));
        while (failures.Count < count && !rest.IsEmpty)
        {
            rest = rest[^1] == '\n' ? rest[..^1] : rest;
            int start = rest.LastIndexOf((byte)'\n') + 1;
            if (Parse(rest[start..]) is { } failure)
            {
                failures.Add(failure);
            }

            rest = rest[..start];
        }

        return failures;
    }

    private static string PathOf(ClawContext context) => Path.Combine(context.Store.Directory, FileName);

    private static byte[] Line(DateTimeOffset at, string agent, string message)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("at", at.UtcDateTime);
            writer.WriteString("agent", agent);
            writer.WriteString("message", message);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static HookFailure? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(line));
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("at", out JsonElement at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out DateTimeOffset moment)
                && Text(root, "message") is { Length: > 0 } message
                    ? new HookFailure { At = moment.ToUniversalTime(), Agent = OneLine(Text(root, "agent"), MaximumAgent), Message = OneLine(message, MaximumMessage) }
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // What a terminal would obey or a reader would not see becomes a blank, and blanks become one.
    private static string OneLine(string? text, int longest)
    {
        if (text is null)
        {
            return string.Empty;
        }

        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (Rune rune in text.AsSpan(0, Math.Min(text.Length, longest * 4)).EnumerateRunes())
        {
            bool isSeen = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
            if (isSeen)
            {
                line.Append(rune);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        // Half a secret would not be known for one.
        string masked = SecretScanner.Mask(line.ToString().TrimEnd());
        int end = longest - Cut.Length;
        return masked.Length <= longest ? masked : masked[..(char.IsHighSurrogate(masked[end - 1]) ? end - 1 : end)] + Cut;
    }

    // The end of the file, from the beginning of a line on. A larger file is not ours.
    private static byte[] ReadEnd(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            bool isWhole = file.Length <= MaximumBytes;
            byte[] bytes = new byte[isWhole ? file.Length : MaximumBytes];
            file.Seek(-bytes.Length, SeekOrigin.End);
            int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            bytes = read == bytes.Length ? bytes : bytes[..read];
            return isWhole ? bytes : bytes[(Array.IndexOf(bytes, (byte)'\n') + 1)..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }

    private static byte[] Kept(byte[] lines, int room)
    {
        byte[] whole = lines.Length == 0 || lines[^1] == '\n' ? lines : [.. lines, (byte)'\n'];
        if (whole.Length <= room)
        {
            return whole;
        }

        int from = whole.Length - room;
        return whole[(Array.IndexOf(whole, (byte)'\n', from - 1) + 1)..];
    }

    private static void Replace(string path, byte[] content)
    {
        string unfinished = path + ".tmp";
        File.Delete(unfinished);
        StoreFolder.CreateFile(unfinished);
        File.WriteAllBytes(unfinished, content);
        for (long end = Environment.TickCount64 + PatienceMilliseconds; ;)
        {
            try
            {
                File.Move(unfinished, path, overwrite: true);
                return;
            }
            catch (Exception exception) when (OperatingSystem.IsWindows() && Environment.TickCount64 < end && exception is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(LongestPause); // A reader or a virus scanner has it open for a moment.
            }
        }
    }

    // One writer at a time: the system lets go of the file when its process dies. It stays, or two could each hold one of that name.
    private static FileStream? TakeTurn(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        for (long end = Environment.TickCount64 + PatienceMilliseconds; ;)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
            {
                if (Environment.TickCount64 >= end)
                {
                    return null;
                }

                Thread.Sleep(Random.Shared.Next(1, LongestPause));
            }
        }
    }
}
