namespace ClawPowers.Core.Agents;

/// <summary>The one JSON object that an agent reads from a hook.</summary>
/// <param name="Property">The property that holds the context.</param>
/// <param name="IsNested">Whether it is within <c>hookSpecificOutput</c>.</param>
/// <param name="Others">What else the agent reads at the top. Anything beyond that is ignored by some and a failure to others.</param>
internal sealed record AnswerShape(string Property, bool IsNested, IReadOnlyList<string> Others)
{
    /// <summary>The property that the context is nested in.</summary>
    public const string Nest = "hookSpecificOutput";

    /// <summary>The shape that three agents share.</summary>
    public static AnswerShape Nested { get; } = new("additionalContext", IsNested: true, ["continue", "stopReason", "suppressOutput", "systemMessage"]);
}
