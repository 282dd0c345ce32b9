using System.Text;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.State;

/// <summary>
/// A glob over keys, after SQLite's GLOB: case-sensitive; <c>*</c> any characters, <c>:</c> included; <c>?</c> one;
/// <c>[a-z]</c> one of, <c>[^a]</c> none of. Its literal beginning bounds the search in the index.
/// </summary>
public sealed record KeyPattern
{
    private static readonly char[] Special = ['*', '?', '['];

    private KeyPattern(string text)
    {
        Text = text;
        int literal = text.IndexOfAny(Special);
        IsGlob = literal >= 0;
        Start = IsGlob ? text[..literal] : text;
        End = Successor(Start);
    }

    /// <summary>The pattern that every key matches.</summary>
    public static KeyPattern Everything { get; } = new("*");

    /// <summary>The pattern as given.</summary>
    public string Text { get; }

    /// <summary>Whether it has a wildcard; else it is one key.</summary>
    public bool IsGlob { get; }

    /// <summary>The literal beginning: every match is equal to it or after it.</summary>
    public string Start { get; }

    /// <summary>The first text after every match in the order of code points; null if there is none.</summary>
    public string? End { get; }

    /// <summary>Reads a key or a glob.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="ClawException"><c>InvalidStateKey</c>: it has no wildcard and is no key; <c>InvalidStatePattern</c>: it can't match anything.</exception>
    public static KeyPattern Parse(string text)
    {
        if (string.IsNullOrEmpty(text) || text.IndexOfAny(Special) < 0)
        {
            StateKey.Validate(text);
            return new KeyPattern(text);
        }

        if (text.Length > 4 * StateKey.MaximumLength)
        {
            throw StateErrors.InvalidPattern(text, $"it has {text.Length} characters");
        }

        if (HasOpenBracket(text))
        {
            throw StateErrors.InvalidPattern(text, "a '[' is not closed by a ']'");
        }

        return new KeyPattern(text);
    }

    /// <summary>All keys that begin with a text.</summary>
    /// <param name="prefix">The beginning; without wildcards.</param>
    /// <returns>The pattern.</returns>
    public static KeyPattern StartingWith(string prefix) => Parse(prefix + "*");

    /// <summary>Whether a text has a <c>[</c> that is not closed, so that as a glob it can't match anything.</summary>
    internal static bool HasOpenBracket(string text)
    {
        for (int open = text.IndexOf('[', StringComparison.Ordinal); open >= 0; open = text.IndexOf('[', open))
        {
            int first = open + 1 < text.Length && text[open + 1] == '^' ? open + 2 : open + 1;
            open = first + 1 <= text.Length ? text.IndexOf(']', Math.Min(first + 1, text.Length)) : -1;
            if (open < 0)
            {
                return true;
            }
        }

        return false;
    }

    // The smallest text that is greater than every text with this beginning, as UTF-8 and code points order them.
    private static string? Successor(string prefix)
    {
        Rune[] runes = [.. prefix.EnumerateRunes()];
        for (int last = runes.Length - 1; last >= 0; last--)
        {
            if (runes[last].Value < 0x10FFFF)
            {
                int next = runes[last].Value + 1;
                runes[last] = new Rune(next is >= 0xD800 and <= 0xDFFF ? 0xE000 : next);
                return string.Concat(runes.Take(last + 1).Select(static rune => rune.ToString()));
            }
        }

        return null;
    }
}
