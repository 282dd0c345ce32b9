using System.Globalization;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>Recommendations for a person: the open ones with what they rest on and how to decide, the others in short.</summary>
internal static class RecommendationText
{
    public static void Write(TextWriter output, IReadOnlyList<SkillRecommendation> recommendations)
    {
        bool isFirst = true;
        foreach (SkillRecommendation open in recommendations.Where(IsOpen))
        {
            Separate();
            Line(output, $"{Number(open)}  {open.Skill}: {What(open)}");
            Line(output, open.Text, indent: 4);
            Line(output, $"Because: {open.Evidence.Summary}", indent: 4);
            Line(output, $"In PowerShell: Approve-ClawRecommendation {Figures.Count(open.Id)}  or  Deny-ClawRecommendation {Figures.Count(open.Id)}", indent: 4);
        }

        if (isFirst)
        {
            output.WriteLine("No recommendation waits for a decision.");
            isFirst = false;
        }

        bool hasTitle = false;
        foreach (SkillRecommendation decided in recommendations.Where(static recommendation => !IsOpen(recommendation)))
        {
            if (!hasTitle)
            {
                Separate();
                output.WriteLine("Decided:");
                hasTitle = true;
            }

            string when = decided.DecidedAt is { } moment ? " " + moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : string.Empty;
            Line(output, $"{Number(decided)}  {JsonOutput.Word(decided.State.ToString())}{when}  {decided.Skill}: {What(decided)}. {decided.Text}{Effect(decided.Effect)}", indent: 4, first: 0);
        }

        void Separate()
        {
            if (!isFirst)
            {
                output.WriteLine();
            }

            isFirst = false;
        }
    }

    private static bool IsOpen(SkillRecommendation recommendation) => recommendation.State == RecommendationState.Proposed;

    private static string Number(SkillRecommendation recommendation) => "#" + Figures.Count(recommendation.Id);

    private static string What(SkillRecommendation recommendation) => recommendation.Kind switch
    {
        RecommendationKind.Lesson => "a lesson",
        RecommendationKind.Parameter => $"{recommendation.Parameter} = {Figures.Measure(recommendation.Value)}",
        RecommendationKind.Keep => $"keep #{Figures.Count(recommendation.TargetId ?? 0)}",
        _ => $"take back #{Figures.Count(recommendation.TargetId ?? 0)}",
    };

    private static string Effect(LessonEffect? effect) => effect is { RateBefore: { } before, RateAfter: { } after }
        ? $" (before: {Figures.Percent(before)} of {Figures.Count(effect.RunsBefore)}, since: {Figures.Percent(after)} of {Figures.Count(effect.RunsAfter)})"
        : string.Empty;

    private static void Line(TextWriter output, string text, int indent = 0, int? first = null)
    {
        output.Write(new string(' ', first ?? indent));
        WrappedText.Write(output, text, indent);
    }
}
