using System.Text;
using System.Text.Unicode;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>The bytes of a file as text.</summary>
internal readonly record struct DocumentText(string Text, bool HasByteOrderMark, bool IsUtf8, bool HasCarriageReturns, DocumentFlaw? Flaw)
{
    /// <summary>
    /// The beginning of a file that is UTF-8 without a mark and without carriage returns, down to the end of its front matter;
    /// null for any other file.
    /// </summary>
    public static string? Head(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("---\n"u8) || bytes.Contains((byte)'\r'))
        {
            return null;
        }

        int mark = bytes.IndexOf("\n---\n"u8);
        return mark >= 0 && Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes[..(mark + "\n---\n".Length)]) : null;
    }

    /// <summary>Decodes bytes: UTF-8, or UTF-16 where a byte order mark or the first two bytes say so.</summary>
    public static DocumentText Decode(ReadOnlySpan<byte> bytes)
    {
        (Encoding? other, int mark) = bytes switch
        {
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [(byte)'-', 0, ..] => (Encoding.Unicode, 0),
            [0, (byte)'-', ..] => (Encoding.BigEndianUnicode, 0),
            [0xEF, 0xBB, 0xBF, ..] => (null, 3),
            _ => ((Encoding?)null, 0),
        };
        ReadOnlySpan<byte> rest = bytes[mark..];
        DocumentFlaw? flaw = other is not null
            ? new DocumentFlaw(DocumentFlawKind.NotUtf8, 1, 1, "It is UTF-16, which agents read as garbage. Save it as UTF-8.")
            : Utf8.IsValid(rest) ? null : Invalid(rest);
        string text = (other ?? Encoding.UTF8).GetString(rest);
        bool hasCarriageReturns = text.Contains('\r', StringComparison.Ordinal);
        if (hasCarriageReturns)
        {
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }

        return new DocumentText(text, mark > 0, flaw is null, hasCarriageReturns, flaw);
    }

    private static DocumentFlaw Invalid(ReadOnlySpan<byte> bytes)
    {
        int line = 1;
        int column = 1;
        while (Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == System.Buffers.OperationStatus.Done)
        {
            bytes = bytes[length..];
            bool ends = rune.Value == '\n';
            line += ends ? 1 : 0;
            column = ends ? 1 : column + rune.Utf16SequenceLength;
        }

        return new DocumentFlaw(DocumentFlawKind.NotUtf8, line, column, $"The byte 0x{bytes[0]:X2} here is not UTF-8. Save the file as UTF-8.");
    }
}
