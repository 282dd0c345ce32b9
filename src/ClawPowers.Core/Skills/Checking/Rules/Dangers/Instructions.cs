using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>
/// Finds sentences that tell an agent to do what it must not. What is quoted, and what is spoken of as the words of others or as
/// not to be done, is no instruction; in a comment, which the reader of the page never sees, everything is.
/// </summary>
internal static class Instructions
{
    public static IEnumerable<Fault> In(CheckedSkill skill, Regex[] patterns, string message)
    {
        foreach (Passage passage in skill.Pages.SelectMany(static page => page.Passages))
        {
            HashSet<int> seen = [];
            foreach (Regex pattern in patterns)
            {
                for (Match match = pattern.Match(passage.Text); match.Success; match = match.NextMatch())
                {
                    if (IsMeant(passage, match.Index) && passage.At(match.Index, message) is var fault && seen.Add(fault.Line))
                    {
                        yield return fault;
                    }
                }
            }
        }
    }

    private static bool IsMeant(Passage passage, int index) => passage.Kind switch
    {
        PassageKind.Comment => true,
        PassageKind.Prose or PassageKind.Row => !passage.IsQuoted(index) && !passage.IsDistanced(index),
        _ => !passage.IsQuoted(index) && !passage.IsDistanced(index),
    };
}
