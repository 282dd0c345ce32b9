namespace ClawPowers.Core.Metrics;

/// <summary>How a measure is compared with a value.</summary>
public enum MeasureComparison
{
    /// <summary>The run has the measure, whatever it is.</summary>
    Exists,

    /// <summary>It is the value: as numbers, or as texts in any case.</summary>
    Equal,

    /// <summary>The run has the measure, and it is another value.</summary>
    NotEqual,

    /// <summary>It is a number below.</summary>
    Less,

    /// <summary>It is a number not above.</summary>
    LessOrEqual,

    /// <summary>It is a number above.</summary>
    Greater,

    /// <summary>It is a number not below.</summary>
    GreaterOrEqual,
}
