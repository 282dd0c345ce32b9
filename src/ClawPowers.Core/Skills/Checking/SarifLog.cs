using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClawPowers.Core.Scope;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>
/// Problems as a log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS standard, errata 01), which code
/// hosts and editors show beside the lines. Files below the root are relative to <c>%SRCROOT%</c>, others are <c>file:</c> URIs.
/// </summary>
public static class SarifLog
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Documentation = "https://github.com/clawpowers/clawpowers-powershell/blob/main/docs/skill-rules.md";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is never put into HTML
    };

    /// <summary>The folder that paths count from where nobody says another: the top of the repository, else the location.</summary>
    /// <param name="context">From where.</param>
    public static string RootOf(ClawContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ProjectIdentity.TopFolder(context.WorkingDirectory) ?? context.WorkingDirectory;
    }

    /// <summary>Writes the log.</summary>
    /// <param name="problems">The problems; none is a log that says so.</param>
    /// <param name="root">The folder that relative paths count from; null for none.</param>
    /// <param name="version">The program's version.</param>
    /// <returns>The log as JSON, its lines ended by line feeds.</returns>
    public static string Write(IEnumerable<SkillProblem> problems, string? root, string version)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", Schema);
            writer.WriteString("version", "2.1.0");
            writer.WriteStartArray("runs");
            writer.WriteStartObject();
            WriteTool(writer, version);
            writer.WriteString("columnKind", "utf16CodeUnits");
            writer.WriteStartArray("results");
            Dictionary<string, int> seen = new(StringComparer.Ordinal);
            foreach (SkillProblem problem in problems)
            {
                WriteResult(writer, problem, root, seen);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan).ReplaceLineEndings("\n");
    }

    private static void WriteTool(Utf8JsonWriter writer, string version)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "ClawPowers");
        writer.WriteString("version", version);
        writer.WriteString("informationUri", Documentation);
        writer.WriteStartArray("rules");
        foreach (SkillRule rule in SkillRules.All)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            WriteText(writer, "shortDescription", rule.Summary);
            WriteText(writer, "help", rule.Advice);
            writer.WriteString("helpUri", Documentation);
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", Level(rule.Severity));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, SkillProblem problem, string? root, Dictionary<string, int> seen)
    {
        (string uri, bool isRelative) = Uri(problem.Path, root);
        int rule = SkillRules.Ids.ToList().IndexOf(problem.RuleId);
        writer.WriteStartObject();
        writer.WriteString("ruleId", problem.RuleId);
        if (rule >= 0)
        {
            writer.WriteNumber("ruleIndex", rule);
        }

        writer.WriteString("level", Level(problem.Severity));
        WriteText(writer, "message", $"{problem.Message} {problem.Advice}");
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", uri);
        if (isRelative)
        {
            writer.WriteString("uriBaseId", "%SRCROOT%");
        }

        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", Math.Max(problem.Line, 1));
        writer.WriteNumber("startColumn", Math.Max(problem.Column, 1));
        if (problem.EndLine is { } end && end >= problem.Line)
        {
            writer.WriteNumber("endLine", end);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("skillProblem/v1", Fingerprint(problem, uri, seen));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // What was found, in which file, for which time: the same wherever the line moves to.
    private static string Fingerprint(SkillProblem problem, string uri, Dictionary<string, int> seen)
    {
        string what = $"{problem.RuleId}\n{uri}\n{problem.Message}";
        int occurrence = seen[what] = seen.GetValueOrDefault(what) + 1;
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{what}\n{occurrence}")))[..32].ToLowerInvariant();
    }

    private static (string Uri, bool IsRelative) Uri(string path, string? root)
    {
        string relative = root is null ? path : Path.GetRelativePath(root, path);
        return Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? (FileUri(Path.GetFullPath(path)), false)
            : (string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(System.Uri.EscapeDataString)), true);
    }

    // By hand: Uri takes "%20" in a file's name for a blank that is escaped already.
    private static string FileUri(string path)
    {
        IEnumerable<string> parts = path.Split(Path.DirectorySeparatorChar).Select(static (part, place) => place == 0 ? part : System.Uri.EscapeDataString(part));
        string joined = string.Join('/', parts);
        return joined.StartsWith("//", StringComparison.Ordinal) ? $"file:{joined}" : $"file:///{joined.TrimStart('/')}";
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static string Level(SkillProblemSeverity severity) => severity switch
    {
        SkillProblemSeverity.Error => "error",
        SkillProblemSeverity.Warning => "warning",
        _ => "note",
    };
}
