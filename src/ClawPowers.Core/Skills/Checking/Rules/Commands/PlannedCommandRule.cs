namespace ClawPowers.Core.Skills.Checking.Rules.Commands;

/// <summary>Cmdlets that are to come are known as such.</summary>
internal sealed class PlannedCommandRule() : SkillRule(
    "planned-command",
    SkillProblemSeverity.Note,
    "Cmdlets that are to come are known as such.",
    "Nothing need be done: the command comes with a later version. Until then, say in the skill how to do without it.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill) =>
        from script in skill.Scripts
        from call in script.Script.Calls
        where PlannedCommands.Contains(call.Name) && skill.Syntax?.Find(call.Name) is null
        select script.At(call.Line, call.Column, $"{call.Name} is to come; this version has no such command.");
}
