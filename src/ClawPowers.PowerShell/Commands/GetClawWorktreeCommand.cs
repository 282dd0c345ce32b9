using System.Management.Automation;
using ClawPowers.Core.Git.Worktrees;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Shows the worktrees of the repository, and how each stands.</summary>
[Cmdlet(VerbsCommon.Get, "ClawWorktree")]
[OutputType(typeof(ClawWorktree))]
public sealed class GetClawWorktreeCommand : ClawCommand
{
    /// <summary>Worktrees by name, pattern, branch or folder; all if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WorktreeCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (string? name in Name ?? [null!])
        {
            ForItem(name, () =>
            {
                var store = new WorktreeStore(CreateContext());
                foreach (ClawWorktree worktree in WithProgress("Looking at worktrees", stopped => store.Read(new WorktreeQuery { Names = name is null ? null : [name] }, stopped)))
                {
                    Emit(worktree);
                }
            });
        }
    }
}
