using System.Globalization;
using System.Text;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>
/// Finds characters that a person does not see and a model reads. The joiners and selectors of emoji, the joiners of scripts that
/// need them, the flags made of tags, and signs of direction beside letters written from right to left are what they seem.
/// </summary>
internal static class HiddenCharacters
{
    private const int MostTagsOfFlag = 7;
    private const int BlackFlag = 0x1F3F4;
    private const int EndOfTags = 0xE007F;

    /// <summary>A fault for each line that has some.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="isMechanical">Whether those are wanted that mean nothing and can be taken out unseen, or the others.</param>
    public static IEnumerable<Fault> Faults(CheckedSkill skill, bool isMechanical)
    {
        foreach (CheckedFile file in skill.Files.Prepend(new CheckedFile(skill.Main.Path, skill.Document.Text)))
        {
            if (Ascii.IsValid(file.Text) && !file.Text.Any(static c => c is < ' ' and not ('\n' or '\t') or '\x7f'))
            {
                continue;
            }

            string[] lines = file.Text.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                List<(int Index, Rune Rune, bool IsMechanical)> found = [.. In(lines[i]).Where(hidden => hidden.IsMechanical == isMechanical)];
                if (found.Count > 0)
                {
                    string names = string.Join(", ", found.Select(static hidden => $"U+{hidden.Rune.Value:X4}").Distinct().Take(4));
                    yield return new Fault(file.Path, i + 1, found[0].Index + 1, $"{found.Count} hidden {(found.Count == 1 ? "character" : "characters")}: {names}.{Tagged(found)}");
                }
            }
        }
    }

    /// <summary>The text without the characters that mean nothing.</summary>
    public static string Without(string text)
    {
        var kept = new StringBuilder(text.Length);
        int start = 0;
        foreach ((int index, Rune rune, _) in In(text).Where(static hidden => hidden.IsMechanical))
        {
            kept.Append(text, start, index - start);
            start = index + rune.Utf16SequenceLength;
        }

        return start == 0 ? text : kept.Append(text, start, text.Length - start).ToString();
    }

    /// <summary>The text with everything that can't be seen written out.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder(text.Length);
        HashSet<int> hidden = [.. In(text).Select(static hidden => hidden.Index)];
        int index = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value == '\r' ? shown.Append(@"\r") : hidden.Contains(index) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}") : shown.Append(rune);
            index += rune.Utf16SequenceLength;
        }

        return shown.ToString();
    }

    private static IEnumerable<(int Index, Rune Rune, bool IsMechanical)> In(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        bool? hasRightToLeft = null;
        for (int i = 0, index = 0; i < runes.Length; index += runes[i].Utf16SequenceLength, i++)
        {
            int value = runes[i].Value;
            if (value is >= 0x20 and < 0x7F or '\n' or '\t' or '\r')
            {
                continue;
            }

            if (IsWidthless(value) && !IsJoining(runes, i))
            {
                yield return (index, runes[i], true);
            }
            else if (value switch
            {
                < 0x20 or (>= 0x7F and < 0xA0) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029 or (>= 0xFFF9 and <= 0xFFFB) => true,
                0x200E or 0x200F or 0x061C => !(hasRightToLeft ??= runes.Any(static rune => IsRightToLeft(rune.Value))),
                >= 0xE0000 and <= EndOfTags => !IsFlag(runes, i),
                (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) => !IsSelecting(runes, i),
                _ => false,
            })
            {
                yield return (index, runes[i], false);
            }
        }
    }

    private static bool IsWidthless(int value) => value is 0xAD or 0x34F or 0x115F or 0x1160 or 0x180E or (>= 0x200B and <= 0x200D) or (>= 0x2060 and <= 0x2064) or 0x3164 or 0xFEFF or 0xFFA0;

    // U+200C and U+200D between letters of scripts that join them, U+200D between emoji.
    private static bool IsJoining(Rune[] runes, int i)
    {
        if (runes[i].Value is not (0x200C or 0x200D) || i == 0 || i + 1 == runes.Length)
        {
            return false;
        }

        int before = runes[i - 1].Value;
        int after = runes[i + 1].Value;
        if (IsComplex(before) && (IsComplex(after) || runes[i].Value == 0x200D))
        {
            return true;
        }

        return runes[i].Value == 0x200D && (IsPictograph(before) || before is 0xFE0F) && IsPictograph(after);
    }

    private static bool IsSelecting(Rune[] runes, int i)
    {
        int before = i == 0 ? 0 : runes[i - 1].Value;
        return runes[i].Value switch
        {
            0xFE0E or 0xFE0F => IsPictograph(before) || before is (>= '0' and <= '9') or '#' or '*',
            >= 0xE0100 => before is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF),
            _ => before is (>= 0x2200 and <= 0x2AFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1820 and <= 0x18FF) or (>= 0xA840 and <= 0xA87F) or (>= 0x3000 and <= 0x9FFF) or (>= 0xFF00 and <= 0xFFEF),
        };
    }

    // A black flag, a few tags, and the end of them.
    private static bool IsFlag(Rune[] runes, int i)
    {
        int start = i;
        while (start > 0 && i - start <= MostTagsOfFlag && runes[start].Value is >= 0xE0000 and <= EndOfTags)
        {
            start--;
        }

        int end = i;
        while (end + 1 < runes.Length && end - i <= MostTagsOfFlag && runes[end + 1].Value is >= 0xE0000 and <= EndOfTags)
        {
            end++;
        }

        return runes[start].Value == BlackFlag && runes[end].Value == EndOfTags && end - start <= MostTagsOfFlag;
    }

    private static string Tagged(List<(int Index, Rune Rune, bool IsMechanical)> found)
    {
        string text = string.Concat(found.Select(static hidden => hidden.Rune.Value - 0xE0000).Where(static value => value is >= 0x20 and < 0x7F).Take(60).Select(static value => (char)value));
        return text.Length == 0 ? string.Empty : $" The tags say '{text}'.";
    }

    private static bool IsPictograph(int value) => value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2190 and <= 0x2BFF) or 0xA9 or 0xAE or 0x203C or 0x2049 or 0x20E3 or 0x2122 or 0x2139 or 0x3030 or 0x303D or 0x3297 or 0x3299;

    private static bool IsComplex(int value) => value is (>= 0x600 and <= 0x8FF) or (>= 0x900 and <= 0xDFF) or (>= 0xF00 and <= 0x109F) or (>= 0x1780 and <= 0x18AF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC);

    private static bool IsRightToLeft(int value) => value is (>= 0x590 and <= 0x8FF and not 0x61C) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
