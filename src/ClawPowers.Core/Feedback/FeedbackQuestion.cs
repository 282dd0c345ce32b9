using System.Text;
using System.Text.Json;

namespace ClawPowers.Core.Feedback;

/// <summary>What was asked, in the form in which two calls can be told to ask the same.</summary>
internal sealed class FeedbackQuestion
{
    private const string SinceName = "since";
    private const string HoursName = "hours";

    private readonly string _what;
    private readonly long? _since;
    private readonly long? _hours;

    /// <summary>The question of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="projects">The projects whose runs are read, as the scope decided; null for all.</param>
    /// <param name="now">The moment of the call, in UTC milliseconds.</param>
    public FeedbackQuestion(FeedbackRequest request, IReadOnlyList<string>? projects, long now)
    {
        _what = What(request, projects);
        _since = request.Since?.ToUnixTimeMilliseconds();
        _hours = _since is { } since ? (long)Math.Round((now - since) / 3_600_000.0) : null;
    }

    /// <summary>The question as one JSON object.</summary>
    public string ToJson() => Json(writer =>
    {
        writer.WriteString("what", _what);
        if (_since is { } since && _hours is { } hours)
        {
            writer.WriteNumber(SinceName, since);
            writer.WriteNumber(HoursName, hours);
        }
    });

    /// <summary>Whether an earlier call asked the same: the period may be the same in length or in its beginning.</summary>
    public bool IsSameAs(string json)
    {
        using JsonDocument? other = FeedbackJson.TryParse(json);
        if (other is null || FeedbackJson.Text(other.RootElement, "what") != _what)
        {
            return false;
        }

        long? hours = FeedbackJson.Number(other.RootElement, HoursName);
        return FeedbackJson.Number(other.RootElement, SinceName) == _since || (hours is not null && hours == _hours);
    }

    // Skills may be left out without a change in what is said about the others; analyzers and goals may not.
    private static string What(FeedbackRequest request, IReadOnlyList<string>? projects) => string.Join(
        ' ',
        [
            .. (projects ?? ["all"]).Select(static project => "scope=" + project),
            .. (request.Analyzers ?? []).Select(static name => "analyzer=" + name.ToLowerInvariant()).Order(StringComparer.Ordinal),
            .. request.Goals.Select(static goal => $"goal={goal}".ToLowerInvariant()).Order(StringComparer.Ordinal),
        ]);

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
