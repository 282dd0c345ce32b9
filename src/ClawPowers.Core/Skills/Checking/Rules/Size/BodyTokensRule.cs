using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Size;

/// <summary>The body has at most 5,000 tokens, as estimated.</summary>
internal sealed class BodyTokensRule() : SkillRule(
    "body-tokens",
    SkillProblemSeverity.Warning,
    "The body has at most 5,000 tokens, as estimated.",
    "Move what is not always needed into references/, and say when to read it.")
{
    private const int Maximum = 5000;

    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        int tokens = SkillTokens.Of(skill.Document.Body);
        if (tokens > Maximum)
        {
            yield return skill.Main.At(skill.Document.BodyLine, 1, $"The body has about {tokens} tokens; {Maximum} are the limit.");
        }
    }
}
