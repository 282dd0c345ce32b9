namespace ClawPowers.Core.Verification;

/// <summary>What is to be verified.</summary>
public sealed record VerificationRequest
{
    /// <summary>The project's folder, absolute; null for that of the location.</summary>
    public string? Path { get; init; }

    /// <summary>Gates by name or glob; null for all. What they need is run too.</summary>
    public IReadOnlyList<string>? Gates { get; init; }

    /// <summary>Whether all gates run, also those that passed before the run was stopped.</summary>
    public bool Restart { get; init; }
}
