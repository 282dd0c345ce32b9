namespace ClawPowers;

/// <summary>What a Git repository would bring, or has brought, for one skill: everything to look at before it is installed or updated.</summary>
public sealed record SkillReview
{
    /// <summary>What the skill says it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The skill's folder in the repository, with <c>/</c>; empty if the whole repository is one skill.</summary>
    public required string Path { get; init; }

    /// <summary>Its files, relative to the skill's folder, with <c>/</c>.</summary>
    public required IReadOnlyList<string> Files { get; init => field = Indexable.Of(value); }

    /// <summary>How many bytes they have together.</summary>
    public required long Bytes { get; init; }

    /// <summary>The errors and warnings of <c>Test-ClawSkill</c>; their paths are those in the repository.</summary>
    public required IReadOnlyList<SkillProblem> Problems { get; init => field = Indexable.Of(value); }

    /// <summary>The commit.</summary>
    public required SkillCommit Commit { get; init; }

    /// <summary>The commit that is installed; null if none is.</summary>
    public string? From { get; init; }

    /// <summary>Whether the new commit does not follow from the installed one: its history was rewritten, or its tag moved.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>The commits since <see cref="From"/> that change the skill, the newest first; at most 50.</summary>
    public IReadOnlyList<SkillCommit> Commits { get; init => field = Indexable.Of(value); } = [];

    /// <summary>The difference between the two versions in the unified form; empty if nothing is installed. Cut off after about a million characters.</summary>
    public string Difference { get; init; } = string.Empty;
}

/// <summary>One commit of a repository of skills.</summary>
public sealed record SkillCommit
{
    /// <summary>Its 40 digits.</summary>
    public required string Id { get; init; }

    /// <summary>Who wrote it, as it says itself.</summary>
    public required string Author { get; init; }

    /// <summary>When it was committed, as it says itself.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>The first line of its message.</summary>
    public required string Subject { get; init; }

    /// <summary>The commit on one line.</summary>
    /// <returns>Its first digits, day, author and subject.</returns>
    public override string ToString() => FormattableString.Invariant($"{Id[..Math.Min(12, Id.Length)]}  {CommittedAt.UtcDateTime:yyyy-MM-dd}  {Author}: {Subject}");
}
