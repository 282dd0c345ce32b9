using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Output;

/// <summary>Records as JSON: their members in camelCase, all of them always there, times in ISO 8601 and UTC, each object on a line of its own.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never put into HTML; other scripts stay readable
        SkipValidation = true,
    };

    /// <summary>One JSON value as text.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        string text = Encoding.UTF8.GetString(buffer.WrittenSpan);

        // Allowed in JSON, but taken for the end of a line by some readers.
        return text.AsSpan().IndexOfAny('\u0085', '\u2028', '\u2029') < 0
            ? text
            : text.Replace("\u0085", @"\u0085", StringComparison.Ordinal).Replace("\u2028", @"\u2028", StringComparison.Ordinal).Replace("\u2029", @"\u2029", StringComparison.Ordinal);
    }

    /// <summary>Writes an array as its items come, one line each.</summary>
    public static void WriteArray<T>(TextWriter output, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        string separator = "[\n";
        foreach (T item in items)
        {
            output.Write(separator);
            output.Write(Text(writer => write(writer, item)));
            separator = ",\n";
        }

        output.Write(separator == "[\n" ? "[]\n" : "\n]\n");
    }

    /// <summary>Writes one object and ends the line.</summary>
    public static void WriteObject<T>(TextWriter output, T record, Action<Utf8JsonWriter, T> write) =>
        output.WriteLine(Text(writer => write(writer, record)));

    public static void Entry(Utf8JsonWriter writer, StateEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("key", entry.Key);
        writer.WritePropertyName("value");
        StateValue.WriteJson(writer, entry.Value);
        writer.WriteNumber("version", entry.Version);
        Where(writer, entry.Scope, entry.Project);
        Moment(writer, "createdAt", entry.CreatedAt);
        Moment(writer, "updatedAt", entry.UpdatedAt);
        Moment(writer, "expiresAt", entry.ExpiresAt);
        writer.WriteString("sessionId", entry.SessionId);
        writer.WriteString("agent", entry.Agent);
        writer.WriteEndObject();
    }

    public static void Version(Utf8JsonWriter writer, StateVersion version)
    {
        writer.WriteStartObject();
        writer.WriteString("key", version.Key);
        writer.WriteNumber("version", version.Version);
        writer.WriteString("change", Word(version.Change.ToString()));
        writer.WritePropertyName("value");
        StateValue.WriteJson(writer, version.Value);
        writer.WriteBoolean("isCurrent", version.IsCurrent);
        Where(writer, version.Scope, version.Project);
        Moment(writer, "updatedAt", version.UpdatedAt);
        Moment(writer, "expiresAt", version.ExpiresAt);
        writer.WriteString("sessionId", version.SessionId);
        writer.WriteString("agent", version.Agent);
        writer.WriteEndObject();
    }

    public static void Match(Utf8JsonWriter writer, StateMatch match)
    {
        writer.WriteStartObject();
        writer.WriteString("key", match.Key);
        writer.WriteString("snippet", match.Snippet);
        writer.WriteNumber("score", match.Score);
        Where(writer, match.Scope, match.Project);
        writer.WriteNumber("version", match.Version);
        Moment(writer, "updatedAt", match.UpdatedAt);
        writer.WriteEndObject();
    }

    public static void Status(Utf8JsonWriter writer, StoreStatus status)
    {
        writer.WriteStartObject();
        writer.WriteString("path", status.Path);
        writer.WriteBoolean("exists", status.Exists);
        writer.WriteBoolean("isWritable", status.IsWritable);
        writer.WriteString("storeId", status.StoreId);
        writer.WriteNumber("schemaVersion", status.SchemaVersion);
        writer.WriteString("programVersion", status.ProgramVersion);
        writer.WriteString("sqliteVersion", status.SqliteVersion);
        writer.WriteNumber("sizeBytes", status.SizeBytes);
        writer.WriteString("project", status.Project);
        writer.WriteString("writeScope", Word(status.WriteScope.ToString()));
        writer.WriteNumber("projectEntries", status.ProjectEntries);
        writer.WriteNumber("globalEntries", status.GlobalEntries);
        writer.WriteNumber("totalEntries", status.TotalEntries);
        writer.WriteNumber("historyVersions", status.HistoryVersions);
        Moment(writer, "lastChangedAt", status.LastChangedAt);
        writer.WriteNumber("projectMetrics", status.ProjectMetrics);
        writer.WriteNumber("totalMetrics", status.TotalMetrics);
        Moment(writer, "lastMetricAt", status.LastMetricAt);
        writer.WriteString("sessionId", status.SessionId);
        writer.WriteString("sessionSource", JsonNamingPolicy.CamelCase.ConvertName(status.SessionSource.ToString()));
        writer.WriteString("agent", status.Agent);
        writer.WriteStartArray("hookFailures");
        foreach (HookFailure failure in status.HookFailures)
        {
            writer.WriteStartObject();
            Moment(writer, "at", failure.At);
            writer.WriteString("agent", failure.Agent);
            writer.WriteString("message", failure.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>An enumeration's name as the command line spells it.</summary>
    public static string Word(string name) => name.ToLowerInvariant();

    /// <summary>A moment as ISO 8601 in UTC, to the millisecond.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A moment, or null.</summary>
    public static void Moment(Utf8JsonWriter writer, string name, DateTimeOffset? moment) =>
        writer.WriteString(name, moment is { } known ? Moment(known) : null);

    /// <summary>A number, or null.</summary>
    public static void Number(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>An array of texts.</summary>
    public static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>An interval as <c>[low,high]</c>, or null.</summary>
    public static void Interval(Utf8JsonWriter writer, string name, Interval? interval)
    {
        if (interval is not { } known)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        writer.WriteNumberValue(known.Low);
        writer.WriteNumberValue(known.High);
        writer.WriteEndArray();
    }

    /// <summary>The scope and the project.</summary>
    public static void Where(Utf8JsonWriter writer, ClawScope scope, string? project)
    {
        writer.WriteString("scope", Word(scope.ToString()));
        writer.WriteString("project", project);
    }
}
