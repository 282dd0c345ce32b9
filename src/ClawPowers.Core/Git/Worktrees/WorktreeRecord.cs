using System.Collections;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>Records what became of a worktree: in the register, and as a run of the skill that it serves, in one commit.</summary>
/// <param name="context">The store, from a place that will still be there.</param>
/// <param name="project">The project's identity.</param>
internal sealed class WorktreeRecord(ClawContext context, string project)
{
    /// <summary>The skill that teaches worktrees.</summary>
    public const string Skill = "using-git-worktrees";

    /// <summary>Records a removal.</summary>
    /// <param name="worktree">How it was.</param>
    /// <param name="row">What was on record of it; null if it was made otherwise.</param>
    /// <param name="left">The worktrees that are left.</param>
    public void Removed(ClawWorktree worktree, WorktreeRow? row, IReadOnlyList<WorktreeEntry> left)
    {
        SkillTexts texts = new SkillTexts(context).Read([Skill]);
        var scopes = new ScopeSelection(context);
        StoreTransaction.Run(
            context,
            commit: true,
            transaction =>
            {
                WorktreeRegister.NoteGone(transaction, project, left);
                if (row is not null)
                {
                    // It may have been noted as gone just now, its folder being away.
                    transaction.Connection.Execute("UPDATE worktree SET removed_at = NULL, ending = NULL WHERE id = $id", ("$id", row.Id));
                    WorktreeRegister.End(transaction, row.Id, EndingOf(worktree, row));
                }

                MetricWriter.Write(transaction, [PlannedMetric.From(Run(worktree, transaction.Now), scopes, transaction.Context)], texts, CancellationToken.None);
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>What became of its work. One in which nothing was ever committed has not been merged, though Git says so.</summary>
    public static WorktreeEnding EndingOf(ClawWorktree worktree, WorktreeRow? row) =>
        worktree.IsOrphaned ? WorktreeEnding.Gone
        : worktree.IsMerged && worktree.Commit != row?.Base ? WorktreeEnding.Merged
        : WorktreeEnding.GivenUp;

    private AddMetricRequest Run(ClawWorktree worktree, long now)
    {
        var measures = new Hashtable { ["worktrees"] = 1 };
        if (worktree.CreatedAt is { } created)
        {
            measures["lifetime_hours"] = Math.Round(Math.Max(0, (now - created.ToUnixTimeMilliseconds()) / 3_600_000.0), 2);
        }

        // What is thrown away with changes or commits that are nowhere else was not all in vain, and not a success.
        bool isLost = worktree.IsDirty == true || (!worktree.IsMerged && worktree.Ahead > 0);
        return new AddMetricRequest
        {
            Skill = Skill,
            Outcome = isLost ? SkillOutcome.Partial : SkillOutcome.Success,
            Measures = measures,
            Scope = project.Length == 0 ? ClawScope.Global : null,
            AllowSecret = true,
            WantsMetric = false,
        };
    }
}
