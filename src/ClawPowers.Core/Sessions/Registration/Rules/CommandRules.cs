using ClawPowers.Core.Sessions.Registration.Files;

namespace ClawPowers.Core.Sessions.Registration.Rules;

/// <summary>
/// The rules by which an agent may call ClawPowers without asking: only commands that read and write the store or read skills, and
/// only in a form behind which no other command can hide. What installs, exports, registers or runs a script block is never among them.
/// </summary>
internal sealed record CommandRules
{
    /// <summary>Commands of <c>clawpowers</c> that stand alone or with arguments.</summary>
    public static readonly string[] Words = ["store", "metrics", "analyze", "status", "inject"];

    /// <summary>Commands of its group <c>skill</c> that change nothing.</summary>
    public static readonly string[] SkillWords = ["list", "show", "find", "test"];

    /// <summary>Cmdlets that do the same. None of them takes a script block or writes a file of the caller's choice.</summary>
    public static readonly string[] Cmdlets =
    [
        "Get-ClawState", "Set-ClawState", "Add-ClawState", "Step-ClawState", "Test-ClawState", "Find-ClawState", "Get-ClawStateHistory",
        "Add-ClawMetric", "Get-ClawMetric", "Measure-ClawMetric", "Invoke-ClawFeedback", "Get-ClawRecommendation",
        "Get-ClawSkill", "Find-ClawSkill", "Get-ClawStatus", "Get-ClawSessionContext",
    ];

    /// <summary>The folder of the scripts that hooks run. Whoever could write there would be run by every agent, outside its sandbox.</summary>
    public const string HooksFolder = "~/.clawpowers/hooks";

    /// <summary>What goes into the file that the hook stands in.</summary>
    public IReadOnlyList<JsonRule> WithHook { get; init; } = [];

    /// <summary>Other files that rules go into.</summary>
    public IReadOnlyList<HookFile> Files { get; init; } = [];

    /// <summary>Why there are none; null if there are some.</summary>
    public string? None { get; init; }

    /// <summary>The lines of the command, each a whole beginning of what may be called.</summary>
    public static IEnumerable<string> Lines => [.. Words.Select(static word => "clawpowers " + word), .. SkillWords.Select(static word => "clawpowers skill " + word)];
}
