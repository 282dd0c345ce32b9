using System.Text;

namespace ClawPowers.Core.Tests.Support;

/// <summary>How Windows reads a command line, for systems where it can't be asked.</summary>
internal static class CommandLines
{
    /// <summary>
    /// What <c>cmd /d /s /c</c> starts for an argument. Throws for a line that is more than one plain command to it: an operator or an escape outside
    /// of quotes, or a variable anywhere, since quotes do not keep a percent sign.
    /// </summary>
    public static string AfterCmd(string argument)
    {
        // With /s: the first quote goes and the last one of the line.
        string line = argument is ['"', ..] && argument.LastIndexOf('"') is > 0 and var last ? argument[1..last] + argument[(last + 1)..] : argument;
        bool isQuoted = false;
        foreach (char c in line)
        {
            isQuoted ^= c == '"';
            if (c is '%' or '!' or '\n' or '\r' || (!isQuoted && c is '&' or '|' or '<' or '>' or '^' or '(' or ')'))
            {
                throw new FormatException($"'{c}' means something to cmd in: {line}");
            }
        }

        return isQuoted ? throw new FormatException("A quote is left open in: " + line) : line;
    }

    /// <summary>The arguments of a line, as the C runtime divides it: 2n backslashes before a quote are n, one more makes the quote a letter.</summary>
    public static List<string> Arguments(string line)
    {
        List<string> arguments = [];
        var current = new StringBuilder();
        bool isQuoted = false, isBegun = false;
        for (int i = 0; i < line.Length; i++)
        {
            int backslashes = 0;
            while (i < line.Length && line[i] == '\\')
            {
                (backslashes, i) = (backslashes + 1, i + 1);
            }

            bool isQuote = i < line.Length && line[i] == '"';
            current.Append('\\', isQuote ? backslashes / 2 : backslashes);
            isBegun |= backslashes > 0;
            if (i == line.Length)
            {
                break;
            }

            if (isQuote && backslashes % 2 == 0)
            {
                (isQuoted, isBegun) = (!isQuoted, true);
            }
            else if (line[i] is ' ' or '\t' && !isQuoted)
            {
                Add();
            }
            else
            {
                current.Append(line[i]);
                isBegun = true;
            }
        }

        Add();
        return arguments;

        void Add()
        {
            if (isBegun)
            {
                arguments.Add(current.ToString());
            }

            current.Clear();
            isBegun = false;
        }
    }
}
