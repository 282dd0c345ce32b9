namespace ClawPowers.Core.Plans.Importing;

/// <summary>A plan to import, from its file.</summary>
public sealed record ImportPlanRequest
{
    /// <summary>The file, absolute or from the working directory.</summary>
    public required string Path { get; init; }

    /// <summary>The name to keep it under, in place of the one that the file gives.</summary>
    public string? Name { get; init; }

    /// <summary>The scope to keep it in; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to keep it in, if not that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>Whether to keep what looks like a secret.</summary>
    public bool AllowSecret { get; init; }

    /// <summary>False to find out what would happen and keep nothing.</summary>
    public bool Commit { get; init; } = true;
}

/// <summary>Where a plan comes from.</summary>
/// <param name="Project">The project to keep it in; empty for global.</param>
/// <param name="File">The file as it is kept; null for keys.</param>
/// <param name="Path">The file as it is shown; null for keys.</param>
/// <param name="Hash">The hash of its text; null for keys.</param>
/// <param name="IsWhole">Whether a task that is not in it is no longer in the plan.</param>
internal sealed record PlanSource(string Project, string? File, string? Path, string? Hash, bool IsWhole);
