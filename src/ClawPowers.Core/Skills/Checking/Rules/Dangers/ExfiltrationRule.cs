using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>No command and no sentence sends credentials, the environment or the conversation to an address.</summary>
internal sealed partial class ExfiltrationRule() : SkillRule(
    "exfiltration",
    SkillProblemSeverity.Error,
    "No command and no sentence sends credentials, the environment or the conversation to an address.",
    "Take it out. A skill that needs a credential says which one, and leaves it where it is.")
{
    private const string Found = "Secrets are sent away.";

    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        DangerousCommands.In(skill, [Uploaded(), Sent()], Found).Concat(Instructions.In(skill, [Told()], Found));

    [GeneratedRegex(@"\bcurl\b(?=[^\n]{0,400}\s(?:-d|-F|-T|--data\S{0,12}|--form|--upload-file|--post-file)\b)[^\n]{0,400}(?:\.env\b|\bid_(?:rsa|ed25519|ecdsa)\b|\.ssh/|\.aws/credentials|\.git-credentials|/etc/(?:passwd|shadow)|\.kube/config|\.netrc\b|\.npmrc\b|\.gnupg/)|\bwget\b[^\n]{0,300}--(?:post|body)-(?:file|data)[^\n]{0,100}(?:\.env\b|\bid_(?:rsa|ed25519|ecdsa)\b|\.ssh/|\.aws/credentials|\.git-credentials|/etc/(?:passwd|shadow)|\.kube/config|\.netrc\b|\.npmrc\b|\.gnupg/)|\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b[^\n]{0,300}-(?:Body|InFile|Form)\b[^\n]{0,200}(?:\.env\b|\bid_(?:rsa|ed25519|ecdsa)\b|\.ssh/|\.aws/credentials|\.git-credentials|/etc/(?:passwd|shadow)|\.kube/config|\.netrc\b|\.npmrc\b|\.gnupg/)|\b(?:scp|ncat|nc)\b[^\n]{0,200}(?<!\s-i\s{0,3}[""']?\S{0,80})(?:\.env\b|\bid_(?:rsa|ed25519|ecdsa)\b|\.ssh/|\.aws/credentials|\.git-credentials|/etc/(?:passwd|shadow)|\.kube/config|\.netrc\b|\.npmrc\b|\.gnupg/)|\b(?:curl|wget)\b[^\n]{0,400}\$\(\s*(?:cat\s|<)[^\n)]{0,100}(?:\.env\b|\bid_(?:rsa|ed25519|ecdsa)\b|\.ssh/|\.aws/credentials|\.git-credentials|/etc/(?:passwd|shadow)|\.kube/config|\.netrc\b|\.npmrc\b|\.gnupg/)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Uploaded();

    [GeneratedRegex(@"(?:\b(?:cat|Get-Content|gc|type|tar)\b[^\n|]{0,200}(?:\.env\b|\bid_(?:rsa|ed25519|ecdsa)\b|\.ssh/|\.aws/credentials|\.git-credentials|/etc/(?:passwd|shadow)|\.kube/config|\.netrc\b|\.npmrc\b|\.gnupg/)[^\n|]{0,100}|(?:^|[\s;(])(?:printenv|env|set|(?:Get-ChildItem|gci|dir|ls)\s+env:\S{0,20})\s*)\|[^\n]{0,200}\b(?:curl|nc|ncat|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sent();

    [GeneratedRegex(@"\b(?:send|post|upload|transmit|forward|exfiltrate|leak|e-?mail|copy)\b[^.;\n]{0,80}\b(?:credentials?|secrets?|tokens?|api[- ]keys?|passwords?|private\s+keys?|ssh\s+keys?|environment(?:\s+variables?)?|conversation|chat\s+history|system\s+prompt|transcript)\b[^.;\n]{0,60}\b(?:to|at|via)\b[^.\n]{0,20}(?:https?://|\b[\w.+-]{1,40}@[\w-]{1,40}\.\w)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Told();
}
