namespace ClawPowers;

/// <summary>What an import does where the store and the source say different things about the same.</summary>
public enum ImportConflict
{
    /// <summary>What the store says stays.</summary>
    Keep = 0,

    /// <summary>What was written last wins; of two written at the same moment, the store's.</summary>
    Newest = 1,

    /// <summary>What the source says wins. What the store said stays in the history.</summary>
    Replace = 2,
}
