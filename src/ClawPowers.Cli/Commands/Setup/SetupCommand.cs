using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Proof;
using ClawPowers.Core.Sessions.Setup;

namespace ClawPowers.Cli.Commands.Setup;

/// <summary><c>clawpowers setup</c></summary>
internal sealed class SetupCommand : SetupChangeCommand
{
    private readonly Option<string[]> _agents = MetricOptions.Several("--agent", "agent", $"For this agent: {AgentNames.Allowed}. May be given several times, or with commas between them. Those that are on this machine if left out.");

    private readonly Option<string> _scope = new("--scope")
    {
        HelpName = "user|project",
        Description = "In your home (the default), or at the top of the Git repository of the current folder.",
    };

    private readonly Option<bool> _skipSkills = CommonOptions.LocalFlag("--skip-skills", "Leave the skills out.");
    private readonly Option<bool> _skipProfile = CommonOptions.LocalFlag("--skip-profile", "Leave the profile of PowerShell out.");
    private readonly Option<bool> _skipPermissions = CommonOptions.LocalFlag("--skip-permissions", "Leave out the rules by which the agents may call ClawPowers without asking.");

    public SetupCommand()
        : base("setup", "Set ClawPowers up for the agents of this machine, and prove that it works.")
    {
        Options.Add(_agents);
        Options.Add(_scope);
        Options.Add(_skipSkills);
        Options.Add(_skipProfile);
        Options.Add(_skipPermissions);
    }

    public override string Details =>
        "Shows every change (the store, skills, hooks and what they may do, the profile), asks once, and ends by running each hook as its agent does. Doing it twice changes nothing. clawpowers uninstall undoes it.";

    protected override string Nothing => "All of it is in place.";

    protected override SetupPlan Plan(Invocation invocation)
    {
        var setup = new ClawSetup(invocation.Context);
        IReadOnlyList<ClawAgent> agents = Agents(invocation) ?? setup.AgentsHere();
        if (agents.Count == 0)
        {
            invocation.Shell.Error.WriteLine($"None of the agents that ClawPowers knows was found on this machine: {AgentNames.Allowed}. --agent names one all the same.");
        }

        return setup.PlanEnable(
            new EnableRequest
            {
                Agents = agents,
                Scope = Scope(invocation),
                SkipSkills = invocation.Flag(_skipSkills),
                SkipProfile = invocation.Flag(_skipProfile),
                SkipPermissions = invocation.Flag(_skipPermissions),
            },
            invocation.Cancellation);
    }

    protected override bool Finish(Invocation invocation, IReadOnlyList<SetupStep> steps, SetupOutcome? outcome)
    {
        List<ClawHookTest> tests = [];
        if (outcome is not null)
        {
            var tester = new HookTester(invocation.Context);
            foreach (ClawHook hook in tester.Find(ClawSetup.Proof(outcome, Scope(invocation), profilePath: null)))
            {
                ClawHookTest test = tester.Test(hook, invocation.Cancellation);
                tests.Add(test);
                if (!invocation.Json)
                {
                    invocation.Out.WriteLine();
                    SetupLines.Write(invocation.Out, test, new Style(invocation.Shell.UsesColor));
                    invocation.Out.Flush();
                }
            }
        }

        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, (steps, tests), static (writer, result) =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("steps");
                foreach (SetupStep step in result.steps)
                {
                    SetupJson.Step(writer, step);
                }

                writer.WriteEndArray();
                writer.WriteStartArray("tests");
                foreach (ClawHookTest test in result.tests)
                {
                    SetupJson.Test(writer, test);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }

        return tests.All(static test => test.Passed);
    }

    private ClawAgent[]? Agents(Invocation invocation) => invocation.Texts(_agents) is { } texts
        ? [.. texts.SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(Agent).Distinct()]
        : null;

    private ClawAgent Agent(string text) =>
        AgentNames.Find(text) ?? throw CommandLineErrors.Invalid($"'{text}' is not possible for {_agents.Name}. Allowed: {AgentNames.Allowed}.");

    private SkillScope Scope(Invocation invocation) => invocation.Text(_scope) is { } text ? OptionText.Choice<SkillScope>(text, _scope.Name) : SkillScope.User;
}
