using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ClawPowers.Core.Transfer;

/// <summary>Bytes that are meant to be UTF-8, as text, without losing any.</summary>
internal static class LegacyText
{
    /// <summary>Reads text.</summary>
    /// <returns>The text, and what was wrong with it; null if nothing was.</returns>
    public static (string Text, string? Problem) Read(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return (Encoding.UTF8.GetString(bytes), null);
        }

        if (bytes.Length % 2 == 0 && (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF])))
        {
            Encoding wide = bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
            return (wide.GetString(bytes[2..]), "it is UTF-16");
        }

        var text = new StringBuilder(bytes.Length);
        int wrong = 0;
        Span<char> units = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(units[..rune.EncodeToUtf16(units)]);
            }
            else
            {
                for (int i = 0; i < length; i++, wrong++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{bytes[i]:X2}");
                }
            }

            bytes = bytes[length..];
        }

        return (text.ToString(), string.Create(CultureInfo.InvariantCulture, $"{wrong} of its bytes are not UTF-8"));
    }
}
