using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Cli.Reports;
using ClawPowers.Core.Git.Worktrees;

namespace ClawPowers.Cli.Commands.Worktrees;

/// <summary><c>clawpowers worktree list</c></summary>
internal sealed class WorktreeListCommand : WorktreeCommand
{
    private readonly Argument<string[]> _names = new("name-or-glob") { Arity = ArgumentArity.ZeroOrMore, Description = "Worktrees by name, pattern (quote it), branch or folder. All if left out." };

    public WorktreeListCommand()
        : base("list", "List the worktrees of the repository, and how each stands.") => Arguments.Add(_names);

    public override string Details => "Ahead and behind are counted in commits against the main branch here or at origin, whichever has more of the work. A squash or a rebase counts as merged.";

    public override int Run(Invocation invocation)
    {
        IReadOnlyList<ClawWorktree> worktrees = new WorktreeStore(invocation.Context).Read(
            new WorktreeQuery { Names = invocation.Words(_names) is { Length: > 0 } names ? names : null },
            invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, worktrees, WorktreeJson.Worktree);
            return CommandHost.Success;
        }

        var text = new WorktreeText(invocation.Out, invocation.Shell, invocation.Context.Time.LocalTimeZone);
        foreach (ClawWorktree worktree in worktrees)
        {
            text.Write(worktree);
        }

        return CommandHost.Success;
    }
}
