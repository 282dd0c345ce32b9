using System.Text.Json;

namespace ClawPowers.Cli.Output;

/// <summary>Skills as JSON. All members are always there.</summary>
internal static class SkillJson
{
    /// <summary>A skill without its text.</summary>
    public static void Entry(Utf8JsonWriter writer, SkillEntry skill)
    {
        writer.WriteStartObject();
        Members(writer, skill);
        writer.WriteEndObject();
    }

    /// <summary>A skill with its text and its sections.</summary>
    public static void EntryWithContent(Utf8JsonWriter writer, SkillEntry skill)
    {
        writer.WriteStartObject();
        Members(writer, skill);
        writer.WriteString("content", skill.Content);
        writer.WriteStartArray("sections");
        foreach (SkillSection section in skill.Sections.Values)
        {
            writer.WriteStartObject();
            writer.WriteString("heading", section.Heading);
            writer.WriteNumber("level", section.Level);
            writer.WriteNumber("line", section.Line);
            writer.WriteString("text", section.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>A skill that fits a situation.</summary>
    public static void Match(Utf8JsonWriter writer, SkillMatch match)
    {
        writer.WriteStartObject();
        writer.WriteString("name", match.Name);
        writer.WriteNumber("score", match.Score);
        writer.WriteString("reason", match.Reason);
        writer.WriteNumber("rank", match.Rank);
        writer.WriteString("description", match.Description);
        writer.WriteString("path", match.Path);
        writer.WriteString("source", JsonOutput.Word(match.Source.ToString()));
        writer.WriteBoolean("isAvailable", match.IsAvailable);
        JsonOutput.Number(writer, "runs", match.Runs);
        JsonOutput.Number(writer, "rate", match.Rate);
        writer.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter writer, SkillEntry skill)
    {
        writer.WriteString("name", skill.Name);
        writer.WriteString("description", skill.Description);
        writer.WriteString("version", skill.Version);
        writer.WriteString("license", skill.License);
        writer.WriteString("compatibility", skill.Compatibility);
        writer.WriteString("allowedTools", skill.AllowedTools);
        writer.WriteStartObject("metadata");
        foreach ((string name, string text) in skill.Metadata)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
        JsonOutput.Texts(writer, "requiresTools", skill.RequiresTools);
        writer.WriteBoolean("requiresRuntime", skill.RequiresRuntime);
        writer.WriteBoolean("isAvailable", skill.IsAvailable);
        JsonOutput.Texts(writer, "missing", skill.Missing);
        JsonOutput.Texts(writer, "tracks", skill.Tracks);
        JsonOutput.Texts(writer, "improves", skill.Improves);
        JsonOutput.Texts(writer, "triggers", skill.Triggers);
        writer.WriteString("source", JsonOutput.Word(skill.Source.ToString()));
        writer.WriteString("path", skill.Path);
        writer.WriteString("folder", skill.Folder);
        writer.WriteNumber("tokens", skill.Tokens);
        writer.WriteString("hash", skill.Hash);
        JsonOutput.Texts(writer, "lessons", skill.Lessons);
        writer.WriteString("shadowedBy", skill.ShadowedBy);
    }
}
