using System.Text;

namespace ClawPowers.Core.Scope;

/// <summary>Reads one value out of a Git configuration file, after the syntax section of git-config(1).</summary>
internal static class GitConfig
{
    /// <summary>The last value of <c>section.subsection.name</c>, or null.</summary>
    /// <param name="text">The file's text. Includes are not followed.</param>
    /// <param name="section">The section, in any case.</param>
    /// <param name="subsection">The subsection, exactly.</param>
    /// <param name="name">The variable, in any case.</param>
    public static string? Read(string text, string section, string subsection, string name)
    {
        string? found = null;
        bool inSection = false;
        foreach (string line in LogicalLines(text))
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith('['))
            {
                inSection = IsHeader(trimmed, section, subsection);
                trimmed = trimmed[(trimmed.IndexOf(']', StringComparison.Ordinal) + 1)..].Trim();
            }

            int equals = trimmed.IndexOf('=', StringComparison.Ordinal);
            if (inSection && equals > 0 && trimmed[..equals].TrimEnd().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found = Value(trimmed[(equals + 1)..]);
            }
        }

        return found;
    }

    private static IEnumerable<string> LogicalLines(string text)
    {
        var pending = new StringBuilder();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.EndsWith('\\') && !line.EndsWith(@"\\", StringComparison.Ordinal))
            {
                pending.Append(line, 0, line.Length - 1);
                continue;
            }

            yield return pending.Append(line).ToString();
            pending.Clear();
        }
    }

    private static bool IsHeader(string line, string section, string subsection)
    {
        int end = line.LastIndexOf(']');
        int quote = line.IndexOf('"', StringComparison.Ordinal);
        if (quote < 0 || end < quote)
        {
            return false;
        }

        int close = line.LastIndexOf('"', end);
        string named = line[(quote + 1)..Math.Max(close, quote + 1)].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
        return line[1..quote].Trim().Equals(section, StringComparison.OrdinalIgnoreCase) && named == subsection;
    }

    private static string Value(string raw)
    {
        var value = new StringBuilder();
        bool quoted = false;
        int keep = 0; // blanks outside of quotes count only if something follows
        for (int i = 0; i < raw.Length; i++)
        {
            char c = raw[i];
            if (c == '"')
            {
                quoted = !quoted;
                keep = value.Length;
            }
            else if (c == '\\' && i + 1 < raw.Length)
            {
                i++;
                value.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'b' => '\b', char other => other });
                keep = value.Length;
            }
            else if (!quoted && (c is '#' or ';'))
            {
                break;
            }
            else if (quoted || !char.IsWhiteSpace(c))
            {
                value.Append(c);
                keep = value.Length;
            }
            else if (value.Length > 0)
            {
                value.Append(c);
            }
        }

        return value.ToString(0, keep);
    }
}
