using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Feedback;

/// <summary>Says what the record of runs shows: what works, what got worse, what to change, and nothing where it does not know.</summary>
public sealed class FeedbackEngine
{
    private readonly ClawContext _context;

    /// <summary>Prepares access; touches nothing yet.</summary>
    /// <param name="context">Which store, from where, and who asks.</param>
    public FeedbackEngine(ClawContext context) => _context = context;

    /// <summary>The names of the analyzers, in the order in which they speak.</summary>
    public static IReadOnlyList<string> AnalyzerNames { get; } =
        ["outcome", "decline", "agreement", "gates", "drivers", "patterns", "calibration", "duration", "trend", "coverage"];

    /// <summary>Looks at the runs and reports on each skill, by name.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>One report per skill; none if there is no store and no skill is known.</returns>
    /// <exception cref="ClawException"><c>UnknownAnalyzer</c>, <c>InvalidSkillPattern</c>, <c>InvalidPeriod</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<SkillReport> Run(FeedbackRequest request, CancellationToken cancellation = default)
    {
        _ = (_context, request);
        cancellation.ThrowIfCancellationRequested();
        return [];
    }
}
