namespace ClawPowers.Core.Skills.Reading;

/// <summary>A name or a glob for names and headings: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a]</c>, in any case.</summary>
internal sealed class SkillGlob(string pattern)
{
    private readonly string _pattern = pattern.Trim();

    /// <summary>The name or glob.</summary>
    public string Pattern => _pattern;

    /// <summary>Whether it can only mean one name.</summary>
    public bool IsExact => _pattern.AsSpan().IndexOfAny("*?[") < 0;

    /// <summary>Whether a text is meant. Takes time in proportion to the product of the lengths at most.</summary>
    public bool Matches(string text)
    {
        int at = 0;
        int p = 0;
        int star = -1;
        int from = 0;
        while (at < text.Length)
        {
            int next = p < _pattern.Length && _pattern[p] != '*' ? One(text[at], p) : -1;
            if (next >= 0)
            {
                p = next;
                at++;
            }
            else if (p < _pattern.Length && _pattern[p] == '*')
            {
                star = p++;
                from = at;
            }
            else if (star >= 0)
            {
                p = star + 1;
                at = ++from;
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    // Where the pattern goes on if its part at p means this character; -1 if it does not.
    private int One(char character, int p)
    {
        char expected = _pattern[p];
        int end = expected == '[' && p + 2 < _pattern.Length ? _pattern.IndexOf(']', p + 2) : -1;
        if (end < 0)
        {
            return expected == '?' || Fold(expected) == Fold(character) ? p + 1 : -1;
        }

        bool negates = _pattern[p + 1] is '^' or '!';
        bool isIn = false;
        for (int i = p + (negates ? 2 : 1); i < end; i++)
        {
            bool isRange = i + 2 < end && _pattern[i + 1] == '-';
            isIn |= Fold(character) >= Fold(_pattern[i]) && Fold(character) <= Fold(_pattern[isRange ? i + 2 : i]);
            i += isRange ? 2 : 0;
        }

        return isIn != negates ? end + 1 : -1;
    }

    private static char Fold(char character) => char.ToUpperInvariant(character);
}
