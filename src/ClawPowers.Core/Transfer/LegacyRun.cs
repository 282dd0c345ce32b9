using System.Collections.Specialized;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Transfer;

/// <summary>One line of a 1.0.0 log as a run. What has no place of its own becomes a measure, or a line of the notes.</summary>
internal sealed class LegacyRun(string file, long number, string project, long now, ImportReport report)
{
    private const int LongestText = 200;
    private const int MostMeasures = 64;
    private const long Day = 86_400_000;

    private static readonly string[] OwnFields = ["ts", "skill", "outcome", "duration_s", "notes", "session"];

    private readonly OrderedDictionary _measures = new(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder _notes = new();
    private string? _skill;

    /// <summary>Reads a line.</summary>
    /// <returns>The run; null if the line was left out, which the report then says.</returns>
    public ExportLine? Read(JsonElement json)
    {
        if (Member(json, "skill") is not { ValueKind: JsonValueKind.String } skill || skill.GetString()!.Trim() is not { Length: > 0 } name)
        {
            return Bad("it names no skill");
        }

        _skill = Skill(name);
        if (Moment(Member(json, "ts")) is not { } at)
        {
            return Bad("its 'ts' is missing or is no time");
        }

        if (Member(json, "outcome") is not { ValueKind: JsonValueKind.String } outcome || Outcome(outcome.GetString()!) is not { } ended)
        {
            return Bad("its 'outcome' is none of success, failure, partial and skipped");
        }

        var metric = new ExportLine(LineShape.Metric.Shape);
        metric[LineShape.Metric.Project] = project;
        metric[LineShape.Metric.Skill] = _skill;
        metric[LineShape.Metric.At] = at;
        metric[LineShape.Metric.Outcome] = (long)ended;
        metric[LineShape.Metric.Source] = (long)MetricSource.Self;
        metric[LineShape.Metric.Version] = 1L;
        metric[LineShape.Metric.Written] = now;
        metric[LineShape.Metric.Session] = Session(Member(json, "session"));
        if (Member(json, "notes") is { } notes)
        {
            _notes.Append(notes.ValueKind is JsonValueKind.String ? notes.GetString()! : notes.GetRawText());
        }

        metric[LineShape.Metric.Duration] = Duration(Member(json, "duration_s"));
        KeepOthers(json);
        metric[LineShape.Metric.Measures] = _measures.Count == 0 ? null : JsonText.Of(writer => JsonValue.Write(writer, _measures));
        metric[LineShape.Metric.Notes] = _notes.Length == 0 ? null : _notes.ToString();
        if (SecretScanner.Find(_notes.ToString()) is { } rule)
        {
            Note(ImportIssueKind.Secret, $"its notes look like they hold a secret ({rule})", "took them as they are");
        }

        if (at > now + Day)
        {
            Note(ImportIssueKind.OddField, $"its time {LineJson.Time(at)} is ahead of the clock", "took it as it is");
        }

        return metric;
    }

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static SkillOutcome? Outcome(string text) => text.Trim().ToUpperInvariant() switch
    {
        "SUCCESS" => SkillOutcome.Success,
        "FAILURE" => SkillOutcome.Failure,
        "PARTIAL" => SkillOutcome.Partial,
        "SKIPPED" => SkillOutcome.Skipped,
        _ => null,
    };

    // 1.0.0 wrote UTC; a time without a zone is one.
    private static long? Moment(JsonElement? json)
    {
        switch (json)
        {
            case { ValueKind: JsonValueKind.String } text:
                // A text without a year, such as 10:30, would be read as one of today.
                return DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
                    && text.GetString()!.Contains(moment.Year.ToString("D4", CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    ? moment.ToUnixTimeMilliseconds()
                    : null;
            case { ValueKind: JsonValueKind.Number } seconds when seconds.TryGetDouble(out double value):
                double milliseconds = Math.Abs(value) > 1e11 ? value : value * 1000;
                return milliseconds is >= 0 and < 253_402_300_800_000 ? (long)milliseconds : null;
            default:
                return null;
        }
    }

    private string Skill(string name)
    {
        try
        {
            return SkillName.Normalize(name);
        }
        catch (ClawException)
        {
            var mended = new StringBuilder(name.Length);
            foreach (char c in name.Length > SkillName.MaximumLength ? name.AsSpan(0, SkillName.MaximumLength - 40) : name)
            {
                _ = char.IsControl(c) || char.IsSurrogate(c) || c is '*' or '?' or '[' or ']'
                    ? mended.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}")
                    : mended.Append(c);
            }

            string taken = mended.Length > SkillName.MaximumLength ? mended.ToString(0, SkillName.MaximumLength) : mended.ToString();
            report.Note(ImportIssueKind.Renamed, file, number, taken, "its skill's name has characters that are not allowed, or too many", $"took it as '{taken}'");
            return taken;
        }
    }

    private string? Session(JsonElement? json)
    {
        if (json is not { } session)
        {
            return null;
        }

        string text = session.ValueKind is JsonValueKind.String ? session.GetString()!.Trim() : session.GetRawText();
        if (text.Length <= LongestText && !text.Any(char.IsControl))
        {
            return text.Length == 0 ? null : text;
        }

        KeepInNotes("session", session);
        return null;
    }

    private double? Duration(JsonElement? json)
    {
        if (json is not { } duration || (duration.ValueKind is JsonValueKind.String && string.IsNullOrWhiteSpace(duration.GetString()!)))
        {
            return null;
        }

        double? seconds = duration.ValueKind switch
        {
            JsonValueKind.Number when duration.TryGetDouble(out double number) => number,
            JsonValueKind.String when double.TryParse(duration.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
            _ => null,
        };
        if (seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds)
        {
            return seconds;
        }

        Keep("duration_s", duration, "its 'duration_s' is no length of time");
        return null;
    }

    private void KeepOthers(JsonElement json)
    {
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (member.Value.ValueKind is not JsonValueKind.Null && Array.IndexOf(OwnFields, member.Name) < 0)
            {
                Keep(member.Name, member.Value, problem: null);
            }
        }
    }

    private void Keep(string name, JsonElement value, string? problem)
    {
        object? measure = value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
            JsonValueKind.Number when value.TryGetInt64(out long integer) => integer,
            JsonValueKind.Number when value.GetRawText() is { Length: <= LongestText } digits && digits.TrimStart('-').All(char.IsAsciiDigit) => digits, // beyond 64 bits: as text, none is lost
            JsonValueKind.Number when value.TryGetDouble(out double real) && double.IsFinite(real) => real,
            JsonValueKind.String when value.GetString()!.Trim() is { Length: > 0 and <= LongestText } text && !text.Any(static c => char.IsControl(c) || char.IsSurrogate(c)) => text,
            _ => null,
        };
        if (measure is null || !MeasureSet.IsName(name) || _measures.Contains(name) || _measures.Count >= MostMeasures)
        {
            KeepInNotes(name, value);
        }
        else
        {
            _measures[name] = measure;
            if (problem is not null)
            {
                Note(ImportIssueKind.OddField, problem, $"took it as the measure '{name}'");
            }
        }
    }

    private void KeepInNotes(string name, JsonElement value)
    {
        string raw = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (_notes.Length > 0)
        {
            _notes.Append('\n');
        }

        _notes.Append(name).Append(": ").Append(raw);
        Note(ImportIssueKind.OddField, $"its '{name}' can't be a measure", "added it to the notes");
    }

    private void Note(ImportIssueKind kind, string detail, string action) => report.Note(kind, file, number, _skill, detail, action);

    private ExportLine? Bad(string reason)
    {
        report.Note(ImportIssueKind.BadLine, file, number, _skill, reason, "left it out");
        return null;
    }
}
