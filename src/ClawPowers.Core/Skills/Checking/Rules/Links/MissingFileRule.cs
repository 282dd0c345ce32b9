using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Links;

/// <summary>Every file of references/, scripts/ and assets/ that a page names in a code span is there.</summary>
internal sealed partial class MissingFileRule() : SkillRule(
    "missing-file",
    SkillProblemSeverity.Warning,
    "Every file of references/, scripts/ and assets/ that a page names in a code span is there.",
    "Correct the path, which counts from the skill's folder, or add the file.")
{
    // How much of what was said before a path is looked at.
    private const int LongestLead = 100;

    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        // Made by the program beside a skill that has lessons.
        const string lessons = "references/lessons.md";
        foreach (CheckedPage page in skill.Pages)
        {
            foreach (Passage passage in page.Passages.Where(static passage => passage is { Kind: PassageKind.Prose, IsField: false }))
            {
                foreach (Match match in Mention().Matches(passage.Text))
                {
                    string path = match.Groups["path"].Value;
                    if (path != lessons && Reading().IsMatch(passage.Text[Math.Max(0, match.Index - LongestLead)..match.Index]) && !skill.HasFile(Path.Combine(skill.Folder, path.Replace('/', Path.DirectorySeparatorChar))))
                    {
                        yield return passage.At(match.Groups["path"].Index, $"'{path}' is not there.");
                    }
                }
            }
        }
    }

    [GeneratedRegex(@"`(?<path>(?:references|scripts|assets)/[A-Za-z0-9_./-]{1,100}\.[A-Za-z0-9]{1,8})`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();

    // A path that the page sends its reader to; others are examples of where files go.
    [GeneratedRegex(@"\b(?:read|see|open|run|use|in|from|follow|fill|copy)\s+(?:the\s+\w+\s+(?:in\s+)?)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reading();
}
