using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClawPowers.Core.Text;

/// <summary>
/// JSON in ASCII alone, whatever is in it: no code page on its way to the reader can break it. What is in ASCII is written as it
/// is, quotation marks and backslashes apart, so that a text grows as little as it can.
/// </summary>
internal static class AsciiJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One JSON value as text, without a line break.</summary>
    /// <param name="write">Writes the value.</param>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        // What is above ASCII stands only within strings, where it may always be escaped.
        string text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        int plain = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (plain < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 64).Append(text, 0, plain);
        foreach (char character in text.AsSpan(plain))
        {
            _ = character is >= ' ' and <= '~'
                ? escaped.Append(character)
                : escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return escaped.ToString();
    }
}
