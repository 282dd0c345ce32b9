namespace ClawPowers.Cli.Commands.Plans;

/// <summary>A command of the group <c>plan</c>.</summary>
internal abstract class PlanCommand(string name, string description) : CliCommand(name, description)
{
    public override string Group => "plan";
}
