using System.Management.Automation;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Proof;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Runs registered session-start hooks as their agents run them, and says what becomes of it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ClawHook")]
[OutputType(typeof(ClawHookTest), typeof(bool))]
public sealed class TestClawHookCommand : ClawCommand
{
    private readonly List<HookTestRequest> _requests = [];

    /// <summary>Agents, or the profile, by name or pattern; all that are registered if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Target")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(HookTargetCompleter))]
    public string[]? Agent { get; set; }

    /// <summary>Only hooks of the user, or of the project of the location; both if left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SkillScope? Scope { get; set; }

    /// <summary>Emits only whether every hook passed, and there was one.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void Process() =>
        _requests.Add(new HookTestRequest { Names = Agent, Scope = Scope, ProfilePath = HookRegistrationCommand.ProfileOf(this) });

    /// <inheritdoc/>
    protected override void End()
    {
        var tester = new HookTester(CreateContext());
        ClawHook[] hooks = [.. _requests.SelectMany(tester.Find).DistinctBy(static hook => (hook.Target, hook.Scope, hook.Path))];
        bool passed = hooks.Length > 0;
        foreach (ClawHook hook in hooks)
        {
            ClawHookTest test = WithProgress($"Running the hook of {HookTargetName.InWords(hook.Target)}", stopped => tester.Test(hook, stopped));
            passed &= test.Passed;
            if (!Quiet)
            {
                Emit(test);
            }
        }

        if (Quiet)
        {
            WriteObject(passed);
        }
        else if (hooks.Length == 0 && _requests.Count > 0)
        {
            WriteWarning("No session-start hook is registered there, so there was nothing to run. Enable-ClawPowers sets everything up; Register-ClawHook registers a hook alone.");
        }
    }
}
