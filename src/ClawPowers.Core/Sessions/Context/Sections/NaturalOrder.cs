namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>Orders names as people count: T2 before T10.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static NaturalOrder Comparer { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        (string a, string b) = (x ?? string.Empty, y ?? string.Empty);
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                ReadOnlySpan<char> first = Digits(a, ref i);
                ReadOnlySpan<char> second = Digits(b, ref j);
                int order = first.Length != second.Length ? first.Length - second.Length : first.SequenceCompareTo(second);
                if (order != 0)
                {
                    return order;
                }
            }
            else if (a[i] != b[j])
            {
                return a[i] - b[j];
            }
            else
            {
                i++;
                j++;
            }
        }

        int rest = (a.Length - i) - (b.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(a, b);
    }

    // Without leading zeros, so that the longer number is the greater.
    private static ReadOnlySpan<char> Digits(string text, ref int next)
    {
        int start = next;
        while (next < text.Length && char.IsAsciiDigit(text[next]))
        {
            next++;
        }

        return text.AsSpan(start, next - start).TrimStart('0');
    }
}
