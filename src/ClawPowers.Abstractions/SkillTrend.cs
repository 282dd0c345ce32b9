namespace ClawPowers;

/// <summary>Where a skill's success rate is going.</summary>
public enum SkillTrend
{
    /// <summary>Too few runs to tell.</summary>
    Unknown = 0,

    /// <summary>No change was found.</summary>
    Steady = 1,

    /// <summary>It has got better.</summary>
    Improving = 2,

    /// <summary>It has got worse.</summary>
    Declining = 3,
}
