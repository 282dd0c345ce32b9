namespace ClawPowers;

/// <summary>What approving a recommendation does.</summary>
public enum RecommendationKind
{
    /// <summary>Attaches a short text to the skill.</summary>
    Lesson = 0,

    /// <summary>Gives a parameter of the skill a value.</summary>
    Parameter = 1,

    /// <summary>Confirms an approved lesson or parameter that has proved itself.</summary>
    Keep = 2,

    /// <summary>Takes an approved lesson or parameter back.</summary>
    Revert = 3,
}
