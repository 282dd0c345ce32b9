using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Proof;

namespace ClawPowers.Cli.Commands.Hooks;

/// <summary><c>clawpowers hook test</c></summary>
internal sealed class HookTestCommand : HookCommand
{
    private readonly Argument<string[]> _agents = new("agent-or-glob")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = $"Agents by name or pattern (quote it): {string.Join(", ", HookTargetName.All)}. All that are registered if left out.",
    };

    private readonly Option<string[]> _agentOption = MetricOptions.Several("--agent", "agent", "The same as an option. May be given several times, or with commas between them.");

    private readonly Option<string> _scope = new("--scope")
    {
        HelpName = "user|project",
        Description = "Only hooks in your home, or at the top of the Git repository of the current folder. Both if left out.",
    };

    public HookTestCommand()
        : base("test", "Run the registered hooks as their agents run them, and say what becomes of it.")
    {
        Arguments.Add(_agents);
        Options.Add(_agentOption);
        Options.Add(_scope);
    }

    public override string Details =>
        "The command that stands in the agent's own configuration is run in the agent's shell, with its input, environment, folder and time limit. The session that it is told of does not exist. Exit code 1 if a check failed, or nothing is registered.";

    public override int Run(Invocation invocation)
    {
        var tester = new HookTester(invocation.Context);
        IReadOnlyList<ClawHook> hooks = tester.Find(new HookTestRequest
        {
            Names = Names(invocation),
            Scope = invocation.Text(_scope) is { } scope ? OptionText.Choice<SkillScope>(scope, _scope.Name) : null,
        });
        bool passed = hooks.Count > 0;
        IEnumerable<ClawHookTest> tests = hooks.Select(hook => tester.Test(hook, invocation.Cancellation));
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, tests.Select(Note), SetupJson.Test);
        }
        else
        {
            foreach (ClawHookTest test in tests.Select(Note))
            {
                SetupLines.Write(invocation.Out, test, new Style(invocation.Shell.UsesColor));
                invocation.Out.Flush();
            }
        }

        if (hooks.Count == 0)
        {
            invocation.Shell.Error.WriteLine("No session-start hook is registered there, so there was nothing to run. clawpowers setup sets everything up; clawpowers hook register registers a hook alone.");
        }

        return passed ? CommandHost.Success : CommandHost.Failure;

        ClawHookTest Note(ClawHookTest test)
        {
            passed &= test.Passed;
            return test;
        }
    }

    private string[]? Names(Invocation invocation)
    {
        string[] names = [.. invocation.Words(_agents), .. (invocation.Texts(_agentOption) ?? []).SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        return names.Length == 0 ? null : names;
    }
}
