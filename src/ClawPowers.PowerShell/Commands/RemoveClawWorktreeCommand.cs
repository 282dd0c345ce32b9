using System.Management.Automation;
using ClawPowers.Core.Git.Worktrees;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Removes worktrees whose work is done, each with its branch.</summary>
[Cmdlet(VerbsCommon.Remove, "ClawWorktree", SupportsShouldProcess = true)]
[OutputType(typeof(ClawWorktree))]
public sealed class RemoveClawWorktreeCommand : NumberedChangeCommand
{
    /// <summary>The worktrees, by name, branch or folder.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WorktreeCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Removes it though it has changes or work that is not merged, is locked, or is the one of the location.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Emits the worktree as it was.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (string name in Name)
        {
            ForItem(name, () => Remove(name));
        }
    }

    private void Remove(string name)
    {
        var store = new WorktreeStore(CreateContext());
        var request = new RemoveWorktreeRequest { Name = name, Force = Force };
        WorktreeRemoval removal = store.Remove(request with { Commit = false }, Stopped);
        string branch = removal.IsBranchDeleted ? $" and its branch '{removal.Worktree.Branch}'" : string.Empty;
        if (ShouldProcess(removal.Worktree.Path, $"Remove the worktree{branch}"))
        {
            removal = WithProgress("Removing a worktree", stopped => store.Remove(request, stopped));
            if (removal.Message is { } message)
            {
                WriteWarning(message);
            }
        }

        if (PassThru)
        {
            Emit(removal.Worktree);
        }
    }
}
