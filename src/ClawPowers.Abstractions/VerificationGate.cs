namespace ClawPowers;

/// <summary>A gate of a project: a command that says by its exit code whether something holds.</summary>
public record VerificationGate
{
    /// <summary>Its name.</summary>
    public required string Gate { get; init; }

    /// <summary>What is run, as a line.</summary>
    public required string Command { get; init; }

    /// <summary>The folder that it runs in, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>After this it is ended, with all that it has started.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>The gates that must have passed before it is run.</summary>
    public required IReadOnlyList<string> Needs { get; init => field = Indexable.Of(value); }

    /// <summary>Gates of one group run side by side; null for one that runs alone.</summary>
    public string? Group { get; init; }

    /// <summary>Whether it is for this system.</summary>
    public required bool RunsHere { get; init; }

    /// <summary>The file that names it; null if it was detected.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the gates of this project, as they are now, were agreed to.</summary>
    public required bool IsTrusted { get; init; }

    /// <summary>The gate's name, so that one can stand where one is asked for.</summary>
    /// <returns><see cref="Gate"/>.</returns>
    public sealed override string ToString() => Gate;
}
