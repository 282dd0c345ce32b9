using System.Text.Json;

namespace ClawPowers.Cli.Output;

/// <summary>Tasks as JSON. All members are always there; lengths of time are in seconds.</summary>
internal static class TaskJson
{
    public static void Task(Utf8JsonWriter writer, ClawTask task)
    {
        writer.WriteStartObject();
        writer.WriteString("plan", task.Plan);
        writer.WriteString("id", task.Id);
        writer.WriteString("title", task.Title);
        writer.WriteString("state", JsonOutput.Word(task.State.ToString()));
        JsonOutput.Texts(writer, "needs", task.Needs);
        JsonOutput.Texts(writer, "unmet", task.Unmet);
        JsonOutput.Number(writer, "estimate_s", task.Estimate?.TotalSeconds);
        JsonOutput.Number(writer, "actual_s", task.Actual?.TotalSeconds);
        writer.WriteString("risk", task.Risk is { } risk ? JsonOutput.Word(risk.ToString()) : null);
        JsonOutput.Texts(writer, "in", task.Inputs);
        JsonOutput.Texts(writer, "out", task.Outputs);
        JsonOutput.Texts(writer, "done", task.DoneWhen);
        JsonOutput.Texts(writer, "covers", task.Covers);
        writer.WriteString("wire", task.TripWire);
        writer.WriteNumber("claim", task.Claim);
        JsonOutput.Moment(writer, "leaseUntil", task.LeaseUntil);
        writer.WriteString("sessionId", task.SessionId);
        writer.WriteString("agent", task.Agent);
        JsonOutput.Moment(writer, "startedAt", task.StartedAt);
        JsonOutput.Moment(writer, "completedAt", task.CompletedAt);
        writer.WriteNumber("attempts", task.Attempts);
        writer.WriteNumber("rework", task.Rework);
        JsonOutput.Texts(writer, "reworkCauses", task.ReworkCauses);
        writer.WriteString("note", task.Note);
        writer.WriteString("blockedBy", task.BlockedBy);
        writer.WriteString("path", task.Path);
        if (task.Line is { } line)
        {
            writer.WriteNumber("line", line);
        }
        else
        {
            writer.WriteNull("line");
        }

        JsonOutput.Where(writer, task.Scope, task.Project);
        writer.WriteEndObject();
    }
}
