namespace ClawPowers;

/// <summary>What became of a gate in a verification.</summary>
public enum GateState
{
    /// <summary>It ended with exit code 0.</summary>
    Passed,

    /// <summary>It ended with another exit code, or by a signal.</summary>
    Failed,

    /// <summary>It was ended, with all that it had started, because its time was up.</summary>
    TimedOut,

    /// <summary>It was not run: a gate that it needs did not pass, or it is not for this system.</summary>
    Skipped,

    /// <summary>It had passed on the same content before the run was stopped, and was not run again.</summary>
    Reused,

    /// <summary>It was ended, with all that it had started, because the run was stopped.</summary>
    Stopped,

    /// <summary>It could not be started, such as a program that is not there.</summary>
    NotStarted,
}
