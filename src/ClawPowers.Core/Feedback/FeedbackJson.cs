using System.Text;
using System.Text.Json;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Feedback;

/// <summary>What a call said, as it is kept.</summary>
internal static class FeedbackJson
{
    public static JsonDocument? TryParse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string WriteReports(IReadOnlyList<(SkillReport Report, SkillAnalysis Analysis)> reports)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach ((SkillReport report, SkillAnalysis analysis) in reports)
            {
                json.WriteStartObject();
                json.WriteString("skill", report.Skill);
                json.WriteString("verdict", report.Verdict.ToString());
                json.WriteNumber("runs", report.Runs);
                json.WriteNumber("successes", report.Successes);
                json.WriteStartObject("findings");
                foreach ((string about, string summary) in About(report, analysis))
                {
                    json.WriteString(about, SecretScanner.Mask(summary));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>What an earlier call said about each skill; nothing where it can't be read.</summary>
    public static IEnumerable<(string Skill, FeedbackRecord Record)> ReadReports(long at, string json)
    {
        using JsonDocument? document = TryParse(json);
        if (document is not { RootElement.ValueKind: JsonValueKind.Array })
        {
            yield break;
        }

        foreach (JsonElement report in document.RootElement.EnumerateArray())
        {
            if (Text(report, "skill") is { } skill
                && Enum.TryParse(Text(report, "verdict"), out SkillVerdict verdict)
                && Property(report, "findings") is { ValueKind: JsonValueKind.Object } findings)
            {
                yield return (skill, new FeedbackRecord(at, verdict, findings.EnumerateObject()
                    .Where(static finding => finding.Value.ValueKind == JsonValueKind.String)
                    .DistinctBy(static finding => finding.Name, StringComparer.Ordinal)
                    .ToDictionary(static finding => finding.Name, static finding => finding.Value.GetString()!, StringComparer.Ordinal)));
            }
        }
    }

    /// <summary>A text of an object; null if it is no object or has none of that name.</summary>
    public static string? Text(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A whole number of an object; null if it is no object or has none of that name.</summary>
    public static long? Number(JsonElement json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long value) ? value : null;

    /// <summary>The findings of a report by what they are about.</summary>
    public static IEnumerable<(string About, string Summary)> About(SkillReport report, SkillAnalysis analysis) =>
        analysis.Claims.Where(claim => report.Findings.Contains(claim.Finding)).Select(static claim => ($"{claim.Finding.Analyzer} {claim.Fingerprint}", claim.Finding.Summary))
            .DistinctBy(static finding => finding.Item1, StringComparer.Ordinal);

    private static JsonElement? Property(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement property) ? property : null;
}
