namespace ClawPowers.Core.Feedback.Evidence;

/// <summary>
/// The part of the 5% of false findings that a family of hypotheses may use. Each family is controlled on its own, over
/// all skills of a call, so that a family with many hypotheses does not make the others blind.
/// </summary>
/// <param name="Name">What the family is about.</param>
/// <param name="Share">Its part: an expected fraction of false ones among its findings, and the chance of any if nothing at all is going on.</param>
internal sealed record ErrorShare(string Name, double Share)
{
    /// <summary>What all families have together.</summary>
    public const double Total = 0.05;

    /// <summary>What goes with a label.</summary>
    public static readonly ErrorShare Labels = new("drivers by label", 0.023);

    /// <summary>What goes with an agent, a model or a version of the skill: every skill has them, and they must not make its measures harder to see.</summary>
    public static readonly ErrorShare Fields = new("drivers by field", 0.003);

    /// <summary>What goes with a number: looked at in more ways, and apart from labels, so that it does not make them harder to see.</summary>
    public static readonly ErrorShare Numbers = new("drivers by number", 0.01);

    public static readonly ErrorShare Decline = new("decline", 0.006);

    public static readonly ErrorShare Improvement = new("improvement", 0.0005);

    public static readonly ErrorShare Duration = new("duration", 0.0015);

    public static readonly ErrorShare Trend = new("trend", 0.0015);

    public static readonly ErrorShare Patterns = new("patterns", 0.002);

    public static readonly ErrorShare Calibration = new("calibration", 0.0015);

    public static readonly ErrorShare Agreement = new("agreement", 0.001);

    /// <summary>Every family there is.</summary>
    public static IReadOnlyList<ErrorShare> All { get; } = [Labels, Fields, Numbers, Decline, Improvement, Duration, Trend, Patterns, Calibration, Agreement];

    /// <summary>What a finding shows as its q: at most 0.05 if, and only if, its adjusted p-value is within the share.</summary>
    public double Q(double adjusted) => Math.Min(1, adjusted * Total / Share);
}
