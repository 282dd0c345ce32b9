using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>Nothing tells an agent to hide what it does from the user.</summary>
internal sealed partial class SecrecyRule() : SkillRule(
    "hides-from-user",
    SkillProblemSeverity.Error,
    "Nothing tells an agent to hide what it does from the user.",
    "Take it out: whatever a skill does, the user may know.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        Instructions.In(skill, [Untold(), Unsaid(), Hidden()], "It tells the agent to hide something from the user.");

    [GeneratedRegex(@"\b(?:do\s+not|don['’]t|never|must\s+not|without)\s+(?:tell|inform|notify|alert|warn|telling|informing|notifying|alerting|warning)(?:ing)?\s+(?:the\s+|your\s+|any\s+)?(?:user|human|person|operator|owner|developer|maintainer|reviewer|anyone|anybody)s?\s*(?:(?:about|of)\s+(?:this|these|it|that|what\s+you)|(?:that\s+)?you\s+(?:did|do|were|read|ran|run|sent|have\s+(?:run|read|sent|done|uploaded)|are\s+(?:running|reading|sending|doing|uploading))\b|[.,;!]|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Untold();

    [GeneratedRegex(@"\b(?:do\s+not|don['’]t|never|must\s+not)\s+(?:mention|reveal|disclose|show|report)\s+(?:this|these|it|that\s+you|any\s+of\s+this|the\s+(?:command|upload|request|existence\s+of)[\w\s]{0,30})\s*(?:step|action|instruction|file|command)?s?\s*(?:to\s+(?:the\s+|your\s+|any\s+)?(?:user|human|person|operator|owner|developer|maintainer|reviewer|anyone|anybody)s?|in\s+(?:your|the)\s+(?:answer|reply|response|output|summary))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unsaid();

    [GeneratedRegex(@"\b(?:hide|conceal|withhold)\s+(?:this|these|it|them|all\s+of\s+this|the\s+[\w\s]{1,30}|what\s+you\s+[\w\s]{1,20})\s+from\s+(?:the\s+|your\s+|any\s+)?(?:user|human|person|operator|owner|developer|maintainer|reviewer|anyone|anybody)s?|\bkeep\s+(?:this|these|it|them)\s+(?:hidden|secret|a\s+secret)\s+from\s+(?:the\s+|your\s+|any\s+)?(?:user|human|person|operator|owner|developer|maintainer|reviewer|anyone|anybody)s?|\b(?:secretly|covertly)\s+(?:send|upload|post|run|execute|install|write|change|add|delete|read|fetch|download)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
