using System.Buffers;
using System.Globalization;
using System.Text;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Plans.Reading;

/// <summary>Names of plans and tasks as they are kept.</summary>
public static class PlanNames
{
    /// <summary>The longest name.</summary>
    public const int MaximumLength = 100;

    private static readonly SearchValues<char> NotInIds = SearchValues.Create("*?[],;\"'");

    /// <summary>
    /// A plan's name from a title or a file's name: letters and digits of any script in lower case, dots and underscores; a hyphen in place of
    /// everything else. Empty if nothing is left.
    /// </summary>
    /// <param name="title">The title.</param>
    public static string Slug(string title)
    {
        var slug = new StringBuilder(title.Length);
        foreach (Rune rune in title.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '_' || (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && slug.Length > 0))
            {
                slug.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length >= MaximumLength)
            {
                break;
            }
        }

        return slug.ToString().Trim('-', '.');
    }

    /// <summary>Why a text can't be the id of a task; null if it can.</summary>
    internal static string? ProblemOfId(string id) => id switch
    {
        "" => "it is empty",
        { Length: > MaximumLength } => string.Create(CultureInfo.InvariantCulture, $"it has {id.Length} characters, and may have {MaximumLength}"),
        _ when id.AsSpan().IndexOfAny(NotInIds) >= 0 => "it has one of * ? [ ] , ; or a quotation mark in it",
        _ when !id.EnumerateRunes().Any(Rune.IsLetterOrDigit) => "it has neither a letter nor a digit",
        _ when id.Any(static character => char.IsControl(character) || char.IsWhiteSpace(character)) => "it has a blank or a control character in it",
        _ => null,
    };

    /// <summary>A text of the file as a message quotes it: on one line, harmless, and not long.</summary>
    internal static string Short(string text)
    {
        string line = VisibleText.OneLine(text.Length <= 200 ? text : text[..200]);
        return line.Length <= 60 ? line : line[..(char.IsHighSurrogate(line[56]) ? 56 : 57)] + "...";
    }

    /// <summary>What a task is called where 1.0.0 calls it "Task 3" or "task_3": T3. Null for anything else.</summary>
    internal static string? OfNumber(string word, string number)
    {
        bool isTask = word.Equals("task", StringComparison.OrdinalIgnoreCase) || word.Equals("step", StringComparison.OrdinalIgnoreCase);
        return isTask && number.Length is > 0 and < 10 && number.All(char.IsAsciiDigit) ? "T" + number : null;
    }
}
