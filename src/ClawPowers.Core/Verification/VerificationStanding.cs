namespace ClawPowers.Core.Verification;

/// <summary>What the newest full verification of a checkout is worth.</summary>
public enum VerificationVerdict
{
    /// <summary>All gates passed, since the moment asked for, on what is there now.</summary>
    Verified,

    /// <summary>No full verification has begun since the moment asked for.</summary>
    None,

    /// <summary>It has not come to its end: it was stopped, or still runs.</summary>
    Unfinished,

    /// <summary>A gate did not pass.</summary>
    Failed,

    /// <summary>All gates passed, on another content than what is there now.</summary>
    Outdated,

    /// <summary>All gates passed, but whether on what is there now can't be told.</summary>
    Unknown,
}

/// <summary>Where a checkout stands.</summary>
/// <param name="Verdict">What its newest full verification is worth.</param>
/// <param name="Message">The same as a sentence, with what to do.</param>
public sealed record VerificationStanding(VerificationVerdict Verdict, string Message)
{
    /// <summary>The number of the run; null if there is none.</summary>
    public long? RunId { get; init; }

    /// <summary>When the run began; null if there is none.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Whether the checkout counts as verified.</summary>
    public bool IsVerified => Verdict == VerificationVerdict.Verified;
}
