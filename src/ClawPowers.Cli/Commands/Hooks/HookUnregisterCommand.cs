using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.Cli.Commands.Hooks;

/// <summary><c>clawpowers hook unregister</c></summary>
internal sealed class HookUnregisterCommand() : HookChangeCommand("unregister", "Remove the session-start hook, and the rules by which agents may call ClawPowers.")
{
    public override string Details => "What else stands in a configuration stays as it is, byte for byte. --scope is user if left out.";

    protected override HookChanges Plan(HookRegistrar registrar, Invocation invocation, IReadOnlyCollection<HookTarget> targets, SkillScope scope) =>
        registrar.PlanUnregister(new HookRequest { Targets = targets, Scope = scope });
}
