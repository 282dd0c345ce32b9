using System.Globalization;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>A section before it is known how much room it gets: lines that always stand, and items of which the last can be left out.</summary>
internal sealed record SectionDraft
{
    /// <summary>The heading, and what introduces the items.</summary>
    public required IReadOnlyList<string> Lead { get; init; }

    /// <summary>The items, the most important first, one line each.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>How many items there are that are not even among <see cref="Items"/>.</summary>
    public int Unlisted { get; init; }

    /// <summary>Whether there may be more than were counted.</summary>
    public bool IsCountOpen { get; init; }

    /// <summary>The command that shows the rest; null where nothing is said of it.</summary>
    public string? More { get; init; }

    /// <summary>The lead and the first items, and what is left out.</summary>
    /// <param name="items">How many items.</param>
    public string Render(int items)
    {
        IEnumerable<string> lines = Lead.Concat(Items.Take(items));
        return string.Join('\n', MoreLine(items) is { } more ? lines.Append(more) : lines);
    }

    /// <summary>How many items are left out with so many.</summary>
    public int Omitted(int items) => Items.Count - items + Unlisted;

    /// <summary>The length of <see cref="Render"/>.</summary>
    public int Length(int items)
    {
        int length = -1;
        foreach (string line in Lead)
        {
            length += line.Length + 1;
        }

        for (int i = 0; i < items; i++)
        {
            length += Items[i].Length + 1;
        }

        return Math.Max(0, MoreLine(items) is { } more ? length + more.Length + 1 : length);
    }

    private string? MoreLine(int items)
    {
        int omitted = Omitted(items);
        return More is null || (omitted == 0 && !IsCountOpen) ? null
            : omitted == 0 || IsCountOpen ? $"… and more: `{More}`"
            : string.Create(CultureInfo.InvariantCulture, $"… and {omitted} more: `{More}`");
    }
}
