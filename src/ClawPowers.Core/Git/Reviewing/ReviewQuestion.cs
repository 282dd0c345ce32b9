namespace ClawPowers.Core.Git.Reviewing;

/// <summary>Which change is to be reviewed.</summary>
public sealed record ReviewQuestion
{
    /// <summary>How many people are named if nothing else is said.</summary>
    public const int DefaultFirst = 5;

    /// <summary>What the change was cut from; null for the main branch, here or at <c>origin</c>, whichever is nearer.</summary>
    public string? Base { get; init; }

    /// <summary>The change's branch or commit; null for what is checked out.</summary>
    public string? Head { get; init; }

    /// <summary>Only these files and folders, absolute or from the working directory; null for all that are changed.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>The most people wanted.</summary>
    public int First { get; init; } = DefaultFirst;
}

/// <summary>Who knows a change.</summary>
/// <param name="Reviewers">The people, the best first.</param>
/// <param name="Summary">What was compared, in a sentence.</param>
/// <param name="Notice">Why nobody was found, or what the answer lacks; null if nothing.</param>
public sealed record ReviewAnswer(IReadOnlyList<ClawReviewer> Reviewers, string Summary, string? Notice);
