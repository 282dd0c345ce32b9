namespace ClawPowers;

/// <summary>What the record says about a skill. Decided by the interval of its success rate, never by the rate alone.</summary>
public enum SkillVerdict
{
    /// <summary>The interval still holds the line between well and not.</summary>
    NeedMoreData = 0,

    /// <summary>The whole interval is at or above 70%, and no decline was found.</summary>
    Healthy = 1,

    /// <summary>The whole interval is below 70%, or a decline was found.</summary>
    AtRisk = 2,

    /// <summary>The whole interval is below 50%.</summary>
    Failing = 3,
}
