using System.Text.RegularExpressions;

namespace ClawPowers.Core.Skills.Checking.Rules.Commands;

/// <summary>Every cmdlet that a block of PowerShell calls is known here, or defined on the same page.</summary>
internal sealed partial class UnknownCmdletRule() : SkillRule(
    "unknown-cmdlet",
    SkillProblemSeverity.Warning,
    "Every cmdlet that a block of PowerShell calls is known here, or defined on the same page.",
    "Correct the name; if it is of a module, say in the compatibility that the skill needs it.")
{
    // Each name that is unknown has PowerShell look through all modules there are.
    private const int MostUnknown = 100;

    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        HashSet<string> unknown = new(StringComparer.OrdinalIgnoreCase);
        foreach (CheckedPage page in skill.Scripts.Select(static script => script.Page).Distinct())
        {
            CheckedScript[] scripts = [.. skill.Scripts.Where(script => script.Page == page)];
            HashSet<string> defined = new(scripts.SelectMany(static script => script.Script.Defined), StringComparer.OrdinalIgnoreCase);
            foreach (CheckedScript script in scripts)
            {
                foreach (PowerShellCall call in script.Script.Calls)
                {
                    if (Cmdlet().IsMatch(call.Name) && !call.Name.Contains("-Claw", StringComparison.OrdinalIgnoreCase) && !defined.Contains(call.Name)
                        && !WindowsCommands.Contains(call.Name) && skill.Syntax!.Find(call.Name) is null)
                    {
                        if (unknown.Add(call.Name) && unknown.Count > MostUnknown)
                        {
                            yield break;
                        }

                        yield return script.At(call.Line, call.Column, $"No command {call.Name} is known here.");
                    }
                }
            }
        }
    }

    [GeneratedRegex(@"^[A-Z][A-Za-z]{1,20}-[A-Z][A-Za-z0-9]{1,60}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Cmdlet();
}
