using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>The rules for what is noted beside a task.</summary>
internal static class TaskText
{
    private const int MostBytes = 64 << 10;

    /// <summary>A note of any number of lines; null if it is blank.</summary>
    public static string? Note(string what, string? text, TaskRequest request)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        object? target = request.Target ?? request.Id;
        if (text.Length > MostBytes / 3 && Encoding.UTF8.GetByteCount(text) is > MostBytes and int bytes)
        {
            throw MetricErrors.NotesTooLong(bytes, target);
        }

        StoredValue.WellFormed(text, target);
        return Unsuspected(what, text, request);
    }

    /// <summary>One short line, which is a run's measure too; null if it is blank.</summary>
    public static string? Line(string what, string? text, TaskRequest request)
    {
        string? line = text?.Trim();
        return string.IsNullOrEmpty(line) ? null
            : ShortText.Problem(line, MeasureSet.MaximumTextLength) is { } problem ? throw TaskErrors.InvalidLine(what, problem, request.Target ?? request.Id)
            : Unsuspected(what, line, request);
    }

    private static string Unsuspected(string what, string text, TaskRequest request) =>
        !request.AllowSecret && SecretScanner.Find(text) is { } rule ? throw TaskErrors.SecretInValue(what, rule, request.Target ?? request.Id) : text;
}
