using System.Text.RegularExpressions;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Metadata;

/// <summary>metadata: version is a semantic version.</summary>
internal sealed partial class VersionRule() : SkillRule(
    "metadata-version",
    SkillProblemSeverity.Warning,
    "metadata: version is a semantic version.",
    "Write three numbers, such as \"1.0.0\", and after a hyphen what comes before a release.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.HasMetadata("version", out FrontMatterNode? node, out string text) && !Semantic().IsMatch(text))
        {
            yield return skill.At(node, $"'{text}' is no semantic version.");
        }
    }

    [GeneratedRegex(@"^(?:0|[1-9][0-9]{0,9})(?:\.(?:0|[1-9][0-9]{0,9})){2}(?:-[0-9A-Za-z-]{1,50}(?:\.[0-9A-Za-z-]{1,50}){0,9})?(?:\+[0-9A-Za-z.-]{1,100})?\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Semantic();
}
