namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>What a session-start hook says: one JSON object for the agent, and at most one line for whoever looks after it.</summary>
public sealed record HookAnswer
{
    /// <summary>The line for standard output, without the newline that ends it: one JSON object in the agent's own shape, all of it ASCII, so that no code page changes it.</summary>
    public required string Json { get; init; }

    /// <summary>The line for standard error, which says what went wrong and begins with <c>clawpowers:</c>; null if nothing did.</summary>
    public string? Failure { get; init; }

    /// <summary>The context that the agent is given; null if it is given none.</summary>
    public string? Context { get; init; }
}
