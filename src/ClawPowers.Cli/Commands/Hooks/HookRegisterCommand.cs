using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.Cli.Commands.Hooks;

/// <summary><c>clawpowers hook register</c></summary>
internal sealed class HookRegisterCommand : HookChangeCommand
{
    private readonly Option<bool> _allowCommands = CommonOptions.LocalFlag("--allow-commands", "Also let the agents call ClawPowers without asking, by the narrowest rules that they know. --dry-run shows them.");

    public HookRegisterCommand()
        : base("register", "Register the session-start hook in the configurations of agents.") => Options.Add(_allowCommands);

    public override string Details => "What else stands in a configuration stays as it is, byte for byte. --scope is user if left out.";

    protected override HookChanges Plan(HookRegistrar registrar, Invocation invocation, IReadOnlyCollection<HookTarget> targets, SkillScope scope) =>
        registrar.PlanRegister(new HookRequest { Targets = targets, Scope = scope, AllowCommands = invocation.Flag(_allowCommands) });
}
