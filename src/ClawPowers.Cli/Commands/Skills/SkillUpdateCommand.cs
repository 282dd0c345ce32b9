using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary>A command that brings installed skills up to date.</summary>
internal abstract class UpdatingCommand : SkillChangeCommand
{
    private readonly Option<bool> _force = CommonOptions.LocalFlag("--force", "Bring back files that were removed there, and take what is dangerous, or whose history was rewritten.");

    protected UpdatingCommand(string description)
        : base("update", description, needsAgent: false) => Options.Add(_force);

    /// <summary>Whether skills that came with the program or from folders are left out.</summary>
    protected abstract bool OnlyRepositories { get; }

    protected sealed override SkillChanges Plan(SkillInstaller installer, Invocation invocation) => installer.PlanUpdate(
        new UpdateSkillRequest
        {
            Names = Names(invocation),
            Agents = Agents(invocation),
            Scope = Scope(invocation),
            Force = invocation.Flag(_force),
            OnlyRepositories = OnlyRepositories,
        },
        invocation.Cancellation);
}

/// <summary><c>clawpowers skill update</c></summary>
internal sealed class SkillUpdateCommand() : UpdatingCommand("Bring installed skills up to date, and keep what was changed in them.")
{
    public override string Details => "The new version of a file that was changed is put beside it, as SKILL.md.new. Without --scope both yours and those of the project.";

    protected override bool OnlyRepositories => false;
}

/// <summary><c>clawpowers update</c></summary>
internal sealed class UpdateCommand() : UpdatingCommand("Look for new versions of skills that came from Git repositories, and install them.")
{
    public override string? Group => null;

    public override string Details => "Shows what they bring before it is copied; --what-if shows it and changes nothing. What you changed is kept.";

    protected override bool OnlyRepositories => true;
}
