namespace ClawPowers.Core.Skills.Checking.Rules.Standard;

/// <summary>The license, if there is one, names a license or a file.</summary>
internal sealed class LicenseRule() : SkillRule(
    "license-empty",
    SkillProblemSeverity.Error,
    "The license, if there is one, names a license or a file.",
    "Write a name such as MIT, or take the field away.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (StandardFields.Text(skill, "license") is "")
        {
            yield return skill.At(skill.FrontMatter!.Find("license"), "The license is empty.");
        }
    }
}
