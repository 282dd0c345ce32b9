namespace ClawPowers.Core.Sessions.Registration.Files;

/// <summary>How an agent writes a session-start hook in a JSON file.</summary>
internal sealed record HookLayout
{
    /// <summary>The event's name, in its case.</summary>
    public required string Event { get; init; }

    /// <summary>One hook as JSON, for a command in JSON.</summary>
    public required Func<string, string> Handler { get; init; }

    /// <summary>What stands around a hook: JSON for JSON; null if the event's list holds hooks themselves.</summary>
    public Func<string, string>? Group { get; init; }

    /// <summary>Whether the file says that it is of version 1.</summary>
    public bool HasVersion { get; init; }

    /// <summary>Whether the agent reads a file with comments in it.</summary>
    public bool ReadsComments { get; init; }

    /// <summary>Whether the agent reads a file that begins with the mark of UTF-8; null for unknown.</summary>
    public bool? ReadsMark { get; init; }

    /// <summary>Whether the agent reads a comma before a closing bracket.</summary>
    public bool ReadsTrailingCommas { get; init; }

    /// <summary>The names that may stand at the top; null for any.</summary>
    public IReadOnlyList<string>? TopNames { get; init; }

    /// <summary>The path of the event's list.</summary>
    public IReadOnlyList<string> Path => ["hooks", Event];
}

/// <summary>A rule in a JSON file by which an agent may call ClawPowers without asking.</summary>
/// <param name="Path">The names on the way to the object or array that it stands in.</param>
/// <param name="Name">The member's name; null for an element of an array.</param>
/// <param name="Json">The value.</param>
internal sealed record JsonRule(IReadOnlyList<string> Path, string? Name, string Json);
