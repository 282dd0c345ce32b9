namespace ClawPowers;

/// <summary>A session-start hook in one configuration: how it stands, and what a command did with it or would do.</summary>
public record ClawHook
{
    /// <summary>The agent whose configuration it is, or the profile.</summary>
    public required HookTarget Target { get; init; }

    /// <summary>For the user or for the project.</summary>
    public required SkillScope Scope { get; init; }

    /// <summary>The file that it stands in, or would.</summary>
    public required string Path { get; init; }

    /// <summary>How it stands.</summary>
    public required HookState State { get; init; }

    /// <summary>What is run at the start of a session; null if nothing is.</summary>
    public string? Command { get; init; }

    /// <summary>Whether the agent may call ClawPowers without asking, by rules of ours.</summary>
    public bool AllowsCommands { get; init; }

    /// <summary>Other agents that read the same file, or may be set to.</summary>
    public IReadOnlyList<ClawAgent> AlsoReadBy { get; init => field = Indexable.Of(value); } = [];

    /// <summary>Whether it was done; false if it was only asked what would be.</summary>
    public required bool IsDone { get; init; }

    /// <summary>What changed in which file, or would, in the unified form; empty for nothing.</summary>
    public string Difference { get; init; } = string.Empty;

    /// <summary>The copy of the file as it was before it held a hook of ours; null if there is none.</summary>
    public string? Backup { get; init; }

    /// <summary>What else there is to know; null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>The target's name, so that a hook can stand where one is asked for.</summary>
    /// <returns>The name of <see cref="Target"/>.</returns>
    public sealed override string ToString() => Target.ToString();
}
