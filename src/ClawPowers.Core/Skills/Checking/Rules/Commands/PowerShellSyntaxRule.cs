namespace ClawPowers.Core.Skills.Checking.Rules.Commands;

/// <summary>Every block of PowerShell parses.</summary>
internal sealed class PowerShellSyntaxRule() : SkillRule(
    "powershell-syntax",
    SkillProblemSeverity.Error,
    "Every block of PowerShell parses.",
    "Correct it, or name another language behind the fence.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        from script in skill.Scripts
        from error in script.Script.Errors.Take(1)
        select script.At(error.Line, error.Column, error.Text.Trim().Split('\n')[0].TrimEnd());
}
