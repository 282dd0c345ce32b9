using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>No command deletes a home or a root folder, formats a disk or brings the machine down.</summary>
internal sealed partial class DestructiveCommandRule() : SkillRule(
    "destructive-command",
    SkillProblemSeverity.Error,
    "No command deletes a home or a root folder, formats a disk or brings the machine down.",
    "Name the one folder that is meant, and have the user confirm what can't be undone.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        DangerousCommands.In(skill, [Removed(), RemovedItem(), Found(), Formatted(), Forked()], "It destroys more than a task can mean.");

    [GeneratedRegex(@"\brm\s+(?=(?:-\S{1,20}\s+){0,5}(?:-[a-z]{0,8}r|--recursive))(?:-\S{1,20}\s+){1,6}[""']?(?:/|/\*|~/?|~/\*|\$\{?HOME\}?/?\*?|\*|/(?:etc|usr|bin|var|home|boot|lib|root|opt|Users)/?\*?)[""'`]?(?=[\s;&|)]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Removed();

    [GeneratedRegex(@"\bRemove-Item\b(?=[^\n|;]{0,200}-Recurse)[^\n|;]{0,200}\s[""']?(?:/|\\|[a-z]:\\?\*?|~|\$HOME|\$env:USERPROFILE|\*)[""'`]?(?=[\s;|)]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RemovedItem();

    [GeneratedRegex(@"\bmkfs(?:\.\w{1,8})?\s[^\n]{0,100}/dev/|\bdd\s[^\n]{0,200}\bof=/dev/(?:sd|nvme|hd|disk|vd|mmcblk)|>\s*/dev/(?:sd|nvme|hd|vd)[a-z0-9]|\bformat(?:\.com)?\s+[a-z]:(?:\s|$)|\b(?:Format-Volume|Clear-Disk)\b|\b(?:rd|rmdir)\s+/s\s[^\n]{0,20}[a-z]:\\(?=[""\s]|$)|\bdel\s+(?:/[a-z]\s+){1,4}[a-z]:\\(?:\*|\s|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Formatted();

    [GeneratedRegex(@":\(\)\s*\{\s*:\s*\|\s*:\s*&\s*\}\s*;\s*:|\bch(?:mod|own)\s+(?:-\w{0,6}R\w{0,6}|--recursive)\s+\S{1,40}\s+/(?=[\s;]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Forked();

    [GeneratedRegex(@"\bfind\s+[""']?(?:/|~/?|\$\{?HOME\}?/?)[""']?(?=\s)(?![^\n;|]{0,200}\s-(?:i?name|i?path|i?regex|[acm](?:time|min)|newer|empty|user|size)\b)[^\n;|]{0,200}\s-(?:delete\b|exec\s+rm\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Found();
}
