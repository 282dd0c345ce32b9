using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Scope;

/// <summary>Scopes as words.</summary>
public static class ScopeName
{
    /// <summary>Reads a scope's name, in any case.</summary>
    /// <param name="text">The word; null or empty for none.</param>
    /// <param name="origin">Where the word comes from, for the message; null if the user just typed it.</param>
    /// <returns>The scope, or null for none.</returns>
    /// <exception cref="ClawException"><c>InvalidScope</c>: it is another word.</exception>
    public static ClawScope? Parse(string? text, string? origin = null) => text?.Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "PROJECT" => ClawScope.Project,
        "GLOBAL" => ClawScope.Global,
        "ALL" => ClawScope.All,
        _ => throw StateErrors.InvalidScope(text, "Project, Global, All", origin),
    };
}
