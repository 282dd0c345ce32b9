namespace ClawPowers.Core.Processes;

/// <summary>A program to run, with all that it gets from outside.</summary>
internal sealed record BoundedRun
{
    /// <summary>The program's file, absolute: a name would also be looked for in the current folder.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Its arguments as one line instead, for a program that takes lines apart in its own way; null for a list.</summary>
    public string? ArgumentLine { get; init; }

    /// <summary>What it reads from standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Its whole environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder that it runs in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>After this it is ended, with everything that it has started.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>
    /// Takes what it writes to both streams as it comes, one piece at a time; nothing is kept then. It has ended with its own
    /// process, also where something that it left running holds the streams. Null to keep both streams, and to wait until they are closed.
    /// </summary>
    public Action<ReadOnlyMemory<byte>>? Sink { get; init; }

    /// <summary>A text in its environment that nothing else has, by which those are found that have left its tree; null for none.</summary>
    public string? Marker { get; init; }
}

/// <summary>How a program ran.</summary>
internal sealed record BoundedResult
{
    /// <summary>Why it did not start; null if it did.</summary>
    public string? Failure { get; init; }

    /// <summary>Its exit code; null if it did not start or was ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What it wrote to standard output.</summary>
    public byte[] Output { get; init; } = [];

    /// <summary>What it wrote to standard error.</summary>
    public byte[] Errors { get; init; } = [];

    /// <summary>From its start until it had ended and both streams were closed.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether it was ended because its time was up.</summary>
    public bool TookTooLong { get; init; }
}
