namespace ClawPowers.Cli.Output;

/// <summary>Sentences in lines that fit a terminal.</summary>
internal static class WrappedText
{
    /// <summary>How many columns a line has.</summary>
    public const int Width = 80;

    /// <summary>Writes words in lines and ends the last one. A word that is longer than a line is not cut; a control character counts as a space.</summary>
    /// <param name="output">Where to; its line begins at the indent already.</param>
    /// <param name="text">The words.</param>
    /// <param name="indent">How far every further line is indented.</param>
    public static void Write(TextWriter output, string text, int indent)
    {
        int column = indent;
        foreach (string word in Plain(text).Split(' '))
        {
            if (column > indent && column + word.Length + 1 > Width)
            {
                output.WriteLine();
                output.Write(new string(' ', indent));
                column = indent;
            }

            output.Write(column > indent ? " " + word : word);
            column += word.Length + (column > indent ? 1 : 0);
        }

        output.WriteLine();
    }

    private static string Plain(string text) => text.Any(char.IsControl)
        ? string.Create(text.Length, text, static (plain, text) =>
        {
            for (int i = 0; i < plain.Length; i++)
            {
                plain[i] = char.IsControl(text[i]) ? ' ' : text[i];
            }
        })
        : text;
}
