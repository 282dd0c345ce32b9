namespace ClawPowers.Core.Metrics;

/// <summary>The rule for texts of one line.</summary>
internal static class ShortText
{
    /// <summary>Why a text can't be kept; null if it can.</summary>
    public static string? Problem(string text, int maximumLength)
    {
        if (text.Length > maximumLength)
        {
            return $"it has {text.Length} characters";
        }

        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsControl(c))
            {
                return $"it has the control character U+{(int)c:X4}";
            }

            if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return "it has half of a surrogate pair";
                }

                i++;
            }
        }

        return null;
    }
}
