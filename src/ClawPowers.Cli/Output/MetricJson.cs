using System.Text.Json;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Output;

/// <summary>Runs as JSON: first the members of 1.0.0 under their names, then what has been added since. All of them are always there.</summary>
internal static class MetricJson
{
    public static void Run(Utf8JsonWriter writer, SkillMetric run)
    {
        writer.WriteStartObject();
        writer.WriteString("ts", JsonOutput.Moment(run.Timestamp));
        writer.WriteString("skill", run.Skill);
        writer.WriteString("outcome", JsonOutput.Word(run.Outcome.ToString()));
        JsonOutput.Number(writer, "duration_s", run.Duration?.TotalSeconds);
        writer.WriteString("notes", run.Notes);
        writer.WriteString("session", run.SessionId);
        writer.WriteNumber("id", run.Id);
        writer.WritePropertyName("measures");
        StateValue.WriteJson(writer, run.Measures);
        writer.WriteString("source", JsonOutput.Word(run.Source.ToString()));
        writer.WriteString("agent", run.Agent);
        writer.WriteString("model", run.Model);
        writer.WriteString("commit", run.Commit);
        writer.WriteString("scope", JsonOutput.Word(run.Scope.ToString()));
        writer.WriteString("project", run.Project);
        writer.WriteNumber("version", run.Version);
        writer.WriteEndObject();
    }
}
