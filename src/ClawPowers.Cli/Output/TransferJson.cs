using System.Text.Json;

namespace ClawPowers.Cli.Output;

/// <summary>What moving a store in or out did, as JSON.</summary>
internal static class TransferJson
{
    public static void Export(Utf8JsonWriter writer, StoreExport export)
    {
        writer.WriteStartObject();
        writer.WriteString("path", export.Path);
        writer.WriteString("storeId", export.StoreId);
        writer.WriteBoolean("isComplete", export.IsComplete);
        writer.WriteBoolean("hasHistory", export.HasHistory);
        writer.WriteNumber("entries", export.Entries);
        writer.WriteNumber("versions", export.Versions);
        writer.WriteNumber("metrics", export.Metrics);
        writer.WriteNumber("recommendations", export.Recommendations);
        writer.WriteNumber("feedbackRuns", export.FeedbackRuns);
        writer.WriteNumber("masked", export.Masked);
        writer.WriteNumber("sizeBytes", export.SizeBytes);
        writer.WriteEndObject();
    }

    public static void Import(Utf8JsonWriter writer, StoreImport import)
    {
        writer.WriteStartObject();
        writer.WriteString("path", import.Path);
        writer.WriteString("sourceId", import.SourceId);
        writer.WriteBoolean("isCommitted", import.IsCommitted);
        writer.WriteBoolean("isCopy", import.IsCopy);
        writer.WriteNumber("entriesAdded", import.EntriesAdded);
        writer.WriteNumber("entriesReplaced", import.EntriesReplaced);
        writer.WriteNumber("entriesKept", import.EntriesKept);
        writer.WriteNumber("entriesUnchanged", import.EntriesUnchanged);
        writer.WriteNumber("versionsAdded", import.VersionsAdded);
        writer.WriteNumber("metricsAdded", import.MetricsAdded);
        writer.WriteNumber("metricsReplaced", import.MetricsReplaced);
        writer.WriteNumber("metricsKept", import.MetricsKept);
        writer.WriteNumber("metricsUnchanged", import.MetricsUnchanged);
        writer.WriteNumber("recommendationsTaken", import.RecommendationsTaken);
        writer.WriteNumber("recommendationsUnchanged", import.RecommendationsUnchanged);
        writer.WriteNumber("feedbackAdded", import.FeedbackAdded);
        writer.WriteNumber("badLines", import.BadLines);
        writer.WriteStartArray("issues");
        foreach (StoreImportIssue issue in import.Issues)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Word(issue.Kind));
            writer.WriteString("file", issue.File);
            if (issue.Line is { } line)
            {
                writer.WriteNumber("line", line);
            }
            else
            {
                writer.WriteNull("line");
            }

            writer.WriteString("key", issue.Key);
            writer.WriteString("detail", issue.Detail);
            writer.WriteString("action", issue.Action);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>A kind of issue as the command line spells it.</summary>
    public static string Word(ImportIssueKind kind) => kind switch
    {
        ImportIssueKind.BadLine => "bad line",
        ImportIssueKind.OddField => "odd field",
        ImportIssueKind.LeftOut => "left out",
        _ => JsonOutput.Word(kind.ToString()),
    };
}
