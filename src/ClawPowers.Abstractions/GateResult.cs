namespace ClawPowers;

/// <summary>How one gate of a project's verification went.</summary>
public record GateResult
{
    /// <summary>The gate's name.</summary>
    public required string Gate { get; init; }

    /// <summary>What became of it.</summary>
    public required GateState State { get; init; }

    /// <summary>Whether nothing speaks against the work: it passed now or before the run was stopped, or is not for this system.</summary>
    public required bool Passed { get; init; }

    /// <summary>The exit code; null if it did not run to its end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>How long it ran; null if it did not.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How many findings its output names, if its configuration says how they are told; null if unknown.</summary>
    public int? Findings { get; init; }

    /// <summary>What was run, as a line.</summary>
    public required string Command { get; init; }

    /// <summary>The last lines of what it printed, without colours, secrets masked; empty if nothing.</summary>
    public string Output { get; init; } = string.Empty;

    /// <summary>The file with what it printed; null if there is none. It expires after 14 days.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Why it did not pass; null if it did.</summary>
    public string? Reason { get; init; }

    /// <summary>What to do about it; null for nothing.</summary>
    public string? Advice { get; init; }

    /// <summary>The number of the run.</summary>
    public required long RunId { get; init; }

    /// <summary>When it was started; null if it was not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The gate and what became of it.</summary>
    /// <returns>Such as <c>build: Passed</c>.</returns>
    public sealed override string ToString() => $"{Gate}: {State}";
}
