using System.Text;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Sessions.Registration.Files;

/// <summary>A profile of PowerShell: a block of ours between two lines that mark it, at the end, in the file's own encoding.</summary>
/// <param name="path">Where it is.</param>
internal sealed class ProfileFile(string path) : HookFile(path)
{
    public const string Begin = "# >>> ClawPowers >>>";
    public const string Last = "# <<< ClawPowers <<<";

    /// <summary>What the profile runs.</summary>
    public const string Command = ". ~/" + HookCommand.StarterPath;

    private const string Signature = "# SIG # Begin signature block";

    /// <inheritdoc/>
    public override FileLook Look(byte[]? bytes)
    {
        (Encoding encoding, int mark) = EncodingOf(bytes ?? []);
        string text = encoding.GetString(bytes ?? [], mark, (bytes?.Length ?? 0) - mark);
        List<(int Start, int End)> blocks = Blocks(text);
        if (blocks.Count == 0)
        {
            return new FileLook(HookState.Absent);
        }

        string inside = text[blocks[0].Start..blocks[0].End].ReplaceLineEndings("\n").Trim('\n');
        bool isCurrent = blocks.Count == 1 && inside == Block("\n").TrimEnd('\n');
        return new FileLook(isCurrent ? HookState.Registered : HookState.Outdated, Command: Command);
    }

    /// <inheritdoc/>
    public override byte[] Register(byte[]? bytes, FileNote note, bool allowCommands)
    {
        byte[] before = bytes ?? [];
        if (Look(bytes).Hook is HookState.Registered)
        {
            return before;
        }

        byte[] rest = Unregister(before, new FileNote { Existed = true })!;
        (Encoding encoding, int mark) = EncodingOf(rest);
        string text = encoding.GetString(rest, mark, rest.Length - mark);
        if (text.Contains(Signature, StringComparison.OrdinalIgnoreCase))
        {
            throw HookErrors.Signed(Path);
        }

        string lineBreak = LineEnds.Of(Encoding.UTF8.GetBytes(text)).Usual;

        // A file whose last line does not end gets a block whose last line does not end: so it can be told later.
        bool isEnded = text.Length == 0 || text[^1] == '\n';
        string block = isEnded ? Block(lineBreak) : lineBreak + Block(lineBreak)[..^lineBreak.Length];
        return [.. rest, .. encoding.GetBytes(block)];
    }

    /// <inheritdoc/>
    public override byte[]? Unregister(byte[] bytes, FileNote? note)
    {
        (Encoding encoding, int mark) = EncodingOf(bytes);
        string text = encoding.GetString(bytes, mark, bytes.Length - mark);
        List<(int Start, int End)> blocks = Blocks(text);
        if (blocks.Count == 0)
        {
            return bytes;
        }

        byte[] rest = bytes;
        foreach ((int start, int end) in Enumerable.Reverse(blocks))
        {
            int from = mark + encoding.GetByteCount(text.AsSpan(0, start));
            int to = mark + encoding.GetByteCount(text.AsSpan(0, end));
            rest = [.. rest.AsSpan(0, from), .. rest.AsSpan(to)];
        }

        return rest.Length == mark && note is not { Existed: true } ? null : rest;
    }

    // From the first to the last line of a block, with what ends it; of one at the very end of the file, with what ends the line before it.
    private static List<(int Start, int End)> Blocks(string text)
    {
        List<(int, int)> blocks = [];
        int at = 0;
        while (LineOf(text, Last, at) is { } last)
        {
            // Of several beginnings the last: what stands before it is no line of ours.
            int? begin = null;
            for (int? next = LineOf(text, Begin, at); next < last; next = LineOf(text, Begin, next.Value + 1))
            {
                begin = next;
            }

            at = last + Last.Length;
            if (begin is not { } start)
            {
                continue;
            }

            int end = last + Last.Length;
            end += text.AsSpan(end).StartsWith("\r\n") ? 2 : text.AsSpan(end).StartsWith("\n") ? 1 : 0;
            bool isUnended = text[end - 1] != '\n';
            int from = !isUnended || start == 0 ? start : start >= 2 && text[start - 2] == '\r' ? start - 2 : start - 1;
            blocks.Add((from, end));
        }

        return blocks;
    }

    private static int? LineOf(string text, string line, int from)
    {
        for (int at = text.IndexOf(line, from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(line, at + 1, StringComparison.Ordinal))
        {
            int end = at + line.Length;
            if ((at == 0 || text[at - 1] == '\n') && (end == text.Length || text[end] is '\r' or '\n'))
            {
                return at;
            }
        }

        return null;
    }

    private static string Block(string lineBreak) => Begin + lineBreak + Command + lineBreak + Last + lineBreak;

    // Latin-1 gives every byte a character and back: of an encoding without a mark, all that matters here is ASCII.
    private static (Encoding Encoding, int Mark) EncodingOf(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.Latin1, 3),
        _ => (Encoding.Latin1, 0),
    };
}
