namespace ClawPowers.Core.Verification;

/// <summary>A gate that runs.</summary>
/// <param name="Gate">Its name.</param>
/// <param name="Command">What is run, as a line.</param>
/// <param name="Elapsed">For how long.</param>
/// <param name="LatestLine">The newest line that it printed, harmless on a screen; null if there is none.</param>
public sealed record RunningGate(string Gate, string Command, TimeSpan Elapsed, string? LatestLine);

/// <summary>What happened in a verification, or how it stands.</summary>
public sealed record VerificationEvent
{
    /// <summary>The gate that was started; null for another event.</summary>
    public RunningGate? Started { get; init; }

    /// <summary>How a gate went that has ended; null for another event.</summary>
    public GateResult? Ended { get; init; }

    /// <summary>What is to be said of the run as a whole; null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>The gates that run now.</summary>
    public IReadOnlyList<RunningGate> Running { get; init; } = [];

    /// <summary>How many gates have ended.</summary>
    public required int Done { get; init; }

    /// <summary>How many gates there are.</summary>
    public required int Total { get; init; }
}
