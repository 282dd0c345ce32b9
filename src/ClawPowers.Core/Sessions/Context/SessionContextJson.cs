using System.Text.Json;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>A session's context as JSON, in ASCII alone.</summary>
public static class SessionContextJson
{
    /// <summary>The context with its sections, as one object on one line.</summary>
    public static string Text(SessionContext context) => AsciiJson.Text(writer => Write(writer, context));

    private static void Write(Utf8JsonWriter writer, SessionContext context)
    {
        writer.WriteStartObject();
        writer.WriteString("text", context.Text);
        writer.WriteNumber("characters", context.Characters);
        writer.WriteString("mode", context.Mode.ToString().ToLowerInvariant());
        writer.WriteString("agent", context.Agent is { } agent ? AgentDefinition.Of(agent).Name : null);
        writer.WriteString("sessionId", context.SessionId);
        writer.WriteString("project", context.Project);
        writer.WriteStartArray("sections");
        foreach (SessionContextSection section in context.Sections)
        {
            writer.WriteStartObject();
            writer.WriteString("name", section.Name);
            writer.WriteNumber("items", section.Items);
            writer.WriteNumber("omitted", section.Omitted);
            writer.WriteString("text", section.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("issues");
        foreach (string issue in context.Issues)
        {
            writer.WriteStringValue(issue);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
