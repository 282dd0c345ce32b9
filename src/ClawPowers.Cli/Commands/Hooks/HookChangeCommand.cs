using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.Cli.Commands.Hooks;

/// <summary>A command that changes in which configurations the session-start hook is registered.</summary>
internal abstract class HookChangeCommand : HookCommand
{
    private readonly HookOptions _options = new();
    private readonly Option<bool> _dryRun = CommonOptions.LocalFlag("--dry-run", "Show what would change in which file, and do nothing.");

    protected HookChangeCommand(string name, string description)
        : base(name, description)
    {
        _options.AddTo(this, needsAgent: true);
        Options.Add(_dryRun);
    }

    public sealed override int Run(Invocation invocation)
    {
        var registrar = new HookRegistrar(invocation.Context);
        HookChanges changes = Plan(registrar, invocation, _options.Targets(invocation) ?? [], _options.Scope(invocation) ?? SkillScope.User);
        bool isDryRun = invocation.Flag(_dryRun);
        HookOutcomes outcomes = isDryRun
            ? new HookOutcomes([.. changes.Hooks.Select(static planned => planned.Hook)], [])
            : registrar.Apply(changes.Hooks, invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, outcomes.Hooks, HookOutput.Json);
        }
        else
        {
            foreach (ClawHook hook in outcomes.Hooks)
            {
                HookOutput.Write(invocation.Out, hook, withDifference: isDryRun);
            }
        }

        ClawException[] problems = [.. changes.Problems, .. outcomes.Problems];
        invocation.Out.Flush();
        foreach (ClawException problem in problems)
        {
            ErrorOutput.Write(invocation.Shell.Error, problem, invocation.Json);
        }

        return problems.Length == 0 ? CommandHost.Success : CommandHost.Failure;
    }

    protected abstract HookChanges Plan(HookRegistrar registrar, Invocation invocation, IReadOnlyCollection<HookTarget> targets, SkillScope scope);
}
