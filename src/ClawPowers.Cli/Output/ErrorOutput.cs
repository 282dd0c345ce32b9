using System.Text.Json;
using ClawPowers.Core.Errors;

namespace ClawPowers.Cli.Output;

/// <summary>Failures on standard error: the sentence, or with --json <c>{"error":{"id":…,"message":…}}</c>.</summary>
internal static class ErrorOutput
{
    public static void Write(TextWriter output, ClawException error, bool json)
    {
        if (json)
        {
            JsonOutput.WriteObject(output, error, static (writer, error) =>
            {
                writer.WriteStartObject();
                Member(writer, error);
                writer.WriteEndObject();
            });
        }
        else
        {
            output.WriteLine(ShellWording.Of(error.Message));
        }
    }

    /// <summary>The failure as the member <c>error</c> of an object.</summary>
    public static void Member(Utf8JsonWriter writer, ClawException error)
    {
        writer.WriteStartObject("error");
        writer.WriteString("id", error.ErrorId);
        writer.WriteString("message", ShellWording.Of(error.Message));
        writer.WriteEndObject();
    }
}
