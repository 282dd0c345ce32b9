using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Dangers;

/// <summary>
/// Finds commands that nobody should run. In code and in a script's file each counts, except in a comment that warns of it; in
/// prose only where the reader is told to run it. A row of a table, an example of output and a warning may name it.
/// </summary>
internal static class DangerousCommands
{
    public static IEnumerable<Fault> In(CheckedSkill skill, Regex[] patterns, string message) =>
        from passage in skill.Pages.SelectMany(static page => page.Passages).Concat(skill.Files.Where(static file => !file.IsMarkdown).Select(PagePassages.Of))
        from fault in Faults(passage, patterns, message)
        select fault;

    private static IEnumerable<Fault> Faults(Passage passage, Regex[] patterns, string message)
    {
        HashSet<int> seen = [];
        foreach (Regex pattern in patterns)
        {
            for (Match match = pattern.Match(passage.Text); match.Success; match = match.NextMatch())
            {
                int start = match.Index + match.Length - match.Value.TrimStart().Length;
                if (passage.IsDemanded(start) && passage.At(start, message) is var fault && seen.Add(fault.Line))
                {
                    yield return fault;
                }
            }
        }
    }
}
