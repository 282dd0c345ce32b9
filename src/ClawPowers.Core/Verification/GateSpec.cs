using System.Text;

namespace ClawPowers.Core.Verification;

/// <summary>One gate as its configuration or its detection says it.</summary>
internal sealed record GateSpec
{
    /// <summary>How long a gate may take that says nothing else.</summary>
    public static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(15);

    public required string Name { get; init; }

    /// <summary>A program and its arguments, run without a shell; null for a line of the shell.</summary>
    public IReadOnlyList<string>? Program { get; init; }

    /// <summary>A line for the system's shell; null for a program.</summary>
    public string? Line { get; init; }

    public TimeSpan Limit { get; init; } = UsualLimit;

    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Gates of one group run side by side; null for one that runs alone.</summary>
    public string? Group { get; init; }

    /// <summary>From the project's folder; empty for that folder.</summary>
    public string Folder { get; init; } = string.Empty;

    /// <summary>What is added to the environment, in the order of names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>The systems that it is for; null for all.</summary>
    public IReadOnlyList<string>? Systems { get; init; }

    /// <summary>A pattern whose matches are counted as findings, line by line; null for none.</summary>
    public string? Findings { get; init; }

    /// <summary>What is run, as a line.</summary>
    public string Command => Line ?? string.Join(' ', Program!.Select(Quoted));

    public bool RunsHere => Systems is null || Systems.Contains(ThisSystem);

    public static string ThisSystem =>
        OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux";

    private static string Quoted(string argument) => argument.Length > 0 && argument.All(static c => !char.IsWhiteSpace(c) && c is not ('"' or '\'' or ';' or '|' or '&' or '<' or '>' or '(' or ')' or '$' or '*'))
        ? argument
        : new StringBuilder("\"").Append(argument.Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"').ToString();
}
