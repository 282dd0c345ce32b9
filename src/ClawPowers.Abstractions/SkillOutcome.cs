namespace ClawPowers;

/// <summary>How one use of a skill ended.</summary>
public enum SkillOutcome
{
    /// <summary>It did what it was used for.</summary>
    Success = 0,

    /// <summary>It did not.</summary>
    Failure = 1,

    /// <summary>It did some of it. Counts as a run that did not succeed.</summary>
    Partial = 2,

    /// <summary>It was not carried out. Not counted for or against the skill.</summary>
    Skipped = 3,
}
