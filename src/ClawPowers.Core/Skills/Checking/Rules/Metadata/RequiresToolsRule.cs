using System.Text.RegularExpressions;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Metadata;

/// <summary>metadata: requires-tools is made of names of programs with blanks between them.</summary>
internal sealed partial class RequiresToolsRule() : SkillRule(
    "metadata-requires-tools",
    SkillProblemSeverity.Warning,
    "metadata: requires-tools is made of names of programs with blanks between them.",
    "Write the names as they are typed, such as \"git pwsh\", or nothing between the quotes if it needs none.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.HasMetadata("requires-tools", out FrontMatterNode? node, out string text) && !Words().IsMatch(text))
        {
            yield return skill.At(node, $"'{text}' is no list of programs.");
        }
    }

    [GeneratedRegex(@"^\s*(?:[A-Za-z0-9_][A-Za-z0-9_.+-]{0,63}(?:\s+|\z))*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
