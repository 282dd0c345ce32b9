namespace ClawPowers;

/// <summary>How far a recommendation has come.</summary>
public enum RecommendationState
{
    /// <summary>Waiting for a decision.</summary>
    Proposed = 0,

    /// <summary>In force; runs since then are compared with those before.</summary>
    Approved = 1,

    /// <summary>Turned down.</summary>
    Denied = 2,

    /// <summary>In force, and confirmed by the runs since.</summary>
    Kept = 3,

    /// <summary>No longer in force.</summary>
    Reverted = 4,
}
