using System.Management.Automation;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Removes installed skills, and keeps what was changed in them.</summary>
[Cmdlet(VerbsLifecycle.Uninstall, "ClawSkill", SupportsShouldProcess = true)]
[OutputType(typeof(SkillInstallation))]
public sealed class UninstallClawSkillCommand : InstalledSkillCommand
{
    /// <summary>Installed skills by name or pattern; all if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Skill")]
    [NameOfSkill]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstalledSkillCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only for these agents; for all if left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Agents")]
    public ClawAgent[]? Agent { get; set; }

    /// <summary>Those of the user, or of the project of the location.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SkillScope Scope { get; set; }

    internal override string[]? Wanted => Name;

    internal override ClawAgent[]? Agents => Agent;

    internal override SkillScope? Where => Scope;

    private protected override string Verb => "Uninstall";

    internal override SkillChanges Plan(SkillInstaller installer, Choice choice) =>
        installer.PlanUninstall(new UninstallSkillRequest { Names = choice.Names, Agents = choice.Agents, Scope = choice.Scope ?? SkillScope.User }, Stopped);
}
