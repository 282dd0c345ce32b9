using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill install</c></summary>
internal sealed class SkillInstallCommand : SkillChangeCommand
{
    private readonly Option<string[]> _paths = MetricOptions.Several("--path", "folder", "Install from here: a folder of skills, one skill's folder, or its SKILL.md. May be given several times.");
    private readonly Option<bool> _force = CommonOptions.LocalFlag("--force", "Bring back files that were removed there, and take skills with dangers in them.");

    public SkillInstallCommand()
        : base("install", "Copy skills to where agents look for them.", needsAgent: true)
    {
        Options.Add(_paths);
        Options.Add(_force);
    }

    public override string Details => "What someone else put there is never overwritten, and what was changed there is kept. --scope is user if left out.";

    protected override SkillChanges Plan(SkillInstaller installer, Invocation invocation) => installer.PlanInstall(
        new InstallSkillRequest
        {
            Agents = Agents(invocation) ?? [],
            Scope = Scope(invocation) ?? SkillScope.User,
            Names = Names(invocation),
            Paths = invocation.Texts(_paths),
            Force = invocation.Flag(_force),
        },
        invocation.Cancellation);
}
