using System.Runtime.InteropServices;

namespace ClawPowers.Core.Skills.Finding.Language;

/// <summary>
/// Brings the grammatical forms of an English word together: M. F. Porter, "An algorithm for suffix stripping",
/// Program 14(3), 1980. Words with other letters than a to z stay as they are.
/// </summary>
internal static class Stemmer
{
    private static readonly (string From, string To)[] Second =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string From, string To)[] Third =
    [
        ("icate", "ic"), ("ative", string.Empty), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", string.Empty), ("ness", string.Empty),
    ];

    private static readonly string[] Fourth =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    /// <summary>The stem of a word.</summary>
    /// <param name="word">A word in lower case.</param>
    public static string Stem(string word)
    {
        if (word.Length < 3 || word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
        {
            return word;
        }

        var ending = new Ending(word);
        Plural(ref ending);
        PastAndPresent(ref ending);
        if (ending.Ends("y") && HasVowel(ending.Before(1)))
        {
            ending.Replace(1, "i");
        }

        Longest(ref ending, Second);
        Longest(ref ending, Third);
        DropEnding(ref ending);
        Tidy(ref ending);
        return ending.ToString();
    }

    private static void Plural(ref Ending word)
    {
        if (word.Ends("sses") || word.Ends("ies"))
        {
            word.Replace(2, string.Empty);
        }
        else if (word.Ends("s") && !word.Ends("ss"))
        {
            word.Replace(1, string.Empty);
        }
    }

    private static void PastAndPresent(ref Ending word)
    {
        if (word.Ends("eed"))
        {
            if (Measure(word.Before(3)) > 0)
            {
                word.Replace(1, string.Empty);
            }

            return;
        }

        int cut = word.Ends("ed") ? 2 : word.Ends("ing") ? 3 : 0;
        if (cut == 0 || !HasVowel(word.Before(cut)))
        {
            return;
        }

        word.Replace(cut, string.Empty);
        if (word.Ends("at") || word.Ends("bl") || word.Ends("iz"))
        {
            word.Replace(0, "e");
        }
        else if (EndsInDouble(word.Text) && word.Text[^1] is not ('l' or 's' or 'z'))
        {
            word.Replace(1, string.Empty);
        }
        else if (Measure(word.Text) == 1 && EndsShort(word.Text))
        {
            word.Replace(0, "e");
        }
    }

    private static void Longest(ref Ending word, (string From, string To)[] rules)
    {
        (string From, string To) best = (string.Empty, string.Empty);
        foreach ((string From, string To) rule in rules)
        {
            if (rule.From.Length > best.From.Length && word.Ends(rule.From))
            {
                best = rule;
            }
        }

        if (best.From.Length > 0 && Measure(word.Before(best.From.Length)) > 0)
        {
            word.Replace(best.From.Length, best.To);
        }
    }

    private static void DropEnding(ref Ending word)
    {
        string best = string.Empty;
        foreach (string suffix in Fourth)
        {
            if (suffix.Length > best.Length && word.Ends(suffix))
            {
                best = suffix;
            }
        }

        if (best.Length > 0 && Measure(word.Before(best.Length)) > 1 && (best != "ion" || word.Before(3)[^1] is 's' or 't'))
        {
            word.Replace(best.Length, string.Empty);
        }
    }

    private static void Tidy(ref Ending word)
    {
        if (word.Ends("e"))
        {
            ReadOnlySpan<char> before = word.Before(1);
            int measure = Measure(before);
            if (measure > 1 || (measure == 1 && !EndsShort(before)))
            {
                word.Replace(1, string.Empty);
            }
        }

        if (word.Ends("ll") && Measure(word.Text) > 1)
        {
            word.Replace(1, string.Empty);
        }
    }

    // How often a vowel is followed by a consonant.
    private static int Measure(ReadOnlySpan<char> text)
    {
        int measure = 0;
        bool afterVowel = false;
        for (int i = 0; i < text.Length; i++)
        {
            bool vowel = IsVowel(text, i);
            measure += afterVowel && !vowel ? 1 : 0;
            afterVowel = vowel;
        }

        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsVowel(text, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVowel(ReadOnlySpan<char> text, int index) =>
        text[index] is 'a' or 'e' or 'i' or 'o' or 'u' || (text[index] == 'y' && index > 0 && text[index - 1] is not ('a' or 'e' or 'i' or 'o' or 'u'));

    private static bool EndsInDouble(ReadOnlySpan<char> text) => text.Length > 1 && text[^1] == text[^2] && !IsVowel(text, text.Length - 1);

    private static bool EndsShort(ReadOnlySpan<char> text) =>
        text.Length > 2 && !IsVowel(text, text.Length - 1) && IsVowel(text, text.Length - 2) && !IsVowel(text, text.Length - 3) && text[^1] is not ('w' or 'x' or 'y');

    /// <summary>A word whose end is being changed.</summary>
    [StructLayout(LayoutKind.Auto)]
    private ref struct Ending
    {
        private readonly Span<char> _letters;
        private int _length;

        public Ending(string word)
        {
            _letters = new char[word.Length + 1];
            word.CopyTo(_letters);
            _length = word.Length;
        }

        public readonly ReadOnlySpan<char> Text => _letters[.._length];

        public readonly bool Ends(string suffix) => Text.EndsWith(suffix, StringComparison.Ordinal) && _length > suffix.Length;

        public readonly ReadOnlySpan<char> Before(int cut) => _letters[..(_length - cut)];

        public void Replace(int cut, string with)
        {
            _length -= cut;
            with.CopyTo(_letters[_length..]);
            _length += with.Length;
        }

        public override readonly string ToString() => Text.ToString();
    }
}
