namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>How to work with skills and memory, in the words of the skill that is about that.</summary>
internal sealed class BootstrapSection : ContextSection
{
    private const int LongestProject = 120;

    /// <inheritdoc/>
    public override string Name => "bootstrap";

    /// <inheritdoc/>
    public override int Rank => 1;

    /// <inheritdoc/>
    public override SectionDraft Draft(ContextSubject subject) => new()
    {
        Lead = [$"# ClawPowers: skills and a memory for {DataText.Quote(subject.Project!, LongestProject)}"],
        Items = subject.IsFull ? subject.Guide.Prose : subject.Guide.Opening,
    };
}
