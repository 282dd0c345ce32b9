namespace ClawPowers.Core.State;

/// <summary>The limits of what can be kept.</summary>
public static class StateLimits
{
    /// <summary>How deep dictionaries and arrays in a value may be nested.</summary>
    public const int MaximumDepth = 32;
}
