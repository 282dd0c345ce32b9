using System.Text.Json;

namespace ClawPowers.Cli.Output;

/// <summary>Steps of setting up, and proofs of hooks, as JSON. All members are always there.</summary>
internal static class SetupJson
{
    public static void Step(Utf8JsonWriter writer, SetupStep step)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", JsonOutput.Word(step.Kind.ToString()));
        writer.WriteString("target", step.Target is { } target ? JsonOutput.Word(target.ToString()) : null);
        writer.WriteString("path", step.Path);
        writer.WriteString("change", step.Change);
        writer.WriteBoolean("isDone", step.IsDone);
        writer.WriteString("difference", step.Difference);
        writer.WriteString("message", step.Message);
        writer.WriteEndObject();
    }

    public static void Test(Utf8JsonWriter writer, ClawHookTest test)
    {
        writer.WriteStartObject();
        writer.WriteString("target", JsonOutput.Word(test.Target.ToString()));
        writer.WriteString("scope", JsonOutput.Word(test.Scope.ToString()));
        writer.WriteString("path", test.Path);
        writer.WriteBoolean("passed", test.Passed);
        writer.WriteString("command", test.Command);
        JsonOutput.Number(writer, "exitCode", test.ExitCode);
        JsonOutput.Number(writer, "characters", test.Characters);
        writer.WriteNumber("characterLimit", test.CharacterLimit);
        JsonOutput.Number(writer, "duration_s", test.Duration?.TotalSeconds);
        writer.WriteNumber("timeLimit_s", test.TimeLimit.TotalSeconds);
        writer.WriteStartArray("checks");
        foreach (HookCheck check in test.Checks)
        {
            writer.WriteStartObject();
            writer.WriteString("name", check.Name);
            if (check.Passed is { } passed)
            {
                writer.WriteBoolean("passed", passed);
            }
            else
            {
                writer.WriteNull("passed");
            }

            writer.WriteString("detail", check.Detail);
            writer.WriteString("advice", check.Advice);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
