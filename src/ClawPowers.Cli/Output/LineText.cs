using ClawPowers.Core.State;

namespace ClawPowers.Cli.Output;

/// <summary>
/// Keys and values on one line each, so that no value can pass for another line and none is changed. What is harmless
/// stays as it is. What has a line break or another control character (except the tab), or begins with a quotation
/// mark, is written as a JSON string; so is a key with <c>=</c> in it before a <c>=</c>.
/// </summary>
internal static class LineText
{
    /// <summary>A value on one line.</summary>
    /// <param name="value">What <see cref="StateEntry.Value"/> holds.</param>
    public static string OfValue(object value)
    {
        string text = StateValue.ToText(value);
        return NeedsQuotes(text) ? JsonOutput.Text(writer => writer.WriteStringValue(text)) : text;
    }

    /// <summary>An entry as <c>key=value</c>.</summary>
    public static string OfEntry(StateEntry entry)
    {
        string key = NeedsQuotes(entry.Key) || entry.Key.Contains('=', StringComparison.Ordinal)
            ? JsonOutput.Text(writer => writer.WriteStringValue(entry.Key))
            : entry.Key;
        return $"{key}={OfValue(entry.Value!)}";
    }

    private static bool NeedsQuotes(string text)
    {
        if (text.StartsWith('"'))
        {
            return true;
        }

        foreach (char c in text)
        {
            if ((char.IsControl(c) && c != '\t') || c is '\u2028' or '\u2029')
            {
                return true;
            }
        }

        return false;
    }
}
