namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>Investigations without a root cause, as the skill for debugging keeps them: what was seen, and what is still a guess.</summary>
internal sealed class InvestigationsSection : ContextSection
{
    private const string Hypothesis = "hypothesis";

    private static readonly string[] Closing = ["root_cause", "fix", "fix_commit", "resolution"];

    /// <inheritdoc/>
    public override string Name => "investigations";

    /// <inheritdoc/>
    public override int Rank => 3;

    /// <inheritdoc/>
    public override SectionDraft? Draft(ContextSubject subject)
    {
        if (subject.Store is not { } store)
        {
            return null;
        }

        (IReadOnlyList<FoundEntry> entries, bool isMore) = store.Under("debug:");
        KeyGroup[] open = [.. KeyParts.Group(entries).Where(IsOpen)];
        int most = subject.Choose(brief: 8, full: 20);
        return open.Length == 0 ? null : new SectionDraft
        {
            Lead = ["## Open investigations" + KeyParts.RecordsNotice],
            Items = [.. open.Take(most).Select(issue => Line(issue, store, subject))],
            Unlisted = Math.Max(0, open.Length - most),
            IsCountOpen = isMore,
            More = subject.Commands.List("debug:*"),
        };
    }

    private static bool IsOpen(KeyGroup issue) =>
        !Array.Exists(Closing, attribute => issue.Find(attribute) is not null)
        && !(issue.Find("status")?.Word?.Trim().ToUpperInvariant() is "CLOSED" or "DONE" or "FIXED" or "RESOLVED" or "SOLVED");

    private static string Line(KeyGroup issue, StoreLook store, ContextSubject subject)
    {
        string line = $"{DataText.Prefix}{DataText.Key(issue.Subject)} ({KeyParts.Day(issue.UpdatedAt)})";
        KeyedEntry? seen = issue.Entries.FirstOrDefault(static entry => entry.Attribute is ["observation"]) ?? issue.Entries.FirstOrDefault(static entry => entry.Attribute.Length == 0);
        if (seen is not null)
        {
            line += ' ' + DataText.Quote(store.Value(seen.Entry), subject.Choose(brief: 140, full: 400));
        }

        KeyedEntry[] guesses = [.. issue.Entries.Where(static entry => entry.Attribute is [var attribute] && attribute.StartsWith(Hypothesis, StringComparison.Ordinal)).OrderBy(static entry => entry.Attribute[0], NaturalOrder.Comparer)];
        KeyedEntry[] untested = [.. guesses.Where(guess => Result(issue, guess) is null)];
        foreach (KeyedEntry guess in subject.IsFull ? guesses.Take(6) : untested.TakeLast(1))
        {
            string result = Result(issue, guess) is { } known ? DataText.Quote(store.Value(known), 160) : "not tested";
            line += $"; {guess.Attribute[0]} {DataText.Quote(store.Value(guess.Entry), subject.Choose(brief: 100, full: 240))}: {result}";
        }

        if (!subject.IsFull && untested.Length == 0 && guesses.LastOrDefault() is { } last)
        {
            line += $"; {last.Attribute[0]}: {DataText.Quote(store.Value(Result(issue, last)!.Value), 100)}";
        }

        return seen is null && guesses.Length == 0 && issue.Entries.FirstOrDefault(static entry => entry.Attribute.Length > 0) is { } other
            ? $"{line} {DataText.Key(string.Join(':', other.Attribute))} {DataText.Quote(store.Value(other.Entry), subject.Choose(brief: 100, full: 240))}"
            : line;
    }

    // hypothesis2 has its result in h2_result.
    private static FoundEntry? Result(KeyGroup issue, KeyedEntry guess)
    {
        string number = guess.Attribute[0][Hypothesis.Length..].TrimStart('_');
        return issue.Find($"h{number}_result") ?? issue.Find(guess.Attribute[0] + "_result");
    }
}
