using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill uninstall</c></summary>
internal sealed class SkillUninstallCommand() : SkillChangeCommand("uninstall", "Remove installed skills, and keep what was changed in them.", needsAgent: false)
{
    public override string Details => "A copy that agents share stays until none of them wants it. --scope is user if left out.";

    protected override SkillChanges Plan(SkillInstaller installer, Invocation invocation) => installer.PlanUninstall(
        new UninstallSkillRequest { Names = Names(invocation), Agents = Agents(invocation), Scope = Scope(invocation) ?? SkillScope.User },
        invocation.Cancellation);
}
