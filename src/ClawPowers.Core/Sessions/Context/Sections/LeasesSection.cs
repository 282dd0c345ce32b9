namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>What others hold at the moment: entries that end by themselves, under <c>lease:</c> or with <c>lease</c> as the last segment.</summary>
internal sealed class LeasesSection : ContextSection
{
    private static readonly string[] Beginnings = ["lease:", "dispatch:", "subagent:"];

    /// <inheritdoc/>
    public override string Name => "leases";

    /// <inheritdoc/>
    public override int Rank => 6;

    /// <inheritdoc/>
    public override SectionDraft? Draft(ContextSubject subject)
    {
        if (subject.Store is not { } store)
        {
            return null;
        }

        bool isMore = false;
        List<FoundEntry> held = [];
        foreach (string beginning in Beginnings)
        {
            (IReadOnlyList<FoundEntry> entries, bool more) = store.Under(beginning);
            held.AddRange(entries.Where(static entry => entry.ExpiresAt is not null && IsLease(entry.Key)));
            isMore |= more;
        }

        int most = subject.Choose(brief: 8, full: 20);
        return held.Count == 0 ? null : new SectionDraft
        {
            Lead = ["## Leases" + KeyParts.RecordsNotice],
            Items = [.. held.OrderBy(static lease => lease.Key, StringComparer.Ordinal).Take(most).Select(lease => Line(lease, store))],
            Unlisted = Math.Max(0, held.Count - most),
            IsCountOpen = isMore,
            More = subject.Commands.List(held.TrueForAll(static lease => lease.Key.StartsWith("lease:", StringComparison.Ordinal)) ? "lease:*" : "*lease*"),
        };
    }

    private static bool IsLease(string key) => key.StartsWith("lease:", StringComparison.Ordinal) || key.EndsWith(":lease", StringComparison.Ordinal);

    private static string Line(FoundEntry lease, StoreLook store) =>
        $"{DataText.Prefix}{DataText.Key(lease.Key)} held by {DataText.Quote(store.Value(lease), 60)} until {KeyParts.Minute(lease.ExpiresAt!.Value)}";
}
