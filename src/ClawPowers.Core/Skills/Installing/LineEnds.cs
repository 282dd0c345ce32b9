namespace ClawPowers.Core.Skills.Installing;

/// <summary>The ends of a text's lines.</summary>
internal static class LineEnds
{
    /// <summary>The text with every line ended by a line feed alone.</summary>
    public static byte[] OfUnix(ReadOnlySpan<byte> text)
    {
        var plain = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\r' || i + 1 == text.Length || text[i + 1] != '\n')
            {
                plain[length++] = text[i];
            }
        }

        return plain[..length];
    }
}
