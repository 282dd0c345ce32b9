using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Sessions.Setup;

/// <summary>A plan in words, for whoever is asked about it.</summary>
public static class SetupText
{
    /// <summary>The steps that change something, each with its path, its difference and what there is to know.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Lines; harmless on a screen whatever the configurations hold.</returns>
    public static IReadOnlyList<string> Describe(SetupPlan plan) => [.. plan.Steps.Where(static step => !step.IsNothing).SelectMany(static step => Describe(step.Step))];

    /// <summary>One step.</summary>
    /// <param name="step">The step.</param>
    public static IEnumerable<string> Describe(SetupStep step) =>
    [
        VisibleText.Escape(step.Change),
        "    " + VisibleText.Escape(step.Path),
        .. step.Message is { } message ? ["    " + VisibleText.OneLine(message)] : Array.Empty<string>(),
        .. step.Difference is { } difference ? difference.TrimEnd('\n').Split('\n').Select(static line => "    " + VisibleText.Escape(line.TrimEnd('\r'))) : [],
    ];
}
