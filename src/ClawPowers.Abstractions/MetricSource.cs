namespace ClawPowers;

/// <summary>Who says how a run ended.</summary>
public enum MetricSource
{
    /// <summary>The agent that did the work.</summary>
    Self = 0,

    /// <summary>A program that checked it, such as a test run.</summary>
    Verified = 1,

    /// <summary>A person.</summary>
    Human = 2,
}
