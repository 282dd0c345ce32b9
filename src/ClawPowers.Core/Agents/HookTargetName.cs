using System.IO.Enumeration;

namespace ClawPowers.Core.Agents;

/// <summary>Names of hook targets as people write them: in any case, with hyphens or without.</summary>
public static class HookTargetName
{
    /// <summary>The names as a command line spells them, in the order of <see cref="HookTarget"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<HookTarget>().Select(Of)];

    /// <summary>A target's name on a command line.</summary>
    public static string Of(HookTarget target) => target is HookTarget.Profile ? "profile" : AgentDefinition.Of((ClawAgent)target).Name;

    /// <summary>A target's name in a sentence.</summary>
    public static string InWords(HookTarget target) => target is HookTarget.Profile ? "PowerShell's profile" : AgentDefinition.Of((ClawAgent)target).DisplayName;

    /// <summary>Whether a name stands for several, with <c>*</c> or <c>?</c> in it.</summary>
    /// <param name="name">The name or pattern.</param>
    public static bool IsPattern(string name) => name.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>The targets that a pattern stands for.</summary>
    /// <param name="pattern">The pattern.</param>
    public static IEnumerable<HookTarget> Matching(string pattern) =>
        Enum.GetValues<HookTarget>().Where(target => FileSystemName.MatchesSimpleExpression(pattern.Trim().Replace("-", string.Empty, StringComparison.Ordinal), target.ToString(), ignoreCase: true));
}
