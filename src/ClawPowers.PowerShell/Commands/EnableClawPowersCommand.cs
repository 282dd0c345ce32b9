using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Proof;
using ClawPowers.Core.Sessions.Setup;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Sets ClawPowers up for the agents of this machine, and proves that it works.</summary>
[Cmdlet(VerbsLifecycle.Enable, "ClawPowers", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SetupStep), typeof(ClawHookTest))]
public sealed class EnableClawPowersCommand : SetupCommand
{
    /// <summary>The agents to set up; those that are on this machine if left out.</summary>
    [Parameter(Position = 0)]
    public ClawAgent[]? Agent { get; set; }

    /// <summary>For the user, or for the project of the location.</summary>
    [Parameter]
    public SkillScope Scope { get; set; }

    /// <summary>Leaves the skills out.</summary>
    [Parameter]
    public SwitchParameter SkipSkill { get; set; }

    /// <summary>Leaves the profile out.</summary>
    [Parameter]
    public SwitchParameter SkipProfile { get; set; }

    /// <summary>Leaves out the rules by which the agents may call ClawPowers without asking.</summary>
    [Parameter]
    public SwitchParameter SkipPermission { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        ClawContext context = CreateContext();
        var setup = new ClawSetup(context);
        IReadOnlyList<ClawAgent> agents = Agent ?? setup.AgentsHere();
        if (agents.Count == 0)
        {
            WriteWarning($"None of the agents that ClawPowers knows was found on this machine: {string.Join(", ", Enum.GetNames<ClawAgent>())}. -Agent names one all the same.");
        }

        string? profile = HookRegistrationCommand.ProfileOf(this);
        SetupPlan plan = setup.PlanEnable(
            new EnableRequest { Agents = agents, Scope = Scope, SkipSkills = SkipSkill, SkipProfile = SkipProfile, SkipPermissions = SkipPermission, ProfilePath = profile },
            Stopped);
        if (Carry(plan, "Set ClawPowers up", "Setting ClawPowers up") is { } outcome)
        {
            Prove(new HookTester(context), ClawSetup.Proof(outcome, Scope, profile));
        }
    }

    private void Prove(HookTester tester, HookTestRequest request)
    {
        foreach (ClawHook hook in tester.Find(request))
        {
            Emit(WithProgress($"Running the hook of {HookTargetName.InWords(hook.Target)}", stopped => tester.Test(hook, stopped)));
        }
    }
}
