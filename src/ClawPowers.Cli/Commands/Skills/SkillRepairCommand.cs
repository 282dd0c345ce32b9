using System.CommandLine;
using System.Text.Json;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Skills.Checking.Repairing;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill repair</c></summary>
internal sealed class SkillRepairCommand : SkillFilesCommand
{
    private readonly Option<bool> _dryRun = CommonOptions.LocalFlag("--dry-run", "Print what would change, and change nothing.");

    public SkillRepairCommand()
        : base("repair", "Mend what is mechanical in skills, and print the lines that changed.") => Options.Add(_dryRun);

    public override string Details => "What else 'clawpowers skill test' finds needs a person.";

    public override int Run(Invocation invocation)
    {
        List<SkillRepair> repairs = [];
        foreach (PlannedSkillRepair plan in Files(invocation).SelectMany(SkillRepairer.Plan))
        {
            invocation.Cancellation.ThrowIfCancellationRequested();
            if (!invocation.Flag(_dryRun))
            {
                plan.Apply();
            }

            repairs.Add(plan.Repair);
        }

        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, repairs, Repair);
            return CommandHost.Success;
        }

        foreach (SkillRepair repair in repairs)
        {
            invocation.Out.Write(repair.Difference);
            invocation.Shell.Error.WriteLine($"{(invocation.Flag(_dryRun) ? "Would mend" : "Mended")} {HarmlessText.OfName(repair.Path)} ({string.Join(", ", repair.RuleIds)})");
        }

        if (repairs.Count == 0)
        {
            invocation.Shell.Error.WriteLine("There is nothing to mend.");
        }

        return CommandHost.Success;
    }

    private static void Repair(Utf8JsonWriter writer, SkillRepair repair)
    {
        writer.WriteStartObject();
        writer.WriteString("skill", repair.Skill);
        writer.WriteString("path", repair.Path);
        JsonOutput.Texts(writer, "ruleIds", repair.RuleIds);
        writer.WriteString("difference", repair.Difference);
        writer.WriteEndObject();
    }
}
