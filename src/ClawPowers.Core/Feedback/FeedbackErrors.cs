using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Feedback;

/// <summary>Every way in which a request for feedback can be wrong, each with its id and its sentence.</summary>
internal static class FeedbackErrors
{
    public static ClawException InvalidGoal(string? text) => new(
        "InvalidGoal",
        ClawErrorKind.InvalidArgument,
        $"'{text}' is not a goal. Write a measure, a colon and the direction that is better, such as cycles:down or mutation_score:up.",
        text);

    public static ClawException UnknownAnalyzer(string name) => new(
        "UnknownAnalyzer",
        ClawErrorKind.InvalidArgument,
        $"There is no analyzer '{name}'. Allowed: {string.Join(", ", FeedbackEngine.AnalyzerNames)}.",
        name);
}
