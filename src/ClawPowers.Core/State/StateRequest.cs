namespace ClawPowers.Core.State;

/// <summary>One change that a caller asks for. Several make one commit.</summary>
public abstract record StateRequest
{
    /// <summary>The entry's key.</summary>
    public required string Key { get; init; }

    /// <summary>The scope to change; null leaves it to the environment and the location.</summary>
    public ClawScope? Scope { get; init; }

    /// <summary>The project to change, if not that of the location.</summary>
    public string? Project { get; init; }

    /// <summary>The version that the entry must have now, 0 for absent; null if any will do.</summary>
    public long? IfVersion { get; init; }

    /// <summary>Whether the caller wants the entry back as it is afterwards.</summary>
    public bool WantsEntry { get; init; } = true;

    /// <summary>The caller's own object that failures name; the key if null.</summary>
    public object? Target { get; init; }
}

/// <summary>Writes a value whole.</summary>
public sealed record SetRequest : StateRequest
{
    /// <summary>The value; see <see cref="StateEntry.Value"/> for what can be kept.</summary>
    public required object? Value { get; init; }

    /// <summary>From when on the entry counts as absent; null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Stores the value even if it looks like a secret.</summary>
    public bool AllowSecret { get; init; }
}

/// <summary>Adds a line to the end of a value; makes the entry if it is absent.</summary>
public sealed record AppendRequest : StateRequest
{
    /// <summary>The line: text, or any value that can be kept, taken as its text.</summary>
    public required object? Line { get; init; }

    /// <summary>From when on the entry counts as absent; null keeps what it had.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Stores the line even if it looks like a secret.</summary>
    public bool AllowSecret { get; init; }
}

/// <summary>Adds a number to a value, within bounds; an absent entry counts as 0.</summary>
public sealed record StepRequest : StateRequest
{
    /// <summary>What to add; may be negative.</summary>
    public decimal By { get; init; } = 1;

    /// <summary>The lowest result allowed; null for none.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The highest result allowed; null for none.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>From when on the entry counts as absent; null keeps what it had.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Accept only integers, before and after.</summary>
    public bool IntegerOnly { get; init; }
}

/// <summary>Removes an entry; its history stays.</summary>
public sealed record RemoveRequest : StateRequest;

/// <summary>Writes an earlier version as a new one.</summary>
public sealed record UndoRequest : StateRequest
{
    /// <summary>The version to return to; null for the one before the current.</summary>
    public long? Version { get; init; }
}

/// <summary>What became of a request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Entry">The entry afterwards; for a removal, the entry that was removed. Null if the request failed or the caller did not want it.</param>
/// <param name="Error">Why nothing was done for it; null if it was.</param>
public sealed record StateOutcome(StateRequest Request, StateEntry? Entry, Errors.ClawException? Error);
