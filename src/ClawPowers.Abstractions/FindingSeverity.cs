namespace ClawPowers;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Info = 0,

    /// <summary>Worth acting on.</summary>
    Warning = 1,

    /// <summary>Worth acting on first.</summary>
    Critical = 2,
}
