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

    public static ClawException GoalNotMeasured(MeasureGoal goal, IReadOnlyList<string> measures) => new(
        "GoalNotMeasured",
        ClawErrorKind.InvalidArgument,
        $"None of the runs looked at has a number '{goal.Measure}', so there is nothing to say about the goal {goal}. "
            + (measures.Count == 0 ? "None has any number but, perhaps, a duration." : $"There are: {string.Join(", ", measures)}."),
        goal.ToString());
}
