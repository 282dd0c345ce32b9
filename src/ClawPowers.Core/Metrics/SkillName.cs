using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Metrics;

/// <summary>The rules for a skill's name in the log. Wider than those of the standard, since a run of anything may be worth recording.</summary>
public static class SkillName
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int MaximumLength = 128;

    /// <summary>Checks a name and takes the space around it away.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The name to store.</returns>
    /// <exception cref="ClawException"><c>InvalidSkillName</c>, with the reason.</exception>
    public static string Normalize(string? name)
    {
        string trimmed = name?.Trim() ?? string.Empty;
        string? problem = trimmed.Length == 0 ? "it is empty"
            : trimmed.AsSpan().IndexOfAny("*?[]") is >= 0 and int at ? $"it has a '{trimmed[at]}', which is kept for patterns"
            : ShortText.Problem(trimmed, MaximumLength);
        return problem is null ? trimmed : throw MetricErrors.InvalidSkillName(name, problem);
    }
}
