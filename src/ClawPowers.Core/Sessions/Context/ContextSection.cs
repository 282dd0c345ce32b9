namespace ClawPowers.Core.Sessions.Context;

/// <summary>One section of what a session is told. Each is a small class of its own; <see cref="SessionContextComposer"/> has the list of them.</summary>
internal abstract class ContextSection
{
    /// <summary>The section's name.</summary>
    public abstract string Name { get; }

    /// <summary>Which sections stay where there is no room for all: those with the lowest numbers.</summary>
    public abstract int Rank { get; }

    /// <summary>All that the section could say; null if it has nothing to say.</summary>
    public abstract SectionDraft? Draft(ContextSubject subject);
}
