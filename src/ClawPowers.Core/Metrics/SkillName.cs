using System.Buffers;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Metrics;

/// <summary>The rules for a skill's name in the log. Wider than those of the standard, since a run of anything may be worth recording.</summary>
public static class SkillName
{
    /// <summary>The longest name, in UTF-16 units.</summary>
    public const int MaximumLength = 128;

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Checks a name and takes the space around it away.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The name to store.</returns>
    /// <exception cref="ClawException"><c>InvalidSkillName</c>, with the reason.</exception>
    public static string Normalize(string? name)
    {
        string trimmed = name?.Trim() ?? string.Empty;
        return Problem(trimmed) is { } reason ? throw MetricErrors.InvalidSkillName(name, reason) : trimmed;
    }

    private static string? Problem(string name)
    {
        if (name.Length == 0)
        {
            return "it is empty";
        }

        if (name.Length > MaximumLength)
        {
            return $"it has {name.Length} characters";
        }

        if (name.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            return null;
        }

        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            switch (c)
            {
                case '*' or '?' or '[' or ']':
                    return $"it has a '{c}', which is kept for patterns";
                case var _ when char.IsControl(c):
                    return $"it has the control character U+{(int)c:X4}";
                case var _ when char.IsHighSurrogate(c) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]):
                    i++;
                    break;
                case var _ when char.IsSurrogate(c):
                    return "it has half of a surrogate pair";
            }
        }

        return null;
    }
}
