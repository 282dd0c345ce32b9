using System.Text;

namespace ClawPowers.Core.Scope;

/// <summary>Reads one value out of a Git configuration file, after the syntax section of git-config(1).</summary>
internal static class GitConfig
{
    /// <summary>The last value of <c>section.subsection.name</c>, or null. Where Git would refuse the file, what stands before counts.</summary>
    /// <param name="text">The file's text. Includes are not followed.</param>
    /// <param name="section">The section, in any case.</param>
    /// <param name="subsection">The subsection, exactly.</param>
    /// <param name="name">The variable, in any case.</param>
    public static string? Read(string text, string section, string subsection, string name)
    {
        string wanted = section.ToLowerInvariant() + "." + subsection;
        var scanner = new Scanner(text);
        string? header = null;
        string? found = null;
        while (scanner.Next() is { } c)
        {
            if (c is '#' or ';')
            {
                scanner.SkipLine();
            }
            else if (c == '[')
            {
                header = scanner.ReadHeader();
                if (header is null)
                {
                    break;
                }
            }
            else if (!char.IsWhiteSpace(c))
            {
                string variable = c + scanner.ReadWord();
                if (scanner.ReadValue() is not { } value)
                {
                    break;
                }

                found = header == wanted && variable.Equals(name, StringComparison.OrdinalIgnoreCase) ? value : found;
            }
        }

        return found;
    }

    /// <summary>Goes through the text once. Each reader leaves it behind what was read, and gives null for a syntax error.</summary>
    private sealed class Scanner(string text)
    {
        private readonly string _text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        private int _next;

        public char? Next() => _next < _text.Length ? _text[_next++] : null;

        public void SkipLine()
        {
            while (Next() is not (null or '\n'))
            {
            }
        }

        public string ReadWord()
        {
            int start = _next;
            while (_next < _text.Length && (char.IsAsciiLetterOrDigit(_text[_next]) || _text[_next] == '-'))
            {
                _next++;
            }

            return _text[start.._next];
        }

        // [section "Subsection"], or the old [section.subsection], which has no case.
        public string? ReadHeader()
        {
            var name = new StringBuilder();
            char? c = Next();
            for (; c is { } letter && (char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.'); c = Next())
            {
                name.Append(char.ToLowerInvariant(letter));
            }

            if (c == ']')
            {
                return name.ToString();
            }

            while (c is ' ' or '\t')
            {
                c = Next();
            }

            if (c != '"')
            {
                return null;
            }

            name.Append('.');
            for (c = Next(); c is not (null or '"' or '\n'); c = Next())
            {
                name.Append(c == '\\' ? Next() : c);
            }

            return c == '"' && Next() == ']' ? name.ToString() : null;
        }

        public string? ReadValue()
        {
            char? c = Next();
            while (c is ' ' or '\t')
            {
                c = Next();
            }

            return c switch { '=' => ReadText(), null or '\n' => string.Empty, _ => null };
        }

        private string? ReadText()
        {
            var value = new StringBuilder();
            bool quoted = false;
            int blanks = 0; // outside of quotes they count only if something follows
            while (Next() is { } c && (c != '\n' || quoted))
            {
                if (c == '\n')
                {
                    return null;
                }

                if (!quoted && char.IsWhiteSpace(c))
                {
                    blanks += value.Length > 0 ? 1 : 0;
                    continue;
                }

                if (!quoted && c is ('#' or ';'))
                {
                    SkipLine();
                    break;
                }

                value.Append(' ', blanks);
                blanks = 0;
                if (c == '"')
                {
                    quoted = !quoted;
                }
                else if (c != '\\')
                {
                    value.Append(c);
                }
                else if (Escaped() is not { } escaped)
                {
                    return null;
                }
                else
                {
                    value.Append(escaped);
                }
            }

            return value.ToString();
        }

        // A line that ends with a backslash goes on.
        private string? Escaped() => Next() switch
        {
            '\n' => string.Empty,
            'n' => "\n",
            't' => "\t",
            'b' => "\b",
            '\\' => @"\",
            '"' => "\"",
            _ => null,
        };
    }
}
