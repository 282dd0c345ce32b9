using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Agents;

namespace ClawPowers.Cli.Commands.Hooks;

/// <summary>The options by which a command about hooks is told which are meant.</summary>
internal sealed class HookOptions
{
    private readonly Option<string[]> _agents = MetricOptions.Several("--agent", "agent", $"{AgentNames.Allowed}; or profile, for PowerShell's. May be given several times, or with commas between them.");

    private readonly Option<string> _scope = new("--scope")
    {
        HelpName = "user|project",
        Description = "In your home, or at the top of the Git repository of the current folder.",
    };

    public void AddTo(Command command, bool needsAgent)
    {
        _agents.Required = needsAgent;
        command.Options.Add(_agents);
        command.Options.Add(_scope);
    }

    public HookTarget[]? Targets(Invocation invocation) => invocation.Texts(_agents) is { } texts
        ? [.. texts.SelectMany(static text => text.Split(',')).Select(text => AgentNames.FindTarget(text) ?? throw CommandLineErrors.Invalid($"'{text}' is not possible for {_agents.Name}. Allowed: {AgentNames.Allowed}, profile.")).Distinct()]
        : null;

    public SkillScope? Scope(Invocation invocation) => invocation.Text(_scope) is { } text ? OptionText.Choice<SkillScope>(text, _scope.Name) : null;
}
