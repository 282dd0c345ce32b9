using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Verification;

/// <summary>The gates that would run, and whether they may.</summary>
public sealed record VerificationPlan
{
    /// <summary>The project's folder, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The configuration's file; null if the gates were detected.</summary>
    public string? Path { get; init; }

    /// <summary>Whether these gates were agreed to.</summary>
    public required bool IsTrusted { get; init; }

    /// <summary>Whether all gates run, also those that passed before the run was stopped.</summary>
    public bool Restart { get; init; }

    /// <summary>The project that trust is kept for, and that runs are recorded of, in words.</summary>
    public string ProjectName => Project.Length == 0 ? Folder : Project;

    /// <summary>The project's identity; empty outside of any.</summary>
    internal string Project { get; init; } = string.Empty;

    /// <summary>What trust is kept for: the project, or the folder outside of any.</summary>
    internal string TrustKey => Project.Length == 0 ? Folder : Project;

    /// <summary>The hash of what would run.</summary>
    internal string Hash { get; init; } = string.Empty;

    /// <summary>All gates, in the order of the configuration.</summary>
    internal IReadOnlyList<GateSpec> All { get; init; } = [];

    /// <summary>Those that are to run, in the same order.</summary>
    internal IReadOnlyList<GateSpec> Chosen { get; init; } = [];

    /// <summary>Whether some gates are left out.</summary>
    internal bool IsPartial => Chosen.Count < All.Count;

    /// <summary>The gates that are to run.</summary>
    public IReadOnlyList<VerificationGate> Gates => [.. Chosen.Select(gate => new VerificationGate
    {
        Gate = gate.Name,
        Command = VisibleText.Escape(gate.Command),
        Folder = System.IO.Path.GetFullPath(gate.Folder, Folder),
        Limit = gate.Limit,
        Needs = gate.Needs,
        Group = gate.Group,
        RunsHere = gate.RunsHere,
        Path = Path,
        IsTrusted = IsTrusted,
    })];

    /// <summary>The gates that are to run in lines: a name and what it runs.</summary>
    /// <returns>One line for each gate, and one that says where they come from.</returns>
    public IReadOnlyList<string> Describe() => Lines(Chosen);

    /// <summary>All gates in lines, also those that are not to run now: to agree is to agree to all of them.</summary>
    /// <returns>One line for each gate, and one that says where they come from.</returns>
    public IReadOnlyList<string> DescribeAll() => Lines(All);

    private IReadOnlyList<string> Lines(IReadOnlyList<GateSpec> gates)
    {
        int width = gates.Max(static gate => gate.Name.Length);
        return
        [
            .. gates.Select(gate => $"  {gate.Name.PadRight(width)}  {VisibleText.OneLine(gate.Command)}{Place(gate)}"),
            $"  from {VisibleText.OneLine(Path ?? $"what was detected in '{Folder}'")}",
        ];
    }

    // A variable can make any program run something else.
    private static string Place(GateSpec gate)
    {
        string[] parts =
        [
            .. gate.Folder.Length == 0 ? Array.Empty<string>() : [$"in {VisibleText.OneLine(gate.Folder)}"],
            .. gate.Environment.Count == 0 ? Array.Empty<string>() : [$"with {string.Join(' ', gate.Environment.Select(static variable => VisibleText.OneLine($"{variable.Key}={variable.Value}")))}"],
        ];
        return parts.Length == 0 ? string.Empty : $"  ({string.Join(", ", parts)})";
    }
}
