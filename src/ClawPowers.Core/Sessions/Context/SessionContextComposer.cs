using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Sessions.Context.Sections;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>Composes what a session should know of its project. Never fails for a store that can't be read: the parts that need none still come.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class SessionContextComposer(ClawContext context)
{
    /// <summary>The length that no context exceeds: agents cut what is longer than 10,000.</summary>
    public const int MostCharacters = 9_500;

    /// <summary>The length of a brief one.</summary>
    public const int BriefCharacters = 3_500;

    // In the order of the text.
    private static readonly ContextSection[] Sections =
    [
        new BootstrapSection(),
        new CommandsSection(),
        new SkillsSection(),
        new PlansSection(),
        new InvestigationsSection(),
        new LeasesSection(),
        new FeedbackSection(),
        new RecallSection(),
    ];

    // Outside of a project nothing is told but that there is a memory.
    private static readonly ContextSection[] SectionsOutside = [new OutsideSection()];

    /// <summary>Whether a program is on the PATH.</summary>
    internal Func<string, bool> HasProgram { get; init; } = static name => ProgramSearch.OfProcess().IsThere(name);

    /// <summary>Whether agents run commands in PowerShell.</summary>
    internal bool IsWindows { get; init; } = OperatingSystem.IsWindows();

    /// <summary>Composes the context of a session.</summary>
    /// <param name="request">For whom, and how much.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The text, its sections, and what kept it from saying all.</returns>
    public SessionContext Compose(ContextRequest request, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        string? project = ProjectIdentity.Find(context.WorkingDirectory);
        List<string> issues = [];
        ContextMode? mode = request.Mode ?? (context.Bootstrap is { } word ? ContextModes.Parse(word, ClawContext.BootstrapVariable, issues) : null);
        if (mode is ContextMode.Off)
        {
            return Result(request, ContextMode.Off, project, [], issues);
        }

        using var haste = LockHaste.Begin(LockHaste.OfSessionStart);
        using StoreLook? store = request.StaticOnly ? null : Guarded(() => StoreLook.Open(context, project, cancellation), issues);
        mode ??= Setting(store, issues);
        if (mode is ContextMode.Off)
        {
            return Result(request, ContextMode.Off, project, [], issues);
        }

        string? session = string.IsNullOrWhiteSpace(request.SessionId) ? Guarded(() => StoreLook.Session(context, store), issues) : request.SessionId.Trim();
        request = request with { SessionId = session };
        var subject = new ContextSubject
        {
            Context = context,
            Mode = mode.Value,
            Agent = request.Agent,
            SessionId = session,
            Project = project,
            Store = store,
            Guide = UsingSkill.Read(context),
            Commands = CommandForms.Find(request.Agent, IsWindows, HasProgram, Environment.ProcessPath),
            Cancellation = cancellation,
        };
        int most = Math.Clamp(request.MaxCharacters ?? ContextModes.Limit(mode.Value), 0, MostCharacters);
        return Result(request, mode.Value, project, Laid(project is null ? SectionsOutside : Sections, subject, most, issues), issues);
    }

    private static List<SessionContextSection> Laid(ContextSection[] sections, ContextSubject subject, int most, List<string> issues)
    {
        List<(ContextSection Section, SectionDraft Draft)> drafts = [];
        foreach (ContextSection section in sections)
        {
            subject.Cancellation.ThrowIfCancellationRequested();
            if (Guarded(() => section.Draft(subject), issues) is { } draft)
            {
                drafts.Add((section, draft));
            }
        }

        int[] items = ContextLayout.Fit([.. drafts.Select(static found => (found.Draft, found.Section.Rank))], most);
        List<SessionContextSection> laid = [];
        for (int i = 0; i < drafts.Count; i++)
        {
            if (items[i] >= 0)
            {
                (ContextSection section, SectionDraft draft) = drafts[i];
                laid.Add(new SessionContextSection { Name = section.Name, Text = draft.Render(items[i]), Items = items[i], Omitted = draft.Omitted(items[i]) });
            }
        }

        return laid;
    }

    private static SessionContext Result(ContextRequest request, ContextMode mode, string? project, List<SessionContextSection> sections, List<string> issues) => new()
    {
        Text = string.Join(ContextLayout.Separator, sections.Select(static section => section.Text)),
        Mode = mode,
        Agent = request.Agent,
        SessionId = request.SessionId,
        Project = project,
        Sections = sections,
        Issues = [.. issues.Distinct(StringComparer.Ordinal)],
    };

    private static ContextMode Setting(StoreLook? store, List<string> issues) =>
        store is not null && Guarded(() => store.Setting(ContextModes.Key), issues) is { } word
            ? ContextModes.Parse(word, $"The entry {ContextModes.Key}", issues)
            : ContextMode.Brief;

    // What the store can't tell is left out, and said.
    private static T? Guarded<T>(Func<T?> look, List<string> issues)
        where T : class
    {
        try
        {
            return look();
        }
        catch (ClawException exception)
        {
            issues.Add(exception.Kind is ClawErrorKind.Busy
                ? "Another program keeps the store locked. What it holds is left out of the context."
                : "What the store holds is left out of the context. " + exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TypeInitializationException or DllNotFoundException)
        {
            issues.Add("What the store holds is left out of the context: " + exception.Message.ReplaceLineEndings(" "));
        }

        return null;
    }
}
