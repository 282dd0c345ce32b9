using System.Globalization;

namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>What feedback has changed or wants to change, as it is stored: nothing is worked out here.</summary>
internal sealed class FeedbackSection : ContextSection
{
    private const int MostCounted = 50;

    /// <inheritdoc/>
    public override string Name => "feedback";

    /// <inheritdoc/>
    public override int Rank => 5;

    /// <inheritdoc/>
    public override SectionDraft? Draft(ContextSubject subject)
    {
        if (subject.Store is not { } store)
        {
            return null;
        }

        IReadOnlyList<FoundAdvice> proposed = store.Proposed(MostCounted);
        IReadOnlyList<FoundAdvice> inForce = store.InForce(MostCounted);
        int mostProposed = subject.Choose(brief: 3, full: 10);
        int mostInForce = subject.Choose(brief: 3, full: 10);
        string[] items =
        [
            .. proposed.Take(mostProposed).Select(advice => Proposed(advice, subject)),
            .. inForce.Take(mostInForce).Select(lesson => InForce(lesson, subject)),
        ];
        if (items.Length == 0)
        {
            return null;
        }

        List<string> lead = ["## Lessons from past runs" + KeyParts.RecordsNotice];
        if (proposed.Count > 0 && subject.Commands.UsesCmdlets)
        {
            lead.Add("What is proposed is the user's to decide: `Approve-ClawRecommendation NUMBER` or `Deny-ClawRecommendation NUMBER`.");
        }

        return new SectionDraft
        {
            Lead = lead,
            Items = items,
            Unlisted = proposed.Count + inForce.Count - items.Length,
            IsCountOpen = proposed.Count == MostCounted || inForce.Count == MostCounted,
            More = subject.Commands.Recommendations,
        };
    }

    private static string Proposed(FoundAdvice advice, ContextSubject subject) => advice.Kind switch
    {
        RecommendationKind.Keep or RecommendationKind.Revert =>
            string.Create(CultureInfo.InvariantCulture, $"{DataText.Prefix}{advice.Id} proposed: {(advice.Kind is RecommendationKind.Keep ? "keep" : "revert")} {advice.Target} of {DataText.Key(advice.Skill)} {Text(advice, subject)}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{DataText.Prefix}{advice.Id} proposed for {DataText.Key(advice.Skill)}: {Content(advice, subject)}"),
    };

    private static string InForce(FoundAdvice lesson, ContextSubject subject) =>
        string.Create(CultureInfo.InvariantCulture, $"{DataText.Prefix}{lesson.Id} in force for {DataText.Key(lesson.Skill)} since {KeyParts.Day(lesson.At)}: {Content(lesson, subject)}");

    private static string Content(FoundAdvice advice, ContextSubject subject) => advice is { Kind: RecommendationKind.Parameter, Parameter: { } parameter, Value: { } value }
        ? string.Create(CultureInfo.InvariantCulture, $"{DataText.Key(parameter)}={value:R}")
        : Text(advice, subject);

    private static string Text(FoundAdvice advice, ContextSubject subject) => DataText.Quote(advice.Text, subject.Choose(brief: 140, full: 400));
}
