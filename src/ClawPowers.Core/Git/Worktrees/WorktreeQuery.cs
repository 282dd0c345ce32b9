namespace ClawPowers.Core.Git.Worktrees;

/// <summary>Which worktrees to read.</summary>
public sealed record WorktreeQuery
{
    /// <summary>Worktrees by name, branch or folder, the names as globs in any case; null for all.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}
