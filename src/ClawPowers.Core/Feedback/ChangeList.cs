namespace ClawPowers.Core.Feedback;

/// <summary>Says what is different from an earlier call.</summary>
internal static class ChangeList
{
    /// <summary>The differences, one sentence each.</summary>
    public static IReadOnlyList<string> Of(SkillReport report, SkillAnalysis analysis, FeedbackRecord before)
    {
        List<string> changes = [];
        int newer = analysis.Runs.Runs.Count(run => run.At > before.At);
        if (newer > 0)
        {
            changes.Add($"{(newer == analysis.Runs.Count && newer == Runs.RunReader.Most ? "At least " : string.Empty)}{Wording.Count(newer, "new run")}.");
        }

        if (before.Verdict != report.Verdict)
        {
            changes.Add($"The verdict was {before.Verdict} and is {report.Verdict}.");
        }

        Dictionary<string, string> now = FeedbackJson.About(report, analysis).ToDictionary(static finding => finding.About, static finding => finding.Summary, StringComparer.Ordinal);
        changes.AddRange(now.Where(finding => !before.Findings.ContainsKey(finding.Key)).Select(static finding => $"New: {finding.Value}"));
        changes.AddRange(before.Findings.Where(finding => !now.ContainsKey(finding.Key)).Select(static finding => $"No longer found: {finding.Value}"));
        return changes;
    }
}
