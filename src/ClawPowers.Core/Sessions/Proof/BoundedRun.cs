namespace ClawPowers.Core.Sessions.Proof;

/// <summary>A program to run, with all that it gets from outside.</summary>
internal sealed record BoundedRun
{
    /// <summary>The program's file, absolute: a name would also be looked for in the current folder.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>What it reads from standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Its whole environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder that it runs in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>After this it is ended, with everything that it has started.</summary>
    public required TimeSpan Limit { get; init; }
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
