using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking.Rules.Metadata;

/// <summary>metadata: tracks is made of names of measures with blanks between them, each once.</summary>
internal sealed class TracksRule() : SkillRule(
    "metadata-tracks",
    SkillProblemSeverity.Warning,
    "metadata: tracks is made of names of measures with blanks between them, each once.",
    "Write names of letters, digits, _, . and -, such as \"findings minutes\".")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (!skill.HasMetadata("tracks", out FrontMatterNode? node, out _))
        {
            yield break;
        }

        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in skill.FrontMatter!.Words("metadata", "tracks"))
        {
            if (!MeasureSet.IsName(name))
            {
                yield return skill.At(node, $"'{name}' is no name of a measure.");
            }
            else if (!seen.Add(name))
            {
                yield return skill.At(node, $"'{name}' is there twice.");
            }
        }
    }
}
