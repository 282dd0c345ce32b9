using System.Text.RegularExpressions;

namespace ClawPowers.Core.Plans.Reading;

/// <summary>A task while its file is read: its heading, and the fields below it.</summary>
internal sealed partial class TaskDraft
{
    private TaskDraft()
    {
    }

    public required string Id { get; init; }

    public required string Title { get; init; }

    public required int Line { get; init; }

    public required int Level { get; init; }

    public required bool IsTicked { get; init; }

    public FieldValues Fields { get; } = new(PlanFields.TaskField);

    /// <summary>Whether a heading begins with what is surely an id: <c>T3</c>, <c>A-12</c>, <c>Task 3</c>.</summary>
    public static bool LooksLikeTask(string heading)
    {
        (string id, _, _) = Split(heading);
        return id.Length <= 12 && SureId().IsMatch(id);
    }

    /// <summary>Takes a heading apart: <c>T3 An unknown code is refused</c>, <c>[x] T3: …</c>, <c>Task 3: …</c>.</summary>
    public static TaskDraft Of(PlanHeading heading)
    {
        (string id, string title, bool isTicked) = Split(heading.Text);
        return new TaskDraft { Id = id, Title = title, IsTicked = isTicked, Line = heading.Line, Level = heading.Level };
    }

    private static (string Id, string Title, bool IsTicked) Split(string heading)
    {
        string text = FieldValues.Unticked(heading.Trim(), out bool isTicked);
        (string first, string rest) = Word(text);
        if (Word(rest) is var (second, behind) && PlanNames.OfNumber(Bare(first), Bare(second)) is { } numbered)
        {
            return (numbered, TitleOf(behind), isTicked);
        }

        string title = FieldValues.Unticked(rest, out bool isTickedBehind);
        return (Bare(first), TitleOf(title), isTicked || isTickedBehind);
    }

    private static (string First, string Behind) Word(string text)
    {
        int end = text.AsSpan().IndexOfAny(' ', '\t', '\u00A0');
        return end < 0 ? (text, string.Empty) : (text[..end], text[end..].TrimStart());
    }

    private static string Bare(string word) => word.Trim('*', '_', '`', '~', '(', ')', '[', ']').TrimEnd(':', '.', '-', '–', '—', ')', ']', '*', '_', '`');

    private static string TitleOf(string text) => text.TrimStart(':', '.', '-', '–', '—', '*', '_', ' ', '\t').TrimEnd();

    [GeneratedRegex("^[A-Za-z]{1,4}[-_.]?[0-9]+(?:[.][0-9]+|[a-z])?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SureId();
}
