using System.Text.Json;

namespace ClawPowers.Cli.Output;

/// <summary>Installed skills as JSON. All members are always there.</summary>
internal static class InstallationJson
{
    public static void Installation(Utf8JsonWriter writer, SkillInstallation installation)
    {
        writer.WriteStartObject();
        writer.WriteString("skill", installation.Skill);
        JsonOutput.Texts(writer, "agents", installation.Agents.Select(static agent => JsonOutput.Word(agent.ToString())));
        writer.WriteString("scope", JsonOutput.Word(installation.Scope.ToString()));
        writer.WriteString("folder", installation.Folder);
        writer.WriteString("state", JsonOutput.Word(installation.State.ToString()));
        writer.WriteBoolean("isDone", installation.IsDone);
        writer.WriteStartArray("files");
        foreach (SkillFileChange file in installation.Files)
        {
            writer.WriteStartObject();
            writer.WriteString("path", file.Path);
            writer.WriteString("action", JsonOutput.Word(file.Action.ToString()));
            writer.WriteString("newPath", file.NewPath);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("message", installation.Message);
        writer.WriteEndObject();
    }
}
