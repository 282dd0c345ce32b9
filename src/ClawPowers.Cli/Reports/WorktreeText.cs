using System.Globalization;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>Worktrees for a person or an agent: how each stands, where it is, and who works in it. ASCII but for what others wrote.</summary>
internal sealed class WorktreeText(TextWriter output, Shell shell, TimeZoneInfo zone)
{
    private readonly Style _style = new(shell.UsesColor);

    /// <summary>A worktree in two or three lines.</summary>
    public void Write(ClawWorktree worktree)
    {
        output.WriteLine($"{_style.Command(HarmlessText.OfName(worktree.Name))}  {State(worktree)}");
        output.WriteLine("  " + HarmlessText.OfName(worktree.Path));
        if (About(worktree) is { Length: > 0 } about)
        {
            output.WriteLine("  " + _style.Quiet(HarmlessText.OfName(about)));
        }

        if (worktree.Problem is { } problem)
        {
            output.Write("  ");
            WrappedText.Write(output, problem, indent: 2);
        }
    }

    /// <summary>What is on record, and what is stale.</summary>
    public void Write(WorktreeReport report)
    {
        output.WriteLine($"worktrees{(report.Project is { } project ? $" of {HarmlessText.OfName(project)}" : string.Empty)}");
        output.WriteLine($"  {report}");
        if (report.LifetimeP50 is { } median)
        {
            output.WriteLine($"  lifetime: median {Figures.Span(median)}, longest {Figures.Span(report.LifetimeLongest!.Value)}");
        }

        if (report.Conflicts is { } conflicts)
        {
            output.WriteLine($"  conflicts: {Figures.Measure(conflicts)} in {Figures.Count(report.ConflictRuns, "run", "runs")}");
        }

        foreach (StaleWorktree stale in report.Stale)
        {
            output.WriteLine($"  {_style.Bad("stale")}: {HarmlessText.OfName(stale.Name)}, {stale.Reason}");
        }

        if (report.Skills.Count > 0)
        {
            output.WriteLine();
            SummaryText.Groups(output, report.Skills, "skill");
        }
    }

    private static string State(ClawWorktree worktree) => string.Join(", ", new[]
    {
        worktree.IsMain ? worktree.IsBare ? "bare repository" : "the repository" : null,
        worktree.IsCurrent ? "you are here" : null,
        worktree.IsOrphaned ? "its folder is gone" : null,
        worktree.IsLocked ? worktree.LockReason is { } reason ? $"locked ({HarmlessText.OfName(reason)})" : "locked" : null,
        worktree.Changes is { } changes ? changes == 0 ? "clean" : Figures.Count(changes, "change", "changes") : null,
        worktree.Base is { } against ? $"{Figures.Count(worktree.Ahead ?? 0)} ahead and {Figures.Count(worktree.Behind ?? 0)} behind {HarmlessText.OfName(against)}" : null,
        worktree.MergedBy switch
        {
            WorktreeMerge.Squash => "merged by squash",
            WorktreeMerge.Rebase => "merged by rebase",
            WorktreeMerge.Merge when worktree.Behind > 0 => "merged",
            _ => null,
        },
    }.Where(static part => part is not null));

    private string About(ClawWorktree worktree) => string.Join(", ", new[]
    {
        worktree.IsBare ? null : worktree.IsDetached ? $"at {(worktree.Commit ?? "?")[..Math.Min(10, worktree.Commit?.Length ?? 1)]}" : worktree.Branch == worktree.Name ? null : $"on {worktree.Branch}",
        worktree.Plan is null && worktree.Task is null ? null : $"for {string.Join('/', new[] { worktree.Plan, worktree.Task }.Where(static part => part is not null))}",
        worktree.Agent is { } agent ? $"by {agent}" : null,
        worktree.LastActivity is { } last ? $"active {TimeZoneInfo.ConvertTime(last, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}" : null,
    }.Where(static part => part is not null));
}
