using System.Collections;
using ClawPowers.Core.Git.Worktrees;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes the linked worktrees of the repository of the location.</summary>
public sealed class WorktreeCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => new WorktreeStore(CompletionText.CreateContext()).Names();
}
