using System.Text;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;
using ClawPowers.Core.Transfer;

namespace ClawPowers.Core.Tests.Transfer;

/// <summary>Exports and imports of scratch stores in few words.</summary>
internal static class Moving
{
    public static string Export(this Scratch scratch, ExportRequest? request = null) => Encoding.UTF8.GetString(scratch.ExportBytes(request).Bytes);

    public static (byte[] Bytes, StoreExport Result) ExportBytes(this Scratch scratch, ExportRequest? request = null)
    {
        using var stream = new MemoryStream();
        StoreExport result = new StoreExporter(scratch.Context).Write((request ?? new ExportRequest { IncludeSecrets = true }) with { Output = stream });
        return (stream.ToArray(), result);
    }

    public static StoreImport Import(this Scratch scratch, string text, ImportConflict conflict = ImportConflict.Keep, ClawScope? scope = null, string? project = null, bool commit = true)
    {
        string path = scratch.PathOf("import.jsonl");
        File.WriteAllText(path, text);
        return scratch.ImportPath(path, conflict, scope, project, commit);
    }

    public static StoreImport ImportPath(this Scratch scratch, string? path, ImportConflict conflict = ImportConflict.Keep, ClawScope? scope = null, string? project = null, bool commit = true) =>
        new StoreImporter(scratch.Context).Run(new ImportRequest { Path = path, Conflict = conflict, Scope = scope, Project = project, Commit = commit });

    public static SkillMetric Record(this Scratch scratch, string skill, SkillOutcome outcome, string? notes = null, TimeSpan? duration = null, DateTimeOffset? at = null, System.Collections.IDictionary? measures = null, string? project = null) =>
        new MetricLog(scratch.Context).Apply(new AddMetricRequest { Skill = skill, Outcome = outcome, Notes = notes, Duration = duration, Timestamp = at, Measures = measures, Project = project })!;

    public static IReadOnlyList<SkillMetric> Runs(this Scratch scratch, bool withHistory = false) =>
        [.. new MetricLog(scratch.Context).Read(new MetricQuery { Scope = ClawScope.All, WithHistory = withHistory })];

    public static void SetIn(this Scratch scratch, string project, string key, object value) =>
        scratch.State.Apply(new SetRequest { Key = key, Value = value, Project = project });

    /// <summary>The daily totals agree with the log.</summary>
    public static void AssertSound(this Scratch scratch) =>
        Assert.DoesNotContain(scratch.Maintenance.Check(), static check => !check.Passed && check.Check != "Disk");

    public static string Line(string text, string type) => text.Split('\n').Single(line => line.StartsWith($$"""{"type":"{{type}}",""", StringComparison.Ordinal));
}
