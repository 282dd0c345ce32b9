using System.Text;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.State;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Sessions.Registration;

/// <summary>What is to happen with one file.</summary>
/// <param name="Path">Where it is, as the agent names it.</param>
/// <param name="Real">Where it really is.</param>
/// <param name="Before">What it holds; null for nothing.</param>
/// <param name="After">What it is to hold; null for nothing.</param>
/// <param name="Note">What is known of it then; null for nothing.</param>
/// <param name="Copies">Whether a copy of it is to be kept, even in the place of an older one; null for only if there is none.</param>
internal sealed record FileChange(string Path, string Real, byte[]? Before, byte[]? After, FileNote? Note, bool? Copies)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsNothing => (Before is null) == (After is null) && Before.AsSpan().SequenceEqual(After);

    /// <summary>The change in the unified form. Secrets that stand beside it are masked.</summary>
    public string Difference() => UnifiedDifference.Of(Path, Lines(Before), Path, Lines(After));

    private static string[] Lines(byte[]? bytes)
    {
        if (bytes is null or [])
        {
            return [];
        }

        string text = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
            _ => Encoding.UTF8.GetString(bytes),
        };
        string[] lines = text.Split('\n');
        return [.. lines.Take(lines[^1].Length == 0 ? lines.Length - 1 : lines.Length).Select(static line => VisibleText.Escape(SecretScanner.Mask(line.TrimEnd('\r'))))];
    }
}
