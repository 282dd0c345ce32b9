using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Size;

/// <summary>Name and description have at most 150 tokens, as estimated: every agent reads them in every session.</summary>
internal sealed class CatalogEntryRule() : SkillRule(
    "catalog-entry",
    SkillProblemSeverity.Warning,
    "Name and description have at most 150 tokens, as estimated: every agent reads them in every session.",
    "Say in two sentences what the skill does and when to use it; put ways of saying it into metadata: triggers.")
{
    private const int Maximum = 150;

    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        // Longer than the standard allows is another rule's to say.
        if (Standard.StandardFields.Text(skill, "description") is { Length: > 1024 })
        {
            yield break;
        }

        int tokens = SkillTokens.Of($"{Standard.StandardFields.Text(skill, "name")}: {Standard.StandardFields.Text(skill, "description")}");
        if (tokens > Maximum)
        {
            yield return skill.At(skill.FrontMatter!.Find("description"), $"Name and description have about {tokens} tokens; {Maximum} are the limit.");
        }
    }
}
