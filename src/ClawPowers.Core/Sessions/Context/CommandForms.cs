using System.Buffers;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>
/// How commands are called from the shell in which an agent runs them, and so how they are spelled: as cmdlets where the shell is
/// PowerShell; from other shells by the command line if it is there, which starts at once and is the only form that an agent's
/// permission rule can be narrow for; else as cmdlets within a call of <c>pwsh</c>.
/// </summary>
internal sealed class CommandForms
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-+");

    private readonly string? _powerShell;
    private readonly string _program;

    private CommandForms(string? powerShell, string program, bool usesCmdlets, bool isPowerShell)
    {
        _powerShell = powerShell;
        _program = program;
        UsesCmdlets = usesCmdlets;
        IsPowerShell = isPowerShell;
    }

    /// <summary>Whether commands are spelled as cmdlets.</summary>
    public bool UsesCmdlets { get; }

    /// <summary>Whether the shell is PowerShell, or may well be.</summary>
    public bool IsPowerShell { get; }

    /// <summary>Whether PowerShell can be started, so that what skills say in cmdlets can be run.</summary>
    public bool HasPowerShell => _powerShell is not null;

    /// <summary>Finds entries by words.</summary>
    public string Recall => UsesCmdlets ? "Find-ClawState WORDS" : $"{_program} store find WORDS";

    /// <summary>Keeps a value.</summary>
    public string Keep => UsesCmdlets ? "Set-ClawState debug:NAME:root_cause 'what it was'" : $"{_program} store set debug:NAME:root_cause 'what it was'";

    /// <summary>Prints a skill.</summary>
    public string ReadSkill => UsesCmdlets ? "Get-ClawSkill NAME -Content" : $"{_program} skill show NAME";

    /// <summary>Finds a skill.</summary>
    public string FindSkill => UsesCmdlets ? "Find-ClawSkill 'what you face'" : $"{_program} skill find 'what you face'";

    /// <summary>Lists the skills.</summary>
    public string ListSkills => UsesCmdlets ? "Get-ClawSkill" : $"{_program} skill list";

    /// <summary>Records how a skill went.</summary>
    public string Record => UsesCmdlets
        ? "Add-ClawMetric NAME Success -Measure situation='what it was about'"
        : $"{_program} metrics record --skill NAME --outcome success --measure situation='what it was about'";

    /// <summary>Shows what feedback recommends.</summary>
    public string Recommendations => UsesCmdlets ? "Get-ClawRecommendation" : $"{_program} analyze --recommendations";

    /// <summary>Claims the next ready task of a plan.</summary>
    public string StartTask => UsesCmdlets ? "Start-ClawTask -Plan NAME" : $"{_program} plan start NAME";

    /// <summary>Lists the open plans.</summary>
    public string ListPlans => UsesCmdlets ? "Get-ClawPlan" : $"{_program} plan list";

    /// <summary>Decides which form works.</summary>
    /// <param name="agent">The agent; null for none in particular.</param>
    /// <param name="isWindows">Whether agents run commands in PowerShell here.</param>
    /// <param name="isThere">Whether a program is on the PATH.</param>
    /// <param name="process">The file of the running program; null if unknown.</param>
    public static CommandForms Find(ClawAgent? agent, bool isWindows, Func<string, bool> isThere, string? process)
    {
        string? powerShell = isThere("pwsh") ? "pwsh" : null;
        string? program = isThere("clawpowers") ? "clawpowers" : null;
        if (powerShell is null && program is null)
        {
            // What runs this can be started again, if only by its path.
            string self = Path.GetFileNameWithoutExtension(process ?? string.Empty);
            program = self == "clawpowers" ? Quoted(process!) : null;
            powerShell = program is not null ? null : self == "pwsh" ? Quoted(process!) : "pwsh";
        }

        bool isPowerShell = isWindows || agent is null;
        return new CommandForms(powerShell, program ?? "clawpowers", usesCmdlets: program is null || (isPowerShell && powerShell is not null), isPowerShell);
    }

    /// <summary>Lists entries by a pattern.</summary>
    public string List(string pattern) => UsesCmdlets ? $"Get-ClawState {pattern}" : $"{_program} store list '{pattern}'";

    /// <summary>A command with its reach extended to every project.</summary>
    public string Everywhere(string command) => command + (UsesCmdlets ? " -Scope All" : " --scope all");

    /// <summary>A command as it stands in a shell that is not PowerShell.</summary>
    public string InShell(string command) => UsesCmdlets ? WithPowerShell(command) : command;

    /// <summary>A cmdlet as any shell calls it. One agent cuts shorter forms down to the cmdlet, and runs that in bash.</summary>
    public string WithPowerShell(string cmdlet) => $"{_powerShell} -NoProfile -NonInteractive -Command \"{cmdlet}\"";

    private static string Quoted(string path) => !path.AsSpan().ContainsAnyExcept(Plain)
        ? path
        : (OperatingSystem.IsWindows() ? "& '" + path.Replace("'", "''", StringComparison.Ordinal) : "'" + path.Replace("'", @"'\''", StringComparison.Ordinal)) + "'";
}
