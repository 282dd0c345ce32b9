using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>Nothing tells an agent to ignore other instructions.</summary>
internal sealed partial class OverrideRule() : SkillRule(
    "overrides-instructions",
    SkillProblemSeverity.Error,
    "Nothing tells an agent to ignore other instructions.",
    "Take it out. Where such a sentence is shown as an attack, put it in quotation marks.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        Instructions.In(skill, [Ignore(), Everything(), Mode(), Precedence()], "It tells the agent to set other instructions aside.");

    [GeneratedRegex(@"\b(?:ignore|disregard|forget|override|bypass|pay\s+no\s+attention\s+to)\s+(?:(?:all|any|every|each|the|of|these|those|my|our|and|other)\s+|(?:the\s+)?user['’]s\s+){0,4}(?:previous|prior|above|earlier|preceding|existing|former|system|developer|user|user['’]s|your|safety|security|other|all)\s+(?:(?:own|system|developer|user|safety|security|previous|prior)\s+){0,3}(?:instructions?|rules|prompts?|guidelines?|directives?|guardrails?|polic(?:y|ies)|safeguards?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ignore();

    // What was said, not named by an adjective before it.
    [GeneratedRegex(@"\b(?:ignore|disregard|forget|pay\s+no\s+attention\s+to)\s+(?:(?:(?:all|any|the|your|of|those|these)\s+){0,3}(?:instructions?|rules|prompts?|guidelines?|directives?)\s+(?:(?:that\s+)?you\s+(?:were|have\s+been|got)\b|given\s+(?:to\s+you|above|before|earlier)|(?:above|so\s+far)(?=\s*(?:[.,;!]|$|and\b|or\b)))|(?:everything|anything|all|whatever|what)\s+(?:that\s+)?(?:the\s+(?:user|system|developer)\s+(?:said|says|told|asked|asks|wants)|you\s+(?:were|have\s+been)\s+(?:told|given|instructed|asked|taught)|(?:above|so\s+far)(?=\s*(?:[.,;!]|$))))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Everything();

    [GeneratedRegex(@"\byou\s+are\s+(?:now\s+)?(?:no\s+longer\s+bound|free\s+of\s+(?:all|any|your)|in\s+(?:god|dan|jailbreak|unrestricted)\s+mode)|\byou\s+are\s+now\s+in\s+developer\s+mode\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mode();

    [GeneratedRegex(@"\b(?:takes?|has|have)\s+(?:precedence|priority)\s+over\s+(?:(?:all|any|every)\s+other|(?:all\s+|any\s+)?(?:(?:your|the|other|previous|prior)\s+){0,2}(?:system|developer|safety))\s+(?:instructions?|rules?|prompts?|messages?|guidelines?)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Precedence();
}
