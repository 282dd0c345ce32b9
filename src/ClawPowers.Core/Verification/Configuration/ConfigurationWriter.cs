using System.Globalization;
using System.Text;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Verification.Configuration;

/// <summary>Writes gates as a configuration that reads back as the same gates.</summary>
internal static class ConfigurationWriter
{
    private const string Heading =
        """
        # The gates of this project: commands that say by their exit code whether something holds.
        # Invoke-ClawVerification, or clawpowers verify, runs them. What else a gate can say: docs/verification.md of ClawPowers.
        gates:

        """;

    public static string Write(IReadOnlyList<GateSpec> gates)
    {
        var text = new StringBuilder(Heading.ReplaceLineEndings("\n"));
        foreach (GateSpec gate in gates)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Scalar(gate.Name)}:\n");
            text.Append(CultureInfo.InvariantCulture, $"    run: {(gate.Program is { } program ? List(program) : Scalar(gate.Line!))}\n");
            text.Append(CultureInfo.InvariantCulture, $"    limit: {Limit(gate.Limit)}\n");
            Add(text, "needs", gate.Needs.Count == 0 ? null : List(gate.Needs));
            Add(text, "group", gate.Group is null ? null : Scalar(gate.Group));
            Add(text, "folder", gate.Folder.Length == 0 ? null : Scalar(gate.Folder));
            Add(text, "environment", gate.Environment.Count == 0 ? null : $"{{ {string.Join(", ", gate.Environment.Select(static variable => $"{Scalar(variable.Key)}: {Quoted(variable.Value)}"))} }}");
            Add(text, "on", gate.Systems is null ? null : List(gate.Systems));
            Add(text, "findings", gate.Findings is null ? null : Scalar(gate.Findings));
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {name}: {value}\n");
        }
    }

    private static string Limit(TimeSpan limit) =>
        limit.Ticks % TimeSpan.TicksPerMinute == 0 ? string.Create(CultureInfo.InvariantCulture, $"{limit.TotalMinutes:0}m")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)limit.TotalMilliseconds}ms");

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Scalar))}]";

    private static string Scalar(string text) =>
        text.Length > 0 && !PlainScalar.IsTyped(text) && char.IsAsciiLetterOrDigit(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/') ? text : Quoted(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                _ when char.IsControl(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
