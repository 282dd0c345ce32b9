using System.Collections;

namespace ClawPowers.Core.Metrics;

/// <summary>One change to the log of runs that a caller asks for. Several make one commit.</summary>
public abstract record MetricRequest
{
    /// <summary>Whether the caller wants the run back as it is afterwards.</summary>
    public bool WantsMetric { get; init; } = true;

    /// <summary>The caller's own object that failures name; the skill or the id if null.</summary>
    public object? Target { get; init; }
}

/// <summary>Records a run.</summary>
public sealed record AddMetricRequest : MetricRequest
{
    /// <summary>The skill's name; see <see cref="SkillName"/> for what is allowed.</summary>
    public required string Skill { get; init; }

    /// <summary>How it ended.</summary>
    public required SkillOutcome Outcome { get; init; }

    /// <summary>Who says so.</summary>
    public MetricSource Source { get; init; } = MetricSource.Self;

    /// <summary>When the run was; null for now. At most a day ahead of the clock.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>How long it took, not negative and at most 36,500 days; null if unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What is to be noted; empty for nothing. At most 64 KB in UTF-8.</summary>
    public string? Notes { get; init; }

    /// <summary>What was measured: names to numbers, Booleans or short texts; null for nothing.</summary>
    public IDictionary? Measures { get; init; }

    /// <summary>The model that the agent ran; null if unknown.</summary>
    public string? Model { get; init; }

    /// <summary>The Git commit that was checked out; null if unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>The session that did the work; null for that of the context.</summary>
    public string? SessionId { get; init; }

    /// <summary>The agent that did the work; null for that of the context.</summary>
    public string? Agent { get; init; }

    /// <summary>The scope to write to; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to write to, if not that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>Stores notes and measures even if they look like a secret.</summary>
    public bool AllowSecret { get; init; }

    /// <summary>Where an imported run comes from, unique for it: one that is there already is not added again. Null for a run of today.</summary>
    public string? Origin { get; init; }
}

/// <summary>Changes what a run says; what it said before stays in its history.</summary>
public sealed record AmendMetricRequest : MetricRequest
{
    /// <summary>The run.</summary>
    public required long Id { get; init; }

    /// <summary>How it ended after all; null keeps what it says.</summary>
    public SkillOutcome? Outcome { get; init; }

    /// <summary>Who says so; null keeps what it says.</summary>
    public MetricSource? Source { get; init; }

    /// <summary>How long it took, not negative and at most 36,500 days; null keeps what it says.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What is to be noted instead; null keeps what it says, empty text clears it.</summary>
    public string? Notes { get; init; }

    /// <summary>Measures to set, by name; a null value takes one away. Null keeps all.</summary>
    public IDictionary? Measures { get; init; }

    /// <summary>Stores notes and measures even if they look like a secret.</summary>
    public bool AllowSecret { get; init; }
}

/// <summary>Removes a run with its history. Its id is not given again.</summary>
public sealed record RemoveMetricRequest : MetricRequest
{
    /// <summary>The run.</summary>
    public required long Id { get; init; }
}

/// <summary>What became of a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Metric">The run afterwards; for a removal, the run that was removed. Null if the request failed or the caller did not want it.</param>
/// <param name="IsDuplicate">Whether nothing was added because the run's origin is in the log already; the metric is then that run.</param>
/// <param name="Error">Why nothing was done for it; null if it was.</param>
public sealed record MetricOutcome(MetricRequest Request, SkillMetric? Metric, bool IsDuplicate, Errors.ClawException? Error);
