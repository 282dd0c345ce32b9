using System.Text.Json;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Transfer;

/// <summary>A file of an export, read from its beginning as often as needed.</summary>
internal sealed class ExportFile(Stream stream, string path)
{
    /// <summary>Reads the first line.</summary>
    /// <exception cref="ClawException"><c>ImportFormatUnknown</c>, <c>ImportFormatNewer</c>, <c>ImportLineInvalid</c>.</exception>
    public ExportHeader Header()
    {
        // What is no export may have no line ends: a look at its beginning is enough to say so.
        stream.Position = 0;
        byte[] beginning = new byte[64];
        int read = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        if (read == 0 || beginning.AsSpan(0, read).IndexOf((byte)'{') is not (0 or 3))
        {
            return ExportHeader.Read(path, beginning.AsMemory(0, read));
        }

        return ExportHeader.Read(path, Reader().Read(out ReadOnlyMemory<byte> line) ? line : default);
    }

    /// <summary>The lines after the first, as they come.</summary>
    /// <exception cref="ClawException"><c>ImportLineInvalid</c>.</exception>
    public IEnumerable<ExportLine> Lines(CancellationToken cancellation)
    {
        LineReader reader = Reader();
        reader.Read(out _);
        while (reader.Read(out ReadOnlyMemory<byte> text))
        {
            cancellation.ThrowIfCancellationRequested();
            if (text.Span.IndexOfAnyExcept(" \t"u8) >= 0)
            {
                yield return Parse(text, reader.Number);
            }
        }
    }

    private ExportLine Parse(ReadOnlyMemory<byte> text, long number)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            string type = root.ValueKind is JsonValueKind.Object && root.TryGetProperty("type", out JsonElement member) && member.ValueKind is JsonValueKind.String
                ? member.GetString()!
                : throw new FormatException("it is no JSON object with a 'type'");
            ExportLine line = LineJson.Read(root, type);
            line.Number = number;
            return line;
        }
        catch (JsonException exception)
        {
            throw TransferErrors.LineInvalid(path, number, "it is no JSON (" + exception.Message.Split(" LineNumber", 2)[0].TrimEnd('.') + ")", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw TransferErrors.LineInvalid(path, number, "a name or a text in it has half a surrogate pair", exception);
        }
        catch (FormatException exception)
        {
            throw TransferErrors.LineInvalid(path, number, exception.Message, exception);
        }
    }

    private LineReader Reader()
    {
        stream.Position = 0;
        return new LineReader(stream);
    }
}
