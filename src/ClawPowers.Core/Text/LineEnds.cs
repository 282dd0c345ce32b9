namespace ClawPowers.Core.Text;

/// <summary>How the lines of a file end.</summary>
/// <param name="Unix">How many end in a line feed.</param>
/// <param name="Windows">How many end in a carriage return and a line feed.</param>
/// <param name="Old">How many end in a carriage return alone.</param>
/// <param name="FirstOdd">The first line that ends in another way than the first line does; 0 if all are alike.</param>
internal sealed record LineEnds(int Unix, int Windows, int Old, int FirstOdd)
{
    public bool AreMixed => FirstOdd > 0;

    /// <summary>What most lines end in; the line feed where as many end in something else.</summary>
    public string Usual => Windows > Unix && Windows >= Old ? "\r\n" : "\n";

    public static LineEnds Of(ReadOnlySpan<byte> bytes)
    {
        int unix = 0;
        int windows = 0;
        int old = 0;
        int odd = 0;
        int first = 0;
        for (int i = bytes.IndexOfAny((byte)'\r', (byte)'\n'); i < bytes.Length && i >= 0;)
        {
            bool isPair = bytes[i] == '\r' && i + 1 < bytes.Length && bytes[i + 1] == '\n';
            int kind = isPair ? 2 : bytes[i] == '\n' ? 1 : 3;
            _ = kind switch { 1 => unix++, 2 => windows++, _ => old++ };
            first = first == 0 ? kind : first;
            odd = odd == 0 && kind != first ? unix + windows + old : odd;
            i += isPair ? 2 : 1;
            int next = bytes[i..].IndexOfAny((byte)'\r', (byte)'\n');
            i = next < 0 ? -1 : i + next;
        }

        return new LineEnds(unix, windows, old, odd);
    }

    /// <summary>The text with a line feed alone in place of each carriage return and line feed.</summary>
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
