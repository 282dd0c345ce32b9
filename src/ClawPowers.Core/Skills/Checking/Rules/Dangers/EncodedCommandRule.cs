using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>No command is encoded.</summary>
internal sealed partial class EncodedCommandRule() : SkillRule(
    "encoded-command",
    SkillProblemSeverity.Error,
    "No command is encoded.",
    "Write the command as plain text.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        DangerousCommands.In(skill, [Encoded(), Decoded(), Evaluated()], "What is run is encoded, so that nobody can read it.");

    [GeneratedRegex(@"\b(?:pwsh|powershell)(?:\.exe)?\b[^\n]{0,200}[\s""][-/](?:e|ec|en|enc|enco[a-z]{0,10})\s+[""']?[A-Za-z0-9+/=]{12,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Encoded();

    [GeneratedRegex(@"\bbase64\s+(?:-d|-D|--decode)\b[^\n|]{0,200}\|\s*(?:sudo\s+(?:-\w+\s+){0,3})?(?:\S{0,40}/)?(?:(?:ba|z|da|k|fi|a)?sh|python[0-9.]*|perl|ruby|node|php|pwsh|powershell|iex|Invoke-Expression|bun|deno)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Decoded();

    [GeneratedRegex(@"\b(?:iex|Invoke-Expression|eval|exec)\b[^\n]{0,200}(?:FromBase64String|b64decode|atob\s*\(|base64\s+(?:-d|--decode))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Evaluated();
}
