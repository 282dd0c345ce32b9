namespace ClawPowers.Core.Skills.Checking.Rules.Commands;

/// <summary>Every parameter that is given to a cmdlet of ClawPowers exists.</summary>
internal sealed class ClawParameterRule() : SkillRule(
    "claw-parameter",
    SkillProblemSeverity.Error,
    "Every parameter that is given to a cmdlet of ClawPowers exists.",
    "Correct the name; Get-Help with the command lists its parameters.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        foreach (CheckedScript script in skill.Scripts)
        {
            foreach (PowerShellCall call in script.Script.Calls.Where(static call => call.Name.Contains("-Claw", StringComparison.OrdinalIgnoreCase)))
            {
                if (skill.Syntax!.Find(call.Name) is not { } command || script.Script.Defined.Contains(call.Name, StringComparer.OrdinalIgnoreCase))
                {
                    continue;
                }

                foreach (PowerShellArgument argument in call.Arguments.Where(static argument => argument.IsParameter))
                {
                    if (!command.Parameters.Any(name => name.StartsWith(argument.Text!, StringComparison.OrdinalIgnoreCase)))
                    {
                        yield return script.At(argument.Line, argument.Column, $"{command.Name} has no parameter -{argument.Text}.{NearNames.Hint(argument.Text!, command.Parameters)}");
                    }
                }
            }
        }
    }
}
