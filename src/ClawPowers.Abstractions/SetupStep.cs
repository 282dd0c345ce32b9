namespace ClawPowers;

/// <summary>One thing that setting up or undoing it does, or would do.</summary>
public record SetupStep
{
    /// <summary>What kind of thing it is.</summary>
    public required SetupStepKind Kind { get; init; }

    /// <summary>The agent that it is for, or the profile; null if it is for all.</summary>
    public HookTarget? Target { get; init; }

    /// <summary>The file or folder that changes.</summary>
    public required string Path { get; init; }

    /// <summary>What happens there, in words.</summary>
    public required string Change { get; init; }

    /// <summary>Whether it is so now: done, or in place before.</summary>
    public required bool IsDone { get; init; }

    /// <summary>What changes in the file, as a unified difference; null where there is none.</summary>
    public string? Difference { get; init; }

    /// <summary>Why it was not done, what was kept, or what else there is to know; null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>The step in a line.</summary>
    /// <returns>What happens, and where.</returns>
    public sealed override string ToString() => $"{Change}: {Path}";
}

/// <summary>What a step of setting up is about.</summary>
public enum SetupStepKind
{
    /// <summary>The store.</summary>
    Store,

    /// <summary>The skills in a folder that agents read.</summary>
    Skill,

    /// <summary>An agent's session-start hook.</summary>
    Hook,

    /// <summary>The profile of PowerShell.</summary>
    Profile,
}
