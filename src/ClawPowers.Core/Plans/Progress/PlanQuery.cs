namespace ClawPowers.Core.Plans.Progress;

/// <summary>Which plans to look at.</summary>
public sealed record PlanQuery
{
    /// <summary>Plans by name or glob, in any case; null for all that <see cref="WithDone"/> leaves.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Whether plans that are done are wanted too where none is named.</summary>
    public bool WithDone { get; init; }

    /// <summary>The scope to look in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to look in, if not that of the location.</summary>
    public string? Project { get; init; }
}
