using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>Names and patterns of skills that someone gave.</summary>
internal sealed class SkillNames
{
    private const int LongestPattern = 4 * SkillPath.LongestName;

    private readonly SkillGlob[] _wanted;

    /// <summary>Reads them.</summary>
    /// <param name="names">Names and patterns; null or none for every skill.</param>
    /// <exception cref="ClawException"><c>InvalidSkillPattern</c>.</exception>
    public SkillNames(IReadOnlyCollection<string>? names)
    {
        foreach (string name in names ?? [])
        {
            string? problem = string.IsNullOrWhiteSpace(name) ? "it is empty"
                : name.Length > LongestPattern ? $"it has {name.Length} characters"
                : KeyPattern.HasOpenBracket(name) ? "a '[' is not closed by a ']'"
                : null;
            if (problem is not null)
            {
                throw MetricErrors.InvalidSkillPattern(name, problem);
            }
        }

        _wanted = [.. (names is { Count: > 0 } ? names : ["*"]).Select(static name => new SkillGlob(name))];
    }

    /// <summary>Whether a name is among them.</summary>
    public bool Match(string name) => Array.Exists(_wanted, wanted => wanted.Matches(name));

    /// <summary>The names, not patterns, that nothing was found for.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> found) =>
        _wanted.Where(static wanted => wanted.IsExact).Select(static wanted => wanted.Pattern).Except(found, StringComparer.OrdinalIgnoreCase);
}
