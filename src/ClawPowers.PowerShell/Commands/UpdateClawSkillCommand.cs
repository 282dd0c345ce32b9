using System.Management.Automation;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Brings installed skills up to date, and keeps what was changed in them.</summary>
[Cmdlet(VerbsData.Update, "ClawSkill", SupportsShouldProcess = true)]
[OutputType(typeof(SkillInstallation))]
public sealed class UpdateClawSkillCommand : InstalledSkillCommand
{
    /// <summary>Installed skills by name or pattern; all if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Skill")]
    [NameOfSkill]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstalledSkillCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only those that are installed for these agents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Agents")]
    public ClawAgent[]? Agent { get; set; }

    /// <summary>Only those of the user, or of the project; both if left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SkillScope? Scope { get; set; }

    /// <summary>Brings back files that were removed here, and takes what is dangerous or whose history was rewritten.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    internal override string[]? Wanted => Name;

    internal override ClawAgent[]? Agents => Agent;

    internal override SkillScope? Where => Scope;

    private protected override string Verb => "Update";

    internal override SkillChanges Plan(SkillInstaller installer, Choice choice) =>
        WithProgress("Look for new versions", (progress, stopped) => installer.PlanUpdate(
            new UpdateSkillRequest { Names = choice.Names, Agents = choice.Agents, Scope = choice.Scope, Force = Force, Progress = words => progress(words, null) },
            stopped));
}
