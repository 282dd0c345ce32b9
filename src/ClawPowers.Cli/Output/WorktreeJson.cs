using System.Text.Json;
using ClawPowers.Cli.Reports;
using ClawPowers.Core.Git.Worktrees;

namespace ClawPowers.Cli.Output;

/// <summary>Worktrees as JSON. All members are always there.</summary>
internal static class WorktreeJson
{
    /// <summary>A worktree.</summary>
    public static void Worktree(Utf8JsonWriter writer, ClawWorktree worktree)
    {
        writer.WriteStartObject();
        Members(writer, worktree);
        writer.WriteEndObject();
    }

    /// <summary>A worktree that was removed, as it was, and what is left of it.</summary>
    public static void Removal(Utf8JsonWriter writer, WorktreeRemoval removal, bool isDone)
    {
        writer.WriteStartObject();
        Members(writer, removal.Worktree);
        writer.WriteBoolean("isDone", isDone);
        writer.WriteBoolean("isBranchDeleted", removal.IsBranchDeleted);
        writer.WriteString("message", removal.Message);
        writer.WriteEndObject();
    }

    /// <summary>What is on record of worktrees.</summary>
    public static void Report(Utf8JsonWriter writer, WorktreeReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("topic", "worktrees");
        writer.WriteString("project", report.Project);
        JsonOutput.Moment(writer, "since", report.Since);
        writer.WriteNumber("made", report.Made);
        writer.WriteNumber("merged", report.Merged);
        writer.WriteNumber("givenUp", report.GivenUp);
        writer.WriteNumber("gone", report.Gone);
        writer.WriteNumber("open", report.Open);
        JsonOutput.Number(writer, "lifetimeP50_s", report.LifetimeP50?.TotalSeconds);
        JsonOutput.Number(writer, "lifetimeLongest_s", report.LifetimeLongest?.TotalSeconds);
        JsonOutput.Number(writer, "conflicts", report.Conflicts);
        writer.WriteNumber("conflictRuns", report.ConflictRuns);
        writer.WriteStartArray("stale");
        foreach (StaleWorktree stale in report.Stale)
        {
            writer.WriteStartObject();
            writer.WriteString("name", stale.Name);
            writer.WriteString("path", stale.Path);
            writer.WriteString("reason", stale.Reason);
            JsonOutput.Moment(writer, "lastActivity", stale.LastActivity);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("skills");
        foreach (MetricSummary skill in report.Skills)
        {
            writer.WriteStartObject();
            writer.WriteString("skill", skill.Group);
            SummaryJson.Figures(writer, skill);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter writer, ClawWorktree worktree)
    {
        writer.WriteString("name", worktree.Name);
        writer.WriteString("path", worktree.Path);
        writer.WriteString("branch", worktree.Branch);
        writer.WriteString("commit", worktree.Commit);
        writer.WriteBoolean("isMain", worktree.IsMain);
        writer.WriteBoolean("isBare", worktree.IsBare);
        writer.WriteBoolean("isCurrent", worktree.IsCurrent);
        writer.WriteBoolean("isDetached", worktree.IsDetached);
        if (worktree.IsDirty is { } isDirty)
        {
            writer.WriteBoolean("isDirty", isDirty);
        }
        else
        {
            writer.WriteNull("isDirty");
        }

        JsonOutput.Number(writer, "changes", worktree.Changes);
        JsonOutput.Number(writer, "ahead", worktree.Ahead);
        JsonOutput.Number(writer, "behind", worktree.Behind);
        writer.WriteString("base", worktree.Base);
        writer.WriteBoolean("isMerged", worktree.IsMerged);
        writer.WriteString("mergedBy", JsonOutput.Word(worktree.MergedBy.ToString()));
        writer.WriteBoolean("isOrphaned", worktree.IsOrphaned);
        writer.WriteBoolean("isLocked", worktree.IsLocked);
        writer.WriteString("lockReason", worktree.LockReason);
        JsonOutput.Moment(writer, "lastActivity", worktree.LastActivity);
        writer.WriteString("plan", worktree.Plan);
        writer.WriteString("task", worktree.Task);
        writer.WriteString("agent", worktree.Agent);
        writer.WriteString("sessionId", worktree.SessionId);
        JsonOutput.Moment(writer, "createdAt", worktree.CreatedAt);
        writer.WriteString("problem", worktree.Problem);
    }
}
