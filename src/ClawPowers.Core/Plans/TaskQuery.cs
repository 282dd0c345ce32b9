namespace ClawPowers.Core.Plans;

/// <summary>Which tasks to read. What is null does not restrict.</summary>
public sealed record TaskQuery
{
    /// <summary>Tasks by name or glob, in any case.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Plans by name or glob, in any case.</summary>
    public IReadOnlyList<string>? Plans { get; init; }

    /// <summary>How they stand.</summary>
    public IReadOnlyList<TaskState>? States { get; init; }

    /// <summary>The scope to look in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to look in, if not that of the location.</summary>
    public string? Project { get; init; }
}
