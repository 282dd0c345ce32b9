namespace ClawPowers.Core.Skills.Finding;

/// <summary>How many skills are wanted for a situation.</summary>
public sealed record SkillFindQuery
{
    /// <summary>How many are shown if nobody says how many.</summary>
    public const int DefaultFirst = 5;

    /// <summary>The most skills wanted.</summary>
    public int First { get; init; } = DefaultFirst;

    /// <summary>Whether skills are wanted too that fit too little to be recommended.</summary>
    public bool All { get; init; }
}
