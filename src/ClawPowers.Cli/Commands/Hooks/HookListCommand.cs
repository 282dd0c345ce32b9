using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.Cli.Commands.Hooks;

/// <summary><c>clawpowers hook list</c></summary>
internal sealed class HookListCommand : HookCommand
{
    private readonly HookOptions _options = new();

    public HookListCommand()
        : base("list", "Say where the session-start hook is registered, and how it stands there.") => _options.AddTo(this, needsAgent: false);

    public override string Details => "All agents if none is named; of the user and of the project if --scope is left out.";

    public override int Run(Invocation invocation)
    {
        IReadOnlyList<ClawHook> hooks = new HookRegistrar(invocation.Context).List(new HookQuery { Targets = _options.Targets(invocation), Scope = _options.Scope(invocation) });
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, hooks, HookOutput.Json);
        }
        else
        {
            foreach (ClawHook hook in hooks)
            {
                HookOutput.Write(invocation.Out, hook, withDifference: false);
            }
        }

        return CommandHost.Success;
    }
}
