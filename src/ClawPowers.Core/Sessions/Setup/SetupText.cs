using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Sessions.Setup;

/// <summary>A plan in words, for whoever is asked about it.</summary>
public static class SetupText
{
    // What a small screen shows together with the question.
    private const int MostAtAGlance = 18;

    /// <summary>
    /// The steps that change something, each with its path, its difference and what there is to know; and at the end, where differences
    /// have pushed the first ones off a screen, once more in short.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="wording">How sentences of ours are said. What is to stand in a file is shown as it will stand there.</param>
    /// <returns>Lines; harmless on a screen whatever the configurations hold.</returns>
    public static IReadOnlyList<string> Describe(SetupPlan plan, Func<string, string>? wording = null)
    {
        SetupStep[] steps = [.. plan.Steps.Where(static step => !step.IsNothing).Select(static step => step.Step)];
        string[] lines = [.. steps.SelectMany(step => Describe(step, wording))];
        return lines.Length <= MostAtAGlance ? lines : [.. lines, string.Empty, "In short:", .. steps.Select(step => "  " + Words(step, wording))];
    }

    /// <summary>One step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="wording">How sentences of ours are said.</param>
    public static IEnumerable<string> Describe(SetupStep step, Func<string, string>? wording = null) =>
    [
        Words(step, wording),
        "    " + VisibleText.Escape(step.Path),
        .. step.Message is { } message ? ["    " + VisibleText.OneLine(wording?.Invoke(message) ?? message)] : Array.Empty<string>(),
        .. step.Difference is { } difference ? difference.TrimEnd('\n').Split('\n').Select(static line => "    " + VisibleText.Escape(line.TrimEnd('\r'))) : [],
    ];

    private static string Words(SetupStep step, Func<string, string>? wording) => VisibleText.Escape(wording?.Invoke(step.Change) ?? step.Change);
}
