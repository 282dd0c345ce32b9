namespace ClawPowers.Core.Skills.Repositories;

/// <summary>Which commit of which repository an installed skill is. Kept in the lock file.</summary>
internal sealed record SkillPin
{
    /// <summary>The repository: a URL of https or an absolute path.</summary>
    public required string Repository { get; init; }

    /// <summary>What is followed: <c>refs/heads/…</c>, <c>refs/tags/…</c>, or the commit itself.</summary>
    public required string Ref { get; init; }

    /// <summary>The commit.</summary>
    public required string Commit { get; init; }

    /// <summary>The skill's folder in the repository, with <c>/</c>; empty for the whole repository.</summary>
    public required string Path { get; init; }

    /// <summary>The name of that folder's content in Git.</summary>
    public required string Tree { get; init; }

    /// <summary>Who wrote the commit.</summary>
    public string? Author { get; init; }

    /// <summary>When it was committed.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>The branch, tag or commit as people name it.</summary>
    public string ShortRef => RepositoryRef.Short(Ref);

    /// <summary>The same with what it is.</summary>
    public string RefInWords => RepositoryRef.Words(Ref);

    /// <summary>Whether the skill's content, and what it follows, is the same.</summary>
    public bool IsSameContent(SkillPin other) =>
        Repository == other.Repository && Ref == other.Ref && Path == other.Path && Tree == other.Tree;
}
