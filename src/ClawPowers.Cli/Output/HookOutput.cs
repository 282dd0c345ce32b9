using System.Text.Json;

namespace ClawPowers.Cli.Output;

/// <summary>Registered hooks as lines and as JSON. All members are always there.</summary>
internal static class HookOutput
{
    public static void Write(TextWriter output, ClawHook hook, bool withDifference)
    {
        string state = JsonOutput.Word(hook.State.ToString()) + (hook.IsDone ? string.Empty : " (dry run)");
        output.WriteLine($"{state,-10}  {hook.Target}  for the {JsonOutput.Word(hook.Scope.ToString())}  {LineText.OfValue(hook.Path)}");
        if (hook.AllowsCommands)
        {
            output.WriteLine("  May call ClawPowers without asking.");
        }

        if (hook.Message is { } message)
        {
            output.WriteLine("  " + LineText.OfValue(message));
        }

        if (hook is { IsDone: true, Difference.Length: > 0, Backup: { } backup })
        {
            output.WriteLine("  The file as it was: " + LineText.OfValue(backup));
        }

        if (withDifference)
        {
            output.Write(hook.Difference);
        }
    }

    public static void Json(Utf8JsonWriter writer, ClawHook hook)
    {
        writer.WriteStartObject();
        writer.WriteString("target", JsonOutput.Word(hook.Target.ToString()));
        writer.WriteString("scope", JsonOutput.Word(hook.Scope.ToString()));
        writer.WriteString("path", hook.Path);
        writer.WriteString("state", JsonOutput.Word(hook.State.ToString()));
        writer.WriteString("command", hook.Command);
        writer.WriteBoolean("allowsCommands", hook.AllowsCommands);
        JsonOutput.Texts(writer, "alsoReadBy", hook.AlsoReadBy.Select(static agent => JsonOutput.Word(agent.ToString())));
        writer.WriteBoolean("isDone", hook.IsDone);
        writer.WriteString("difference", hook.Difference);
        writer.WriteString("backup", hook.Backup);
        writer.WriteString("message", hook.Message);
        writer.WriteEndObject();
    }
}
