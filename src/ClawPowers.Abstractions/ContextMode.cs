namespace ClawPowers;

/// <summary>How much of what is known a session is told at its start.</summary>
public enum ContextMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>What is needed to begin: at most 3,500 characters unless another bound is asked for.</summary>
    Brief,

    /// <summary>More of everything: at most 9,500 characters.</summary>
    Full,
}
