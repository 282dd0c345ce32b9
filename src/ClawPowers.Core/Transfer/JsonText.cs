using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ClawPowers.Core.Transfer;

/// <summary>Lists as JSON, in which SQL looks for one of several values without being joined from them.</summary>
internal static class JsonText
{
    public static string Array(IEnumerable<string> items) => Array(items, static (writer, item) => writer.WriteStringValue(item));

    public static string Array(IEnumerable<long> items) => Array(items, static (writer, item) => writer.WriteNumberValue(item));

    /// <summary>JSON as text.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, LineJson.Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Array<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Of(writer =>
    {
        writer.WriteStartArray();
        foreach (T item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    });
}
