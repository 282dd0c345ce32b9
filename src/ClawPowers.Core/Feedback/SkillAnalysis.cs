using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;

namespace ClawPowers.Core.Feedback;

/// <summary>What came out about one skill.</summary>
/// <param name="Runs">The runs that were looked at.</param>
/// <param name="Claims">What was tested and holds up, the most severe first.</param>
/// <param name="Facts">What else there is to say.</param>
internal sealed record SkillAnalysis(SkillRuns Runs, IReadOnlyList<Claim> Claims, IReadOnlyList<SkillFinding> Facts);
