using System.Text.Json;
using ClawPowers.Core.Plans;

namespace ClawPowers.Cli.Output;

/// <summary>Imports, checks and removals of plans as JSON. Their name is <c>name</c>, as that of everything that has one.</summary>
internal static class PlanFileJson
{
    public static void Import(Utf8JsonWriter writer, PlanImport import)
    {
        writer.WriteStartObject();
        writer.WriteString("name", import.Plan);
        writer.WriteString("path", import.Path);
        JsonOutput.Where(writer, import.Scope, import.Project);
        writer.WriteBoolean("isNew", import.IsNew);
        writer.WriteBoolean("isDone", import.IsDone);
        writer.WriteNumber("tasks", import.Tasks);
        JsonOutput.Texts(writer, "added", import.Added);
        JsonOutput.Texts(writer, "changed", import.Changed);
        JsonOutput.Texts(writer, "removed", import.Removed);
        JsonOutput.Texts(writer, "dropped", import.Dropped);
        Problems(writer, import.Problems);
        writer.WriteEndObject();
    }

    public static void Check(Utf8JsonWriter writer, PlanCheck check)
    {
        writer.WriteStartObject();
        writer.WriteString("name", check.Plan);
        writer.WriteString("path", check.Path);
        writer.WriteString("scope", check.Scope is { } scope ? JsonOutput.Word(scope.ToString()) : null);
        writer.WriteString("project", check.Project);
        writer.WriteBoolean("passed", check.Passed);
        Problems(writer, check.Problems);
        JsonOutput.Texts(writer, "criticalPath", check.CriticalPath);
        writer.WriteNumber("criticalSeconds", check.CriticalTime.TotalSeconds);
        writer.WriteNumber("totalSeconds", check.TotalTime.TotalSeconds);
        JsonOutput.Texts(writer, "order", check.Order);
        writer.WriteStartArray("waves");
        foreach (IReadOnlyList<string> wave in check.Waves)
        {
            writer.WriteStartArray();
            foreach (string id in wave)
            {
                writer.WriteStringValue(id);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteNumber("atOnce", check.AtOnce);
        writer.WriteEndObject();
    }

    public static void Removed(Utf8JsonWriter writer, RemovablePlan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("name", plan.Name);
        JsonOutput.Where(writer, plan.Scope, plan.Project);
        writer.WriteNumber("tasks", plan.Tasks);
        writer.WriteEndObject();
    }

    private static void Problems(Utf8JsonWriter writer, IReadOnlyList<PlanProblem> problems)
    {
        writer.WriteStartArray("problems");
        foreach (PlanProblem problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(problem.Kind.ToString()));
            writer.WriteString("severity", JsonOutput.Word(problem.Severity.ToString()));
            JsonOutput.Texts(writer, "tasks", problem.Tasks);
            JsonOutput.Number(writer, "line", problem.Line);
            writer.WriteString("message", problem.Message);
            writer.WriteString("advice", problem.Advice);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
