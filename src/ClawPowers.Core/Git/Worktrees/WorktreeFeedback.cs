using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>Says what the record shows about the worktrees of a project, and which of those that are there are stale.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class WorktreeFeedback(ClawContext context)
{
    private const string ConflictMeasure = "conflicts";

    private static readonly TimeSpan Quiet = TimeSpan.FromDays(14);

    /// <summary>Reports on the worktrees of a project.</summary>
    /// <param name="since">Only those made from then on; null for all.</param>
    /// <param name="project">A project by name, whose repository need not be here; null for that of the location.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The report; with zeros where nothing is on record.</returns>
    public WorktreeReport Report(DateTimeOffset? since = null, string? project = null, CancellationToken cancellation = default)
    {
        string? here = ProjectIdentity.Find(context.WorkingDirectory);
        string? wanted = project?.Trim() is { Length: > 0 } named ? Path.IsPathRooted(named) ? named : named.ToLowerInvariant() : here;
        IReadOnlyList<ClawWorktree> there = wanted == here && here is not null ? Linked(cancellation) : [];
        long from = since?.ToUnixTimeMilliseconds() ?? long.MinValue;
        WorktreeRow[] rows = [.. WorktreeRegister.Read(context, wanted, cancellation).Rows.Where(row => row.CreatedAt >= from)];
        bool IsGone(WorktreeRow row) => row.RemovedAt is null && wanted == here && !Directory.Exists(row.Folder) && !there.Any(worktree => worktree.Name == row.Name);
        double[] lifetimes = [.. rows.Where(static row => row is { RemovedAt: not null, Ending: not WorktreeEnding.Gone }).Select(static row => (double)Math.Max(0, row.RemovedAt!.Value - row.CreatedAt)).Order()];
        int gone = rows.Count(row => row.Ending == WorktreeEnding.Gone || IsGone(row));
        (double? conflicts, int runs) = Conflicts(since, wanted, cancellation);
        return new WorktreeReport
        {
            Project = wanted,
            Since = since,
            Made = rows.Length,
            Merged = rows.Count(static row => row.Ending == WorktreeEnding.Merged),
            GivenUp = rows.Count(static row => row.Ending == WorktreeEnding.GivenUp),
            Gone = gone,
            Open = rows.Count(static row => row.RemovedAt is null) - rows.Count(IsGone),
            LifetimeP50 = lifetimes.Length == 0 ? null : TimeSpan.FromMilliseconds(Math.Round(MedianInterval.Of(lifetimes).Median)),
            LifetimeLongest = lifetimes.Length == 0 ? null : TimeSpan.FromMilliseconds(lifetimes[^1]),
            Conflicts = conflicts,
            ConflictRuns = runs,
            Skills = new MetricLog(context).Summarize(new SummaryQuery { Skills = [WorktreeRecord.Skill], Since = since, Scope = Where(wanted), Project = wanted }, cancellation),
            Stale = there.Select(worktree => Stale(worktree, IsNew(worktree, rows))).OfType<StaleWorktree>().ToArray(),
        };
    }

    // The record can be told of without libgit2, and where the repository can't be opened.
    private IReadOnlyList<ClawWorktree> Linked(CancellationToken cancellation)
    {
        try
        {
            return [.. new WorktreeStore(context).Read(new WorktreeQuery(), cancellation).Where(static worktree => !worktree.IsMain)];
        }
        catch (ClawException exception) when (exception.ErrorId.StartsWith("Git", StringComparison.Ordinal))
        {
            return [];
        }
    }

    private StaleWorktree? Stale(ClawWorktree worktree, bool isNew)
    {
        TimeSpan? idle = worktree.LastActivity is { } last ? context.Time.GetUtcNow() - last : null;
        (string Reason, string Advice)? found = worktree switch
        {
            { IsLocked: true } => null,
            { IsOrphaned: true } => ("its folder is gone", "Remove-ClawWorktree lets Git forget it."),
            { IsMerged: true, Ahead: > 0 } or { IsMerged: true, Behind: > 0 } when worktree.IsDirty == false && !isNew => ("its work is merged", "Remove-ClawWorktree removes it with its branch."),
            _ when idle >= Quiet => (string.Create(CultureInfo.InvariantCulture, $"nothing has happened in it for {(int)idle.Value.TotalDays} days"), worktree.IsDirty == true ? "It has changes that are not committed: finish it, or commit them and remove it." : "Finish it, or remove it."),
            _ => null,
        };
        return found is var (reason, advice) ? new StaleWorktree { Name = worktree.Name, Path = worktree.Path, Reason = reason, Advice = advice, LastActivity = worktree.LastActivity } : null;
    }

    // Git calls a branch merged that has no commit of its own yet. What is not on record is left alone for a day.
    private bool IsNew(ClawWorktree worktree, WorktreeRow[] rows) =>
        Array.Find(rows, row => row.RemovedAt is null && row.Name == worktree.Name) is { Base: { } began }
            ? began == worktree.Commit
            : worktree.Ahead == 0 && worktree.CreatedAt is { } created && context.Time.GetUtcNow() - created < TimeSpan.FromDays(1);

    private static ClawScope Where(string? project) => project is null ? ClawScope.Global : ClawScope.Project;

    private (double? Sum, int Runs) Conflicts(DateTimeOffset? since, string? project, CancellationToken cancellation)
    {
        double sum = 0;
        int runs = 0;
        foreach (SkillMetric run in new MetricLog(context).Read(new MetricQuery { Skills = [WorktreeRecord.Skill], Since = since, Scope = Where(project), Project = project }, cancellation))
        {
            if (run.Measures[ConflictMeasure] is { } value and (long or int or double or decimal))
            {
                sum += Convert.ToDouble(value, CultureInfo.InvariantCulture);
                runs++;
            }
        }

        return (runs == 0 ? null : sum, runs);
    }
}
