using System.Management.Automation;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Says where the session-start hook is registered, and how it stands there.</summary>
[Cmdlet(VerbsCommon.Get, "ClawHook")]
[OutputType(typeof(ClawHook))]
public sealed class GetClawHookCommand : ClawCommand
{
    /// <summary>The agents, or the profile; all if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Target")]
    public HookTarget[]? Agent { get; set; }

    /// <summary>Only those of the user, or of the project of the location; both if left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SkillScope? Scope { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (ClawHook hook in new HookRegistrar(CreateContext()).List(new HookQuery { Targets = Agent, Scope = Scope, ProfilePath = HookRegistrationCommand.ProfileOf(this) }))
        {
            Emit(hook);
        }
    }
}
