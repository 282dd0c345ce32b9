using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The name is made of lower-case letters, digits and single hyphens between them.</summary>
internal sealed partial class NamePatternRule() : SkillRule(
    "name-pattern",
    SkillProblemSeverity.Error,
    "The name is made of lower-case letters, digits and single hyphens between them.",
    "Write it as lower-case words joined by hyphens, such as code-review.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (StandardFields.Text(skill, "name") is { Length: > 0 } name && !Allowed().IsMatch(name))
        {
            yield return skill.At(skill.FrontMatter!.Find("name"), $"'{name}' is not a skill's name.");
        }
    }

    [GeneratedRegex(@"^[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Allowed();
}
