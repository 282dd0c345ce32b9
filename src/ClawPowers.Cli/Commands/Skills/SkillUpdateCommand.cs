using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill update</c></summary>
internal sealed class SkillUpdateCommand : SkillChangeCommand
{
    private readonly Option<bool> _force = CommonOptions.LocalFlag("--force", "Bring back files that were removed there.");

    public SkillUpdateCommand()
        : base("update", "Bring installed skills up to date, and keep what was changed in them.", needsAgent: false) => Options.Add(_force);

    public override string Details => "The new version of a file that was changed is put beside it, as SKILL.md.new. Without --scope both yours and those of the project.";

    protected override SkillChanges Plan(SkillInstaller installer, Invocation invocation) => installer.PlanUpdate(
        new UpdateSkillRequest { Names = Names(invocation), Agents = Agents(invocation), Scope = Scope(invocation), Force = invocation.Flag(_force) },
        invocation.Cancellation);
}
