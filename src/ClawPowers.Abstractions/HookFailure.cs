namespace ClawPowers;

/// <summary>A session-start hook that could not do its work.</summary>
public sealed record HookFailure
{
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The agent that ran the hook, by its name on a command line; empty if that is not known.</summary>
    public required string Agent { get; init; }

    /// <summary>What went wrong, in one line.</summary>
    public required string Message { get; init; }
}
