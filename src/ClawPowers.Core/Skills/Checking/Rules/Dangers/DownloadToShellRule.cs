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
        DangerousCommands.In(skill, [Piped(), Evaluated(), Substituted(), Compiled(), Downloaded(), Kept(), Saved()], "What is downloaded is run unseen.");

    [GeneratedRegex(@"\b(?:curl|wget|fetch|aria2c|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n|]{0,1000}(?:\|[^\n|;&]{1,200}){0,4}\|\s*(?:sudo\s+(?:-\w+\s+){0,3})?(?:(?:\S{0,40}/)?(?:env|command|nohup|exec)\s+(?:-\S{1,20}\s+){0,3}(?:\w{1,40}=\S{0,40}\s+){0,3})?(?:\S{0,40}/)?(?:(?:(?:ba|z|da|k|fi|a)?sh|pwsh|powershell|iex|Invoke-Expression)\b(?!\s+-c\s+(?!-))|(?:python[0-9.]*|perl|ruby|node|php|bun|deno)\b(?=\s*(?:-u\s*)?(?:-(?=[\s""'`)]|$)|[;&|)""'`\n]|$)))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Piped();

    [GeneratedRegex(@"\b(?:(?:iex|Invoke-Expression)\b|(?:eval|exec)\s*[(""'`$])[^\n]{0,200}(?:\b(?:curl|wget|fetch|aria2c|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b|DownloadString|WebClient|urlopen|requests\.get)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Evaluated();

    [GeneratedRegex(@"(?:\b(?:ba|z|da|k)?sh|\bpython[0-9.]*|\bsource|(?:^|\s)\.)\s+(?:-c\s+)?[""']?(?:<\(|(?:<<<\s*[""']?)?\$\(|`)\s*(?:curl|wget)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Substituted();

    [GeneratedRegex(@"\[scriptblock\]::Create\([^\n]{0,200}(?:\b(?:curl|wget|fetch|aria2c|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b|DownloadString|WebClient)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Compiled();

    [GeneratedRegex(@"\.DownloadString\s*\(", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Downloaded();

    // Into a variable, and from there into a shell a few lines below.
    [GeneratedRegex(@"\$(?<v>\w{1,40})\s*=\s*[^\n]{0,40}\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n]{0,400}\n(?:[^\n]{0,400}\n){0,8}?[^\n]{0,200}\b(?:iex|Invoke-Expression)\s+[(""']?\$\k<v>\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kept();

    // Into a file that the same line runs.
    [GeneratedRegex(@"\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b[^\n]{0,300}\s(?:-\w{0,6}o|--output|--output-document|-OutFile|>)[\s=]{1,3}[""']?(?<f>[^\s""';&|]{3,200})[^\n]{0,300}(?:&&|;)\s*(?:sudo\s+)?(?:[\w/]{0,20}sh\s+|python[0-9.]*\s+|pwsh\s+(?:-\w+\s+){0,4}|source\s+|[.&]\s+)?[""']?(?:\./)?\k<f>(?![\w.])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Saved();
}
