namespace ClawPowers;

/// <summary>How much a problem of a skill matters.</summary>
public enum SkillProblemSeverity
{
    /// <summary>Worth knowing; nothing need be done.</summary>
    Note = 0,

    /// <summary>The skill can be used, and is worse than it need be.</summary>
    Warning = 1,

    /// <summary>The skill breaks the standard, does not do what it says, or is dangerous.</summary>
    Error = 2,
}
