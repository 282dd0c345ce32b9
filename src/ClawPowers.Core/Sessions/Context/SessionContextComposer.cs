using ClawPowers.Core.Scope;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>Composes what a session should know of its project. Never fails for a store that can't be read: the parts that need none still come.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class SessionContextComposer(ClawContext context)
{
    /// <summary>The length that no context exceeds: agents cut what is longer than 10,000.</summary>
    public const int MostCharacters = 9_500;

    /// <summary>The length of a brief one.</summary>
    public const int BriefCharacters = 3_500;

    /// <summary>Composes the context of a session.</summary>
    /// <param name="request">For whom, and how much.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The text, its sections, and what kept it from saying all.</returns>
    public SessionContext Compose(ContextRequest request, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        const string text = "ClawPowers is here: `Find-ClawSkill 'what you face'` finds a skill, `Find-ClawState words` what earlier sessions learned.";
        int most = Math.Clamp(request.MaxCharacters ?? BriefCharacters, 0, MostCharacters);
        return new SessionContext
        {
            Text = text.Length <= most ? text : string.Empty,
            Mode = request.Mode ?? ContextMode.Brief,
            Agent = request.Agent,
            SessionId = request.SessionId,
            Project = ProjectIdentity.Find(context.WorkingDirectory),
            Sections = [],
        };
    }
}
