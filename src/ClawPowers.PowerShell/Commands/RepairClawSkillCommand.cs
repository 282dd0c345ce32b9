using System.Management.Automation;
using ClawPowers.Core.Skills.Checking.Repairing;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Mends what is mechanical in skills.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "ClawSkill", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
[OutputType(typeof(SkillRepair))]
public sealed class RepairClawSkillCommand : SkillFilesCommand
{
    /// <summary>Emits what was mended, a file each.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Handle(string file)
    {
        foreach (PlannedSkillRepair plan in SkillRepairer.Plan(file))
        {
            SkillRepair repair = plan.Repair;
            ForItem(repair.Path, () =>
            {
                string rules = string.Join(", ", repair.RuleIds);
                if (ShouldProcess($"Mend '{repair.Path}' ({rules}):\n{repair.Difference.TrimEnd('\n')}", $"Mend '{repair.Path}' ({rules})?\n{repair.Difference.TrimEnd('\n')}", "Repair"))
                {
                    plan.Apply();
                }

                if (PassThru)
                {
                    Emit(repair);
                }
            });
        }
    }
}
