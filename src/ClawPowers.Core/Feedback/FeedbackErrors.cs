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

    public static ClawException InvalidSkillPattern(string pattern, string reason) => new(
        "InvalidSkillPattern",
        ClawErrorKind.InvalidArgument,
        $"'{pattern}' is not a valid pattern for skills: {reason}. Write a skill's name, or a glob such as test-*.",
        pattern);

    public static ClawException InvalidPeriod(DateTimeOffset since, DateTimeOffset until) => new(
        "InvalidPeriod",
        ClawErrorKind.InvalidArgument,
        $"The period begins at {since.UtcDateTime:u}, which is not before its end at {until.UtcDateTime:u}. Give an earlier beginning.",
        since);
}
