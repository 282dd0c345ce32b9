using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Git.Worktrees;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Makes a worktree with a branch of its own.</summary>
[Cmdlet(VerbsCommon.New, "ClawWorktree", SupportsShouldProcess = true)]
[OutputType(typeof(ClawWorktree))]
public sealed class NewClawWorktreeCommand : NumberedChangeCommand
{
    /// <summary>Its name, and that of its branch if no other is given.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string Name { get; set; } = string.Empty;

    /// <summary>The branch to check out; made if there is none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Branch { get; set; }

    /// <summary>What a new branch begins from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? From { get; set; }

    /// <summary>The folder to make.</summary>
    [Parameter]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Checks the commit out by itself, without a branch.</summary>
    [Parameter]
    public SwitchParameter Detach { get; set; }

    /// <summary>The plan that it is for.</summary>
    [Parameter]
    public string? Plan { get; set; }

    /// <summary>The task that it is for.</summary>
    [Parameter]
    public string? Task { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForItem(Name, () =>
    {
        ClawContext context = CreateContext();
        var store = new WorktreeStore(context);
        var request = new NewWorktreeRequest
        {
            Name = Name,
            Branch = Branch,
            From = From,
            Path = Path is null ? null : FilePath(Path),
            Detach = Detach,
            Plan = Booking.Given(Plan),
            Task = Booking.Given(Task),
        };
        ClawWorktree would = store.Create(request with { Commit = false }, Stopped);
        if (ShouldProcess(would.Path, $"Make a worktree {(would.Branch is { } branch ? $"on '{branch}'" : "without a branch")} at {would.Commit![..10]}"))
        {
            Emit(WithProgress("Making a worktree", stopped => store.Create(request, stopped)));
        }
    });
}
