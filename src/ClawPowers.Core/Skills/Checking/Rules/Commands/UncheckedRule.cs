namespace ClawPowers.Core.Skills.Checking.Rules.Commands;

/// <summary>Says once what was not checked where there is no PowerShell.</summary>
internal sealed class UncheckedRule() : SkillRule(
    "powershell-unchecked",
    SkillProblemSeverity.Note,
    "Blocks of PowerShell are checked by PowerShell's own parser.",
    "Run Test-ClawSkill in PowerShell to have them checked too.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) => skill.Syntax is not null ? [] :
        (from page in skill.Pages
         from code in page.PowerShell.Take(1)
         select page.At(code.Line, 1, "The blocks of PowerShell were not checked: PowerShell's parser is not at hand here.")).Take(1);
}
