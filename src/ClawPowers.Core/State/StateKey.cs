using ClawPowers.Core.Errors;

namespace ClawPowers.Core.State;

/// <summary>The rules for keys.</summary>
public static class StateKey
{
    /// <summary>The longest key, in UTF-16 units.</summary>
    public const int MaximumLength = 512;

    /// <summary>Checks a key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ClawException"><c>InvalidStateKey</c>, with the reason.</exception>
    public static void Validate(string? key)
    {
        if (Problem(key) is { } reason)
        {
            throw StateErrors.InvalidKey(key, reason);
        }
    }

    private static string? Problem(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return "it is empty";
        }

        if (key.Length > MaximumLength)
        {
            return $"it has {key.Length} characters";
        }

        for (int i = 0; i < key.Length; i++)
        {
            char c = key[i];
            switch (c)
            {
                case ':' when i == 0 || i == key.Length - 1 || key[i - 1] == ':':
                    return "it has an empty segment";
                case '/' or '\\':
                    return $"it has a '{c}'; segments are joined by ':'";
                case '*' or '?' or '[' or ']':
                    return $"it has a '{c}', which is kept for patterns";
                case '.' when i > 0 && key[i - 1] == '.':
                    return "it has '..'";
                case var _ when char.IsControl(c):
                    return $"it has the control character U+{(int)c:X4}";
                case var _ when char.IsHighSurrogate(c) && i + 1 < key.Length && char.IsLowSurrogate(key[i + 1]):
                    i++;
                    break;
                case var _ when char.IsSurrogate(c):
                    return "it has half of a surrogate pair";
            }
        }

        return null;
    }
}
