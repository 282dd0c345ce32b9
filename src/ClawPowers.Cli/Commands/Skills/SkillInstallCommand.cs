using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill install</c></summary>
internal sealed class SkillInstallCommand : SkillChangeCommand
{
    private readonly Option<string[]> _paths = MetricOptions.Several("--path", "folder", "Install from here: a folder of skills, one skill's folder, or its SKILL.md. May be given several times.");
    private readonly Option<string> _repository = new("--repository")
    {
        HelpName = "url",
        Description = "Install from a Git repository: a URL of https, owner/name at GitHub, or a path. --path then names folders in it.",
    };

    private readonly Option<string> _ref = new("--ref") { HelpName = "branch|tag|commit", Description = "What of the repository; its main branch if left out." };
    private readonly Option<bool> _force = CommonOptions.LocalFlag("--force", "Bring back files that were removed there, and take skills with dangers or errors in them, or whose history was rewritten.");

    public SkillInstallCommand()
        : base("install", "Copy skills to where agents look for them.", needsAgent: true)
    {
        Options.Add(_paths);
        Options.Add(_repository);
        Options.Add(_ref);
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
            Repository = invocation.Text(_repository),
            Ref = invocation.Text(_ref),
            Force = invocation.Flag(_force),
        },
        invocation.Cancellation);
}
