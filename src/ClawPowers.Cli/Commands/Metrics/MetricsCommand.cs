namespace ClawPowers.Cli.Commands.Metrics;

/// <summary>A command of the group <c>metrics</c>.</summary>
internal abstract class MetricsCommand(string name, string description) : CliCommand(name, description)
{
    public sealed override string Group => "metrics";
}
