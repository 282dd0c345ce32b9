using System.Text.Json;

namespace ClawPowers.Core.Sessions.Registration.Files;

/// <summary>
/// What was done to which file on this machine, in a file of ours beside the starter. It is needed to undo exactly; without it, hooks are
/// recognised by their command all the same.
/// </summary>
internal sealed class HookNotes
{
    private readonly Dictionary<string, FileNote> _files = new(StringComparer.Ordinal);

    /// <summary>The files.</summary>
    public IEnumerable<string> Files => _files.Keys;

    /// <summary>What is known of a file; null for nothing.</summary>
    public FileNote? Of(string path) => _files.GetValueOrDefault(path);

    /// <summary>Takes down or forgets what is known of a file.</summary>
    public void Set(string path, FileNote? note)
    {
        if (note is null)
        {
            _files.Remove(path);
        }
        else
        {
            _files[path] = note;
        }
    }

    /// <summary>Reads notes. What can't be read says nothing.</summary>
    public static HookNotes Read(byte[]? bytes)
    {
        var notes = new HookNotes();
        try
        {
            using var document = JsonDocument.Parse(bytes ?? "{}"u8.ToArray());
            if (document.RootElement.TryGetProperty("files", out JsonElement files))
            {
                foreach (JsonProperty file in files.EnumerateObject())
                {
                    notes._files[file.Name] = Note(file.Value);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new HookNotes();
        }

        return notes;
    }

    /// <summary>The notes as a file; null for none.</summary>
    public byte[]? Write()
    {
        if (_files.Count == 0)
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", 1);
            writer.WriteStartObject("files");
            foreach ((string path, FileNote note) in _files.OrderBy(static file => file.Key, StringComparer.Ordinal))
            {
                writer.WriteStartObject(path);
                writer.WriteBoolean("existed", note.Existed);
                writer.WriteString("hash", note.Hash);
                writer.WriteString("blank", note.Trace.Blank);
                Texts(writer, "folders", note.Folders);
                Texts(writer, "made", note.Trace.Made.Order(StringComparer.Ordinal));
                Texts(writer, "inserted", note.Trace.Inserted.Order(StringComparer.Ordinal));
                writer.WriteStartObject("empty");
                foreach ((string name, string inside) in note.Trace.Empty.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                {
                    writer.WriteString(name, inside);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static FileNote Note(JsonElement json)
    {
        var note = new FileNote
        {
            Existed = json.GetProperty("existed").GetBoolean(),
            Hash = json.GetProperty("hash").GetString(),
            Trace = new Json.JsonTrace { Blank = json.GetProperty("blank").GetString() },
        };
        note.Folders.AddRange(Texts(json, "folders"));
        note.Trace.Made.UnionWith(Texts(json, "made"));
        note.Trace.Inserted.UnionWith(Texts(json, "inserted"));
        foreach (JsonProperty inside in json.GetProperty("empty").EnumerateObject())
        {
            note.Trace.Empty[inside.Name] = inside.Value.GetString() ?? string.Empty;
        }

        return note;
    }

    private static IEnumerable<string> Texts(JsonElement json, string name) => json.GetProperty(name).EnumerateArray().Select(static text => text.GetString() ?? string.Empty);

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
