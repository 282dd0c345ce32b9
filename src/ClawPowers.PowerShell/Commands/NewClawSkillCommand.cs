using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Skills.Making;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Makes a skill to be filled in.</summary>
[Cmdlet(VerbsCommon.New, "ClawSkill", SupportsShouldProcess = true)]
[OutputType(typeof(SkillEntry))]
public sealed class NewClawSkillCommand : ClawCommand
{
    /// <summary>The skill's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = string.Empty;

    /// <summary>When it is to be used, and what it does.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? Description { get; set; }

    /// <summary>The folder of skills to make it in.</summary>
    [Parameter]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Emits the skill.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForItem(Name, () =>
    {
        ClawContext context = CreateContext();
        var maker = new SkillMaker(context);
        var request = new NewSkillRequest { Name = Name, Description = Description, Parent = Path is null ? null : FilePath(Path) };
        string folder = maker.Plan(request);
        if (!ShouldProcess(folder, "Make a skill"))
        {
            return;
        }

        string document = maker.Make(request);
        WriteVerbose("Made " + document);
        if (PassThru)
        {
            foreach (SkillEntry skill in new SkillCatalogue(context).Entries(new SkillQuery { Paths = [document] }, Stopped).Entries)
            {
                Emit(skill);
            }
        }
    });
}
