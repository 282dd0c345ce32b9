namespace ClawPowers.Core.Sessions.Registration;

/// <summary>What is to be done with one hook.</summary>
public sealed class PlannedHook
{
    internal PlannedHook(ClawHook hook, bool isNothing, bool registers, Func<HookPlanner, TargetPlan> plans)
    {
        Hook = hook;
        IsNothing = isNothing;
        Registers = registers;
        Plans = plans;
    }

    /// <summary>What it would come to, with the difference; not done yet.</summary>
    public ClawHook Hook { get; }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsNothing { get; }

    internal bool Registers { get; }

    internal Func<HookPlanner, TargetPlan> Plans { get; }
}
