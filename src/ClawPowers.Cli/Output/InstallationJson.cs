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
        writer.WriteString("repository", installation.Repository);
        writer.WriteString("ref", installation.Ref);
        writer.WriteString("commit", installation.Commit);
        writer.WritePropertyName("review");
        Review(writer, installation.Review);
        writer.WriteEndObject();
    }

    private static void Review(Utf8JsonWriter writer, SkillReview? review)
    {
        if (review is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("description", review.Description);
        writer.WriteString("path", review.Path);
        JsonOutput.Texts(writer, "files", review.Files);
        writer.WriteNumber("bytes", review.Bytes);
        writer.WriteStartArray("problems");
        foreach (SkillProblem problem in review.Problems)
        {
            writer.WriteStringValue(problem.ToString());
        }

        writer.WriteEndArray();
        writer.WritePropertyName("commit");
        Commit(writer, review.Commit);
        writer.WriteString("from", review.From);
        writer.WriteBoolean("isRewritten", review.IsRewritten);
        writer.WriteStartArray("commits");
        foreach (SkillCommit commit in review.Commits)
        {
            Commit(writer, commit);
        }

        writer.WriteEndArray();
        writer.WriteString("difference", review.Difference);
        writer.WriteEndObject();
    }

    private static void Commit(Utf8JsonWriter writer, SkillCommit commit)
    {
        writer.WriteStartObject();
        writer.WriteString("id", commit.Id);
        writer.WriteString("author", commit.Author);
        writer.WriteString("committedAt", JsonOutput.Moment(commit.CommittedAt));
        writer.WriteString("subject", commit.Subject);
        writer.WriteEndObject();
    }
}
