namespace ClawPowers;

/// <summary>What became of a registered session-start hook when it was run as the agent runs it.</summary>
public record ClawHookTest
{
    /// <summary>What it is registered with.</summary>
    public required HookTarget Target { get; init; }

    /// <summary>For the user or for the project.</summary>
    public required SkillScope Scope { get; init; }

    /// <summary>The configuration that it is registered in.</summary>
    public required string Path { get; init; }

    /// <summary>Whether no check failed.</summary>
    public required bool Passed { get; init; }

    /// <summary>The checks, in the order in which they were made.</summary>
    public required IReadOnlyList<HookCheck> Checks { get; init => field = Indexable.Of(value); }

    /// <summary>The command that was run; null if there was none.</summary>
    public string? Command { get; init; }

    /// <summary>How the command ended; null if it did not run or did not end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The length of the context that was given, in UTF-16 units; null if there was none.</summary>
    public int? Characters { get; init; }

    /// <summary>What the length may be, in UTF-16 units.</summary>
    public required int CharacterLimit { get; init; }

    /// <summary>How long the command took; null if it did not run.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How long the agent waits for it.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>The target's name, so that a test can stand where one is asked for.</summary>
    /// <returns><see cref="Target"/>.</returns>
    public sealed override string ToString() => Target.ToString();
}

/// <summary>One check of a hook.</summary>
public record HookCheck
{
    /// <summary>What was looked at, such as <c>Answer</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is as it should be; null if it could not be told here, or is only to be known.</summary>
    public required bool? Passed { get; init; }

    /// <summary>What was found.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do; null for nothing.</summary>
    public string? Advice { get; init; }

    /// <summary>The check in a line.</summary>
    /// <returns>Name, result and what was found.</returns>
    public sealed override string ToString() => $"{Name}: {(Passed is { } passed ? passed ? "passed" : "failed" : "noted")}. {Detail}";
}
