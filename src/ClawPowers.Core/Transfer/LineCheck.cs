using System.Globalization;
using System.Text;
using System.Text.Json;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Transfer;

/// <summary>Whether a line can stand where it stands: what was let in must be readable as if the program had written it.</summary>
internal sealed class LineCheck
{
    private static readonly Dictionary<string, int> Ranks = new(StringComparer.Ordinal)
    {
        ["scope"] = 0,
        ["purged"] = 1,
        ["entry"] = 2,
        ["version"] = 2,
        ["removed"] = 3,
        ["metric"] = 4,
        ["metric-version"] = 4,
        ["recommendation"] = 5,
        ["lesson"] = 6,
        ["feedback"] = 7,
    };

    // No store counts this far, and a number above still is one.
    private const long Highest = 9_007_199_254_740_991;

    private readonly HashSet<long> _recommendations = [];
    private ExportLine? _previous;
    private ExportLine? _owner;
    private long _newerVersion;
    private long _newerBytes;

    /// <summary>The projects that have something in them, empty text for the global scope.</summary>
    public HashSet<string> Projects { get; } = new(StringComparer.Ordinal);

    /// <summary>Checks the next line.</summary>
    /// <exception cref="FormatException">The message says what is wrong.</exception>
    public void Next(ExportLine line)
    {
        if (_previous is not null && Ranks[line.Shape.Type] < Ranks[_previous.Shape.Type])
        {
            throw new FormatException($"a line of the type '{line.Shape.Type}' can't follow one of the type '{_previous.Shape.Type}'");
        }

        switch (line.Shape.Type)
        {
            case "entry":
                Entry(line);
                break;
            case "version":
                Version(line);
                break;
            case "metric":
                Rises(line, LineShape.Metric.Id);
                Metric(line, LineShape.Metric.Version, LineShape.Metric.Duration, LineShape.Metric.Measures);
                break;
            case "metric-version":
                MetricVersion(line);
                break;
            case "recommendation":
                Rises(line, LineShape.Recommendation.Id);
                Require(line.LongOrNull(LineShape.Recommendation.Target) is not { } target || _recommendations.Contains(target), "its 'target' is no recommendation before it");
                _recommendations.Add(line.Long(LineShape.Recommendation.Id));
                Readable(LineShape.Recommendation.Evidence, line, static json => Evidence.Read(json));
                break;
            case "lesson":
                Require(_recommendations.Contains(line.Long(LineShape.Lesson.RecommendationId)), "its 'recommendation' is none before it");
                Positive(line, LineShape.Lesson.Version);
                break;
            case "feedback":
                Rises(line, LineShape.Feedback.Id);
                Require(line.Text(LineShape.Feedback.Request)!.StartsWith('{'), "its 'request' is not an object");
                Require(line.Text(LineShape.Feedback.Reports)!.StartsWith('['), "its 'reports' is not an array");
                break;
            case "purged":
                Positive(line, LineShape.Purged.Version);
                break;
            case "removed":
                Positive(line, LineShape.Removed.UpTo);
                break;
        }

        if (line.Shape.Owner is { } project && line.Shape.Type != "purged")
        {
            Projects.Add(line.Text(project)!);
        }

        _previous = line;
    }

    private static void Require(bool condition, string reason)
    {
        if (!condition)
        {
            throw new FormatException(reason);
        }
    }

    private static void Positive(ExportLine line, Field field)
    {
        Require(line.Long(field) > 0, $"its '{field.Name}' is not above 0");
        Require(line.Long(field) <= Highest, string.Create(CultureInfo.InvariantCulture, $"its '{field.Name}' is above {Highest}"));
    }

    // What was let in and can't be read would stop every later report.
    private static void Readable(Field field, ExportLine line, Func<string, object> read)
    {
        try
        {
            _ = read(line.Text(field)!);
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException or OverflowException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException($"its '{field.Name}' is not of the form that feedback has", exception);
        }
    }

    private static long Bytes(object? value) => value is string text ? Encoding.UTF8.GetByteCount(text) : -1;

    private void Rises(ExportLine line, Field id)
    {
        Positive(line, id);
        Require(_owner is null || !ReferenceEquals(_owner.Shape, line.Shape) || _owner.Long(id) < line.Long(id), $"its '{id.Name}' is not above the one before");
        _owner = line;
    }

    private void Entry(ExportLine line)
    {
        string key = line.Text(LineShape.Entry.Key)!;
        try
        {
            StateKey.Validate(key);
        }
        catch (ClawException exception)
        {
            throw new FormatException(exception.Message.TrimEnd('.'), exception);
        }

        Positive(line, LineShape.Entry.Version);
        Require(line[LineShape.Entry.Kind] is null == line[LineShape.Entry.Value] is null, "it has one of 'kind' and 'value' without the other");
        if (_owner is { Shape.Type: "entry" } before)
        {
            int order = CodePoints.Order.Compare(before.Text(LineShape.Entry.Project), line.Text(LineShape.Entry.Project));
            Require(order < 0 || (order == 0 && CodePoints.Order.Compare(before.Text(LineShape.Entry.Key), key) < 0), "it is there twice, or not in order of projects and keys");
        }

        _owner = line;
        _newerVersion = line.Long(LineShape.Entry.Version);
        _newerBytes = Bytes(line[LineShape.Entry.Value]);
    }

    private void Version(ExportLine line)
    {
        Require(_previous is { Shape.Type: "entry" or "version" }, "it does not follow an entry");
        long number = line.Long(LineShape.Version.Number);
        Require(number > 0 && number < _newerVersion, "its 'version' is not below the one before");
        _newerVersion = number;
        if (line.LongOrNull(LineShape.Version.Length) is { } length)
        {
            Require(line[LineShape.Version.Value] is null && line[LineShape.Version.Kind] is not null, "it has a 'length', and so a 'kind' and no 'value'");
            Require(length >= 0 && length <= _newerBytes, "its 'length' is more than the version after it has");
            _newerBytes = length;
        }
        else
        {
            Require(line[LineShape.Version.Kind] is null == line[LineShape.Version.Value] is null, "it has one of 'kind' and 'value' without the other");
            _newerBytes = Bytes(line[LineShape.Version.Value]);
        }
    }

    private void Metric(ExportLine line, Field version, Field duration, Field measures)
    {
        Positive(line, version);
        _newerVersion = line.Long(version);
        Require(line[duration] is not double seconds || (seconds >= 0 && seconds < TimeSpan.MaxValue.TotalSeconds), $"its '{duration.Name}' is negative or too long");
        if (line.Text(measures) is { } json)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            Require(
                document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.EnumerateObject().All(static member => member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False),
                "its 'measures' are not numbers, texts, true and false by their names");
        }
    }

    private void MetricVersion(ExportLine line)
    {
        Require(_previous is { Shape.Type: "metric" or "metric-version" }, "it does not follow a run");
        Require(line.Long(LineShape.MetricVersion.Number) < _newerVersion, "its 'version' is not below the one before");
        Metric(line, LineShape.MetricVersion.Number, LineShape.MetricVersion.Duration, LineShape.MetricVersion.Measures);
    }
}
