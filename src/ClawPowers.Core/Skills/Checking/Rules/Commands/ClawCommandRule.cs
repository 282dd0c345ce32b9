using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Commands;

/// <summary>Every cmdlet of ClawPowers that a page names exists.</summary>
internal sealed partial class ClawCommandRule() : SkillRule(
    "claw-command",
    SkillProblemSeverity.Error,
    "Every cmdlet of ClawPowers that a page names exists.",
    "Correct the name; Get-Command -Module ClawPowers lists them all.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        if (skill.Syntax is not { } syntax)
        {
            yield break;
        }

        HashSet<string> defined = new(skill.Scripts.SelectMany(static script => script.Script.Defined), StringComparer.OrdinalIgnoreCase);
        foreach (CheckedScript script in skill.Scripts)
        {
            foreach (PowerShellCall call in script.Script.Calls.Where(call => call.Name.Contains("-Claw", StringComparison.OrdinalIgnoreCase) && IsUnknown(call.Name)))
            {
                yield return script.At(call.Line, call.Column, Message(call.Name));
            }
        }

        // What is said to exist must, too.
        foreach (Passage passage in skill.Pages.SelectMany(static page => page.Passages).Where(static passage => passage.Kind is PassageKind.Prose or PassageKind.Row))
        {
            foreach (Match match in Name().Matches(passage.Text).Where(match => IsUnknown(match.Value)))
            {
                yield return passage.At(match.Index, Message(match.Value));
            }
        }

        bool IsUnknown(string name) => !defined.Contains(name) && syntax.Find(name) is null;

        string Message(string name) => $"There is no {name}.{NearNames.Hint(name, syntax.OwnCommands)}";
    }

    [GeneratedRegex(@"(?<![\w-])[A-Z][a-z]{1,20}-Claw[A-Z][A-Za-z]{1,40}\b(?!-)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
