using System.Text.Json;

namespace ClawPowers.Cli.Output;

/// <summary>Plans as JSON. All members are always there; lengths of time are in seconds.</summary>
internal static class PlanJson
{
    /// <summary>A plan without its tasks.</summary>
    public static void Plan(Utf8JsonWriter writer, ClawPlan plan)
    {
        writer.WriteStartObject();
        Members(writer, plan);
        writer.WriteEndObject();
    }

    /// <summary>A plan with its tasks, what is on record of them, and when they ran or are likely to.</summary>
    public static void Dashboard(Utf8JsonWriter writer, ClawPlan plan)
    {
        writer.WriteStartObject();
        Members(writer, plan);
        JsonOutput.Texts(writer, "doneWhen", plan.DoneWhen);
        writer.WriteString("projectionBasis", plan.ProjectionBasis);
        JsonOutput.Texts(writer, "unprojected", plan.Unprojected);
        Record(writer, plan.Overruns, plan.ReworkCauses);
        Tasks(writer, plan);
        writer.WriteEndObject();
    }

    /// <summary>What the record of a plan shows.</summary>
    public static void Report(Utf8JsonWriter writer, PlanReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("name", report.Plan);
        writer.WriteString("state", report.State is { } state ? JsonOutput.Word(state.ToString()) : null);
        writer.WriteString("project", report.Project);
        writer.WriteNumber("total", report.Total);
        writer.WriteNumber("done", report.Done);
        JsonOutput.Number(writer, "estimate_s", report.Estimate?.TotalSeconds);
        writer.WriteNumber("actual_s", report.Actual.TotalSeconds);
        JsonOutput.Number(writer, "ratio", report.Ratio);
        JsonOutput.Interval(writer, "ratioInterval", report.RatioInterval);
        writer.WriteNumber("rework", report.Rework);
        writer.WriteNumber("reworkTime_s", report.ReworkTime.TotalSeconds);
        writer.WriteNumber("interruptions", report.Interruptions);
        writer.WriteNumber("recovery_s", report.Recovery.TotalSeconds);
        Record(writer, report.Overruns, report.ReworkCauses);
        Findings(writer, "findings", report.Findings);
        Findings(writer, "facts", report.Facts);
        writer.WriteEndObject();
    }

    private static void Findings(Utf8JsonWriter writer, string name, IReadOnlyList<PlanFinding> findings)
    {
        writer.WriteStartArray(name);
        foreach (PlanFinding finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", finding.Subject);
            writer.WriteString("summary", finding.Summary);
            writer.WriteString("recommendation", finding.Recommendation);
            writer.WriteNumber("n", finding.N);
            JsonOutput.Number(writer, "effect", finding.Effect);
            JsonOutput.Interval(writer, "interval", finding.Interval);
            JsonOutput.Number(writer, "p", finding.P);
            JsonOutput.Number(writer, "q", finding.Q);
            JsonOutput.Texts(writer, "tasks", finding.Tasks);
            writer.WriteStartArray("ids");
            foreach (long id in finding.Ids)
            {
                writer.WriteNumberValue(id);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Record(Utf8JsonWriter writer, IReadOnlyList<TaskOverrun> overruns, IReadOnlyList<ReworkCause> causes)
    {
        writer.WriteStartArray("overruns");
        foreach (TaskOverrun over in overruns)
        {
            writer.WriteStartObject();
            writer.WriteString("id", over.Id);
            writer.WriteString("title", over.Title);
            writer.WriteNumber("estimate_s", over.Estimate.TotalSeconds);
            writer.WriteNumber("actual_s", over.Actual.TotalSeconds);
            writer.WriteNumber("ratio", over.Ratio);
            writer.WriteBoolean("isOpen", over.IsOpen);
            writer.WriteString("cause", over.Cause);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("reworkCauses");
        foreach (ReworkCause cause in causes)
        {
            writer.WriteStartObject();
            writer.WriteString("cause", cause.Cause);
            writer.WriteNumber("count", cause.Count);
            writer.WriteNumber("time_s", cause.Time.TotalSeconds);
            JsonOutput.Texts(writer, "tasks", cause.Tasks);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Members(Utf8JsonWriter writer, ClawPlan plan)
    {
        writer.WriteString("name", plan.Name);
        writer.WriteString("state", JsonOutput.Word(plan.State.ToString()));
        writer.WriteString("goal", plan.Goal);
        writer.WriteString("path", plan.Path);
        JsonOutput.Where(writer, plan.Scope, plan.Project);
        writer.WriteNumber("total", plan.Total);
        writer.WriteNumber("done", plan.Done);
        writer.WriteNumber("running", plan.Running);
        writer.WriteNumber("ready", plan.Ready);
        writer.WriteNumber("waiting", plan.Waiting);
        writer.WriteNumber("blocked", plan.Blocked);
        writer.WriteNumber("dropped", plan.Dropped);
        JsonOutput.Number(writer, "estimate_s", plan.Estimate?.TotalSeconds);
        writer.WriteNumber("actual_s", plan.Actual.TotalSeconds);
        JsonOutput.Number(writer, "remaining_s", plan.Remaining?.TotalSeconds);
        JsonOutput.Number(writer, "velocity", plan.Velocity);
        JsonOutput.Interval(writer, "velocityInterval", plan.VelocityInterval);
        writer.WriteNumber("atOnce", plan.AtOnce);
        JsonOutput.Moment(writer, "projectedEnd", plan.ProjectedEnd);
        JsonOutput.Moment(writer, "projectedEarliest", plan.ProjectedEarliest);
        JsonOutput.Moment(writer, "projectedLatest", plan.ProjectedLatest);
        writer.WriteNumber("rework", plan.Rework);
        writer.WriteNumber("reworkTime_s", plan.ReworkTime.TotalSeconds);
        writer.WriteNumber("interruptions", plan.Interruptions);
        writer.WriteNumber("recovery_s", plan.Recovery.TotalSeconds);
        JsonOutput.Moment(writer, "createdAt", plan.CreatedAt);
        JsonOutput.Moment(writer, "updatedAt", plan.UpdatedAt);
        JsonOutput.Moment(writer, "startedAt", plan.StartedAt);
        JsonOutput.Moment(writer, "completedAt", plan.CompletedAt);
    }

    private static void Tasks(Utf8JsonWriter writer, ClawPlan plan)
    {
        Dictionary<string, PlanGanttRow> rows = (plan.Gantt?.Rows ?? []).ToDictionary(static row => row.Id, StringComparer.Ordinal);
        writer.WriteStartArray("tasks");
        foreach (ClawTask task in plan.Tasks)
        {
            PlanGanttRow? row = rows.GetValueOrDefault(task.Id);
            writer.WriteStartObject();
            writer.WriteString("id", task.Id);
            writer.WriteString("title", task.Title);
            writer.WriteString("state", JsonOutput.Word(task.State.ToString()));
            JsonOutput.Texts(writer, "needs", task.Needs);
            JsonOutput.Number(writer, "estimate_s", task.Estimate?.TotalSeconds);
            JsonOutput.Number(writer, "actual_s", task.Actual?.TotalSeconds);
            JsonOutput.Moment(writer, "start", row?.Start);
            JsonOutput.Moment(writer, "end", row?.End);
            writer.WriteString("agent", task.Agent);
            JsonOutput.Moment(writer, "leaseUntil", task.LeaseUntil);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
