using ClawPowers.Core.Metrics;

namespace ClawPowers.Core.Sessions.Identity;

/// <summary>What a session or an agent can be called: one short line.</summary>
internal static class SessionName
{
    public const int MaximumLength = PlannedMetric.MaximumFieldLength;

    /// <summary>The name without blanks around it; null if it is none.</summary>
    public static string? Normalize(string? text) =>
        text?.Trim() is { Length: > 0 } name && ShortText.Problem(name, MaximumLength) is null ? name : null;
}
