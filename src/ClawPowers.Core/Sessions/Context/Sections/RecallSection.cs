using System.Globalization;

namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>What else is remembered, and how to get at it.</summary>
internal sealed class RecallSection : ContextSection
{
    private const int MostCounted = 1_000;
    private const int MostNamespaces = 12;
    private const int LongestNamespace = 30;

    /// <inheritdoc/>
    public override string Name => "recall";

    /// <inheritdoc/>
    public override int Rank => 4;

    /// <inheritdoc/>
    public override SectionDraft? Draft(ContextSubject subject)
    {
        if (subject.Store is not { } store)
        {
            return null;
        }

        int here = store.Count(isGlobal: false, MostCounted);
        int global = store.Count(isGlobal: true, MostCounted);
        if (here + global == 0)
        {
            return null;
        }

        IReadOnlyList<string> namespaces = store.Namespaces(MostNamespaces + 1);
        return new SectionDraft
        {
            Lead =
            [
                "## Memory",
                $"{Entries(here)} in this project, {Number(global)} global. `{subject.Commands.Recall}` searches both, `{subject.Commands.Everywhere(subject.Commands.Recall)}` every project.",
            ],
            Items = namespaces.Count == 0
                ? []
                : [$"{DataText.Prefix}{string.Join(' ', namespaces.Take(MostNamespaces).Select(static name => DataText.Key(name, LongestNamespace) + ":*"))}{(namespaces.Count > MostNamespaces ? " …" : string.Empty)}"],
        };
    }

    /// <summary>A number of entries that was counted up to a limit, in words.</summary>
    public static string Entries(int count) => Number(count) + (count == 1 ? " entry" : " entries");

    private static string Number(int count) => count >= MostCounted
        ? string.Create(CultureInfo.InvariantCulture, $"{MostCounted} or more")
        : count.ToString(CultureInfo.InvariantCulture);
}
