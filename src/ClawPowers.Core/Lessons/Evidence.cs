using System.Globalization;
using System.Text;
using System.Text.Json;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Lessons;

/// <summary>A finding as JSON, the form in which a recommendation keeps what it rests on.</summary>
internal static class Evidence
{
    /// <summary>A finding as one JSON object. Secrets in its texts are masked: terms come from notes.</summary>
    public static string Write(SkillFinding finding)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, finding);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>A finding as one JSON object, written where the writer stands.</summary>
    public static void Write(Utf8JsonWriter json, SkillFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("skill", finding.Skill);
        json.WriteString("analyzer", finding.Analyzer);
        Text(json, "subject", finding.Subject);
        Text(json, "summary", finding.Summary);
        json.WriteString("severity", finding.Severity.ToString());
        json.WriteBoolean("fact", finding.IsFact);
        Text(json, "recommendation", finding.Recommendation);
        json.WriteStartArray("ids");
        foreach (long id in finding.Ids)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
        json.WriteNumber("n", finding.N);
        Number(json, "effect", finding.Effect);
        Text(json, "unit", finding.EffectUnit);
        if (finding.Interval is { } interval)
        {
            json.WriteStartArray("interval");
            End(json, interval.Low);
            End(json, interval.High);
            json.WriteEndArray();
        }

        Number(json, "p", finding.P);
        Number(json, "q", finding.Q);
        if (finding.Since is { } since)
        {
            json.WriteString("since", since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(SkillFinding)"/> wrote.</summary>
    public static SkillFinding Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement);
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter, SkillFinding)"/> wrote.</summary>
    public static SkillFinding Read(JsonElement json) => new()
    {
        Skill = json.GetProperty("skill").GetString()!,
        Analyzer = json.GetProperty("analyzer").GetString()!,
        Subject = Text(json, "subject"),
        Summary = json.GetProperty("summary").GetString()!,
        Severity = Enum.Parse<FindingSeverity>(json.GetProperty("severity").GetString()!),
        IsFact = json.GetProperty("fact").GetBoolean(),
        Recommendation = Text(json, "recommendation"),
        Ids = [.. json.GetProperty("ids").EnumerateArray().Select(static id => id.GetInt64())],
        N = json.GetProperty("n").GetInt32(),
        Effect = Number(json, "effect"),
        EffectUnit = Text(json, "unit"),
        Interval = json.TryGetProperty("interval", out JsonElement ends)
            ? new Interval(End(ends[0], double.NegativeInfinity), End(ends[1], double.PositiveInfinity))
            : null,
        P = Number(json, "p"),
        Q = Number(json, "q"),
        Since = Text(json, "since") is { } since ? DateTimeOffset.Parse(since, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null,
    };

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, SecretScanner.Mask(text));
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;

    private static void Number(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
    }

    private static double? Number(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement number) ? number.GetDouble() : null;

    // JSON has no infinity: an end that is open is null.
    private static void End(Utf8JsonWriter json, double end)
    {
        if (double.IsFinite(end))
        {
            json.WriteNumberValue(end);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static double End(JsonElement json, double open) => json.ValueKind == JsonValueKind.Null ? open : json.GetDouble();
}
