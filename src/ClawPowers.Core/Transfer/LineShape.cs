using System.Globalization;

namespace ClawPowers.Core.Transfer;

/// <summary>
/// What a line of an export holds and where it is kept: written once, for both ways. A value that is null is left out.
/// </summary>
internal sealed class LineShape
{
    private static readonly string[] Changes = Words<StateChange>();

    private LineShape(string type, string table, params Field[] fields)
    {
        Type = type;
        Table = table;
        Fields = fields;
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i].Index = i;
        }

        Owner = Array.Find(fields, static field => field.Kind is FieldKind.Project);
        Columns = string.Join(", ", fields.Select(static field => field.Expression));
        ColumnNames = string.Join(", ", fields.Select(static field => field.Column));
        Parameters = string.Join(", ", fields.Select(static field => "?" + (field.Index + 1).ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>What the line's member <c>type</c> says.</summary>
    public string Type { get; }

    /// <summary>The table that it is a row of.</summary>
    public string Table { get; }

    /// <summary>Its members, in their order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>What a query selects from the table that it calls <c>t</c>.</summary>
    public string Columns { get; }

    /// <summary>The columns by name.</summary>
    public string ColumnNames { get; }

    /// <summary>As many parameters as columns.</summary>
    public string Parameters { get; }

    /// <summary>The field that says whose line it is; null if it has none.</summary>
    public Field? Owner { get; }

    public static IReadOnlyList<LineShape> All => Shapes.All;

    private static Field Project() => new("project", "scope_id", FieldKind.Project);

    private static Field Skill() => new("skill", "skill_id", FieldKind.Skill) { IsRequired = true };

    private static Field Text(string name, string? column = null) => new(name, column ?? name, FieldKind.Text);

    private static Field Integer(string name, string? column = null) => new(name, column ?? name, FieldKind.Integer);

    private static Field Time(string name, string column) => new(name, column, FieldKind.Time);

    private static Field Real(string name) => new(name, name, FieldKind.Real);

    private static Field Json(string name) => new(name, name, FieldKind.Json) { IsFreeText = true };

    private static Field Word<T>(string name)
        where T : struct, Enum => new(name, name, FieldKind.Word) { Words = Words<T>(), IsRequired = true };

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(static name => name.ToLowerInvariant())];

    /// <summary>A scope, whether it has something in it or not.</summary>
    public static class Scope
    {
        public static readonly Field Project = Text("project") with { IsRequired = true };
        public static readonly LineShape Shape = new("scope", "scope", Project);
    }

    /// <summary>How far a purged key had counted.</summary>
    public static class Purged
    {
        public static readonly Field Project = Project();
        public static readonly Field Hash = new("hash", "key_hash", FieldKind.Bytes) { IsRequired = true };
        public static readonly Field Version = Integer("version") with { IsRequired = true };
        public static readonly LineShape Shape = new("purged", "purged", Project, Hash, Version);
    }

    /// <summary>An entry as it is now.</summary>
    public static class Entry
    {
        public static readonly Field Project = Project();
        public static readonly Field Key = Text("key") with { IsRequired = true };
        public static readonly Field Version = Integer("version") with { IsRequired = true };
        public static readonly Field Change = new("change", "change", FieldKind.Word) { Words = Changes, IsRequired = true };
        public static readonly Field Created = Time("created", "created_at") with { IsRequired = true };
        public static readonly Field Updated = Time("updated", "updated_at") with { IsRequired = true };
        public static readonly Field Expires = Time("expires", "expires_at");
        public static readonly Field Session = Text("session");
        public static readonly Field Agent = Text("agent");
        public static readonly Field Kind = Word<State.StateValueType>("kind") with { Column = "type", IsRequired = false };
        public static readonly Field Value = new("value", "value", FieldKind.Value) { IsFreeText = true };
        public static readonly LineShape Shape = new("entry", "entry", Project, Key, Version, Change, Created, Updated, Expires, Session, Agent, Kind, Value);
    }

    /// <summary>A superseded version of the entry before it, the newest first.</summary>
    public static class Version
    {
        public static readonly Field Number = Integer("version") with { IsRequired = true };
        public static readonly Field Change = new("change", "change", FieldKind.Word) { Words = Changes, IsRequired = true };
        public static readonly Field Created = Time("created", "created_at") with { IsRequired = true };
        public static readonly Field Updated = Time("updated", "updated_at") with { IsRequired = true };
        public static readonly Field Expires = Time("expires", "expires_at");
        public static readonly Field Session = Text("session");
        public static readonly Field Agent = Text("agent");
        public static readonly Field Kind = Word<State.StateValueType>("kind") with { Column = "type", IsRequired = false };

        /// <summary>How many bytes at the beginning of the next version's text it is; only then it has no value.</summary>
        public static readonly Field Length = Integer("length");
        public static readonly Field Value = new("value", "value", FieldKind.Value) { IsFreeText = true };
        public static readonly LineShape Shape = new("version", "history", Number, Change, Created, Updated, Expires, Session, Agent, Kind, Length, Value);
    }

    /// <summary>The highest id of a run that was removed.</summary>
    public static class Removed
    {
        public static readonly Field UpTo = Integer("upTo", "up_to") with { IsRequired = true };
        public static readonly LineShape Shape = new("removed", "metric_removed", UpTo);
    }

    /// <summary>A run as it is now.</summary>
    public static class Metric
    {
        public static readonly Field Id = Integer("id") with { IsRequired = true };
        public static readonly Field Project = Project();
        public static readonly Field Skill = Skill();
        public static readonly Field At = Time("at", "at") with { IsRequired = true };
        public static readonly Field Outcome = Word<SkillOutcome>("outcome");
        public static readonly Field Source = Word<MetricSource>("source");
        public static readonly Field Version = Integer("version") with { IsRequired = true };
        public static readonly Field Written = Time("written", "written_at") with { IsRequired = true };
        public static readonly Field Duration = Real("duration");
        public static readonly Field SkillHash = Text("skillHash", "skill_hash");
        public static readonly Field LessonsHash = Text("lessonsHash", "lessons_hash");
        public static readonly Field Session = Text("session");
        public static readonly Field Agent = Text("agent");
        public static readonly Field Model = Text("model");
        public static readonly Field Commit = Text("commit", "git_commit");
        public static readonly Field Origin = Text("origin");
        public static readonly Field Measures = Json("measures");
        public static readonly Field Notes = Text("notes") with { IsFreeText = true };
        public static readonly LineShape Shape = new("metric", "metric", Id, Project, Skill, At, Outcome, Source, Version, Written, Duration, SkillHash, LessonsHash, Session, Agent, Model, Commit, Origin, Measures, Notes);

        /// <summary>What an amendment can change, which is what two versions of a run can differ in.</summary>
        public static readonly IReadOnlyList<Field> Amendable = [Outcome, Source, Duration, Measures, Notes];
    }

    /// <summary>A superseded version of the run before it, the newest first.</summary>
    public static class MetricVersion
    {
        public static readonly Field Number = Integer("version") with { IsRequired = true };
        public static readonly Field Written = Time("written", "written_at") with { IsRequired = true };
        public static readonly Field Outcome = Word<SkillOutcome>("outcome");
        public static readonly Field Source = Word<MetricSource>("source");
        public static readonly Field Duration = Real("duration");
        public static readonly Field Session = Text("session");
        public static readonly Field Agent = Text("agent");
        public static readonly Field Measures = Json("measures");
        public static readonly Field Notes = Text("notes") with { IsFreeText = true };
        public static readonly LineShape Shape = new("metric-version", "metric_history", Number, Written, Outcome, Source, Duration, Session, Agent, Measures, Notes);
    }

    /// <summary>A recommendation as it is now.</summary>
    public static class Recommendation
    {
        public static readonly Field Id = Integer("id") with { IsRequired = true };
        public static readonly Field Project = Project();
        public static readonly Field Skill = Skill();
        public static readonly Field Kind = Word<RecommendationKind>("kind");
        public static readonly Field State = Word<RecommendationState>("state");
        public static readonly Field Analyzer = Text("analyzer") with { IsRequired = true };
        public static readonly Field Fingerprint = Text("fingerprint") with { IsRequired = true };
        public static readonly Field Target = Integer("target", "target_id");
        public static readonly Field Parameter = Text("parameter");
        public static readonly Field Value = Real("value");
        public static readonly Field Minimum = Real("minimum");
        public static readonly Field Maximum = Real("maximum");
        public static readonly Field Proposed = Time("proposed", "proposed_at") with { IsRequired = true };
        public static readonly Field Decided = Time("decided", "decided_at");
        public static readonly Field Session = Text("session");
        public static readonly Field Agent = Text("agent");
        public static readonly Field Reason = Text("reason") with { IsFreeText = true };
        public static readonly Field Evidence = Json("evidence") with { IsRequired = true };
        public static readonly Field Wording = Text("text") with { IsRequired = true, IsFreeText = true };
        public static readonly LineShape Shape = new("recommendation", "recommendation", Id, Project, Skill, Kind, State, Analyzer, Fingerprint, Target, Parameter, Value, Minimum, Maximum, Proposed, Decided, Session, Agent, Reason, Evidence, Wording);

        /// <summary>What a decision changes.</summary>
        public static readonly IReadOnlyList<Field> Decision = [State, Decided, Session, Agent, Reason];
    }

    /// <summary>A version of an approved recommendation's lesson.</summary>
    public static class Lesson
    {
        public static readonly Field RecommendationId = Integer("recommendation", "recommendation_id") with { IsRequired = true };
        public static readonly Field Version = Integer("version") with { IsRequired = true };
        public static readonly Field Project = Project();
        public static readonly Field Skill = Skill();
        public static readonly Field Approved = Time("approved", "approved_at") with { IsRequired = true };
        public static readonly Field Retired = Time("retired", "retired_at");
        public static readonly Field Session = Text("session");
        public static readonly Field Agent = Text("agent");
        public static readonly Field Reason = Text("reason") with { IsFreeText = true };
        public static readonly Field Parameter = Text("parameter");
        public static readonly Field Value = Real("value");
        public static readonly Field Wording = Text("text") with { IsRequired = true, IsFreeText = true };
        public static readonly LineShape Shape = new("lesson", "lesson", RecommendationId, Version, Project, Skill, Approved, Retired, Session, Agent, Reason, Parameter, Value, Wording);
    }

    /// <summary>A call for feedback.</summary>
    public static class Feedback
    {
        public static readonly Field Id = Integer("id") with { IsRequired = true };
        public static readonly Field Project = Project();
        public static readonly Field At = Time("at", "at") with { IsRequired = true };
        public static readonly Field Session = Text("session");
        public static readonly Field Agent = Text("agent");
        public static readonly Field Request = Json("request") with { IsRequired = true };
        public static readonly Field Reports = Json("reports") with { IsRequired = true };
        public static readonly LineShape Shape = new("feedback", "feedback", Id, Project, At, Session, Agent, Request, Reports);
    }

    private static class Shapes
    {
        public static readonly LineShape[] All =
            [Scope.Shape, Purged.Shape, Entry.Shape, Version.Shape, Removed.Shape, Metric.Shape, MetricVersion.Shape, Recommendation.Shape, Lesson.Shape, Feedback.Shape];
    }
}
