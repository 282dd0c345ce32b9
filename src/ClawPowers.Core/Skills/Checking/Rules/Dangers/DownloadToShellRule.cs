using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>No download is run unseen: piped into a shell or an interpreter, or evaluated.</summary>
internal sealed partial class DownloadToShellRule() : SkillRule(
    "download-to-shell",
    SkillProblemSeverity.Error,
    "No download is run unseen: piped into a shell or an interpreter, or evaluated.",
    "Download to a file, check its hash or signature, look at it, and run it then; better, install a pinned version by a package manager.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        DangerousCommands.In(skill, [Piped(), Evaluated(), Substituted(), Compiled(), Downloaded()], "What is downloaded is run unseen.");

    [GeneratedRegex(@"\b(?:curl|wget|fetch|aria2c|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n|]{0,1000}\|\s*(?:sudo\s+(?:-\w+\s+){0,3})?(?:\S{0,40}/)?(?:(?:ba|z|da|k|fi|a)?sh|python[0-9.]*|perl|ruby|node|php|pwsh|powershell|iex|Invoke-Expression|bun|deno)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Piped();

    [GeneratedRegex(@"\b(?:iex|Invoke-Expression|eval|source|exec)\b[^\n]{0,200}(?:\b(?:curl|wget|fetch|aria2c|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b|DownloadString|WebClient|urlopen|requests\.get)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Evaluated();

    [GeneratedRegex(@"(?:\b(?:ba|z|da|k)?sh|\bpython[0-9.]*|\bsource|(?:^|\s)\.)\s+(?:-c\s+)?[""']?(?:<\(|\$\(|`)\s*(?:curl|wget)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Substituted();

    [GeneratedRegex(@"\[scriptblock\]::Create\([^\n]{0,200}(?:\b(?:curl|wget|fetch|aria2c|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b|DownloadString|WebClient)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Compiled();

    [GeneratedRegex(@"\.DownloadString\s*\(", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Downloaded();
}
