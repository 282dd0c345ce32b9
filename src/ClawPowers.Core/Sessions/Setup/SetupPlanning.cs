using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Sessions.Setup;

/// <summary>Collects steps, and what stands against them.</summary>
internal sealed class SetupPlanning(CancellationToken cancellation)
{
    private readonly List<ClawException> _problems = [];

    public List<PlannedStep> Steps { get; } = [];

    /// <summary>The plan. What stands against several steps alike is said once.</summary>
    public SetupPlan Result => new(Steps, [.. _problems.DistinctBy(static problem => problem.Message)]);

    /// <summary>Adds steps, and what stands against others.</summary>
    public void Add(SetupPlan plan)
    {
        Steps.AddRange(plan.Steps);
        _problems.AddRange(plan.Problems);
    }

    /// <summary>Goes on after a failure: one agent's broken configuration is no reason to leave out the others.</summary>
    /// <exception cref="OperationCanceledException">The planning was called off.</exception>
    public void Try(Action plan)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            plan();
        }
        catch (ClawException problem)
        {
            _problems.Add(problem);
        }
    }
}
