using System.Text.Json;

namespace ClawPowers.Cli.Output;

/// <summary>Gates as JSON.</summary>
internal static class GateJson
{
    public static void Result(Utf8JsonWriter writer, GateResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("gate", result.Gate);
        writer.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(result.State.ToString()));
        writer.WriteBoolean("passed", result.Passed);
        JsonOutput.Number(writer, "exitCode", result.ExitCode);
        JsonOutput.Number(writer, "seconds", result.Duration?.TotalSeconds);
        JsonOutput.Number(writer, "findings", result.Findings);
        writer.WriteString("command", result.Command);
        writer.WriteString("output", result.Output);
        writer.WriteString("outputPath", result.OutputPath);
        writer.WriteString("reason", result.Reason);
        writer.WriteString("advice", result.Advice);
        writer.WriteNumber("runId", result.RunId);
        JsonOutput.Moment(writer, "startedAt", result.StartedAt);
        writer.WriteEndObject();
    }

    public static void Gate(Utf8JsonWriter writer, VerificationGate gate)
    {
        writer.WriteStartObject();
        writer.WriteString("gate", gate.Gate);
        writer.WriteString("command", gate.Command);
        writer.WriteString("folder", gate.Folder);
        writer.WriteNumber("limitSeconds", gate.Limit.TotalSeconds);
        JsonOutput.Texts(writer, "needs", gate.Needs);
        writer.WriteString("group", gate.Group);
        writer.WriteBoolean("runsHere", gate.RunsHere);
        writer.WriteString("path", gate.Path);
        writer.WriteBoolean("isTrusted", gate.IsTrusted);
        writer.WriteEndObject();
    }
}
