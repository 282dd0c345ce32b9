using System.Globalization;
using System.Text;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Metrics;

/// <summary>Something that failed: a test, a step.</summary>
/// <param name="Name">What it is called; null if it has no name.</param>
/// <param name="Message">What it says; null if it says nothing.</param>
public readonly record struct FailedPart(string? Name, string? Message);

/// <summary>Notes that a program makes of failures: short, and without the secrets that messages may hold.</summary>
public static class FailureNotes
{
    private const int MostParts = 10;
    private const int MostCharacters = 300;

    /// <summary>One line for each of the first ten parts, and how many more there are.</summary>
    /// <param name="parts">What failed.</param>
    /// <returns>The notes; null if nothing failed.</returns>
    public static string? Of(IEnumerable<FailedPart> parts)
    {
        var notes = new StringBuilder();
        int count = 0;
        foreach (FailedPart part in parts)
        {
            if (++count <= MostParts)
            {
                notes.Append(count == 1 ? string.Empty : "\n").Append(Line(part));
            }
        }

        if (count > MostParts)
        {
            notes.Append(CultureInfo.InvariantCulture, $"\nand {count - MostParts} more");
        }

        return count == 0 ? null : notes.ToString();
    }

    // Masked before it is cut: half a secret would not be known for one.
    private static string Line(FailedPart part)
    {
        string name = FirstLine(part.Name);
        string message = FirstLine(part.Message);
        string line = SecretScanner.Mask(name.Length == 0 ? message : message.Length == 0 ? name : $"{name}: {message}");
        return line.Length <= MostCharacters ? line : string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[MostCharacters - 4]) ? MostCharacters - 4 : MostCharacters - 3), "...");
    }

    private static string FirstLine(string? text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int end = trimmed.IndexOfAny('\r', '\n');
        return (end < 0 ? trimmed : trimmed[..end]).TrimEnd().ToString();
    }
}
