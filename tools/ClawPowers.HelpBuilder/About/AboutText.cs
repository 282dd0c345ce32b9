using System.Text;
using System.Text.RegularExpressions;
using ClawPowers.HelpBuilder.Pages;
using ClawPowers.HelpBuilder.Text;
using Markdig.Syntax;

namespace ClawPowers.HelpBuilder.About;

/// <summary>Writes an about page as the plain text that Get-Help shows.</summary>
internal static partial class AboutText
{
    private const int Width = 76;
    private const string Indent = "    ";
    private const string ShortDescription = "SHORT DESCRIPTION";

    /// <summary>Writes a page. Get-Help takes the topic's synopsis from the fifth line, so that the form of the first five is fixed.</summary>
    /// <param name="source">The page.</param>
    /// <returns>The text, with line feeds.</returns>
    /// <exception cref="PageException">Its first section is not a short description of one line.</exception>
    public static string Write(PageSource source)
    {
        if (source.Sections is not [{ Title: ShortDescription } first, ..])
        {
            throw new PageException(source.Path, 1, $"An about page must begin with \"## {ShortDescription}\".");
        }

        if (first.Prose() is not [string synopsis] || synopsis.Length > Width - Indent.Length)
        {
            throw first.Error($"{ShortDescription} must be one line of at most {Width - Indent.Length} characters: Get-Help lists it beside the topic's name.");
        }

        StringBuilder text = new();
        text.Append("TOPIC\n").Append(Indent).Append(source.Title).Append('\n');
        foreach (PageSection section in source.Sections)
        {
            text.Append('\n').Append(section.Title.ToUpperInvariant()).Append('\n');
            WriteBody(section.Body, text);
        }

        return text.ToString();
    }

    private static void WriteBody(IEnumerable<Block> blocks, StringBuilder text)
    {
        bool isFirst = true;
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock heading)
            {
                text.Append('\n').Append("  ").Append(PlainText.Of(heading.Inline)).Append('\n');
                isFirst = true;
                continue;
            }

            bool keepLines = block is CodeBlock or Markdig.Extensions.Tables.Table;
            foreach (string paragraph in PlainText.Paragraphs([block], Indent))
            {
                if (!isFirst)
                {
                    text.Append('\n');
                }

                text.Append(PlainText.Indent(keepLines ? paragraph : Wrap(paragraph), Indent)).Append('\n');
                isFirst = false;
            }
        }
    }

    private static string Wrap(string paragraph) => string.Join('\n', paragraph.Split('\n').Select(WrapLine));

    private static string WrapLine(string line)
    {
        string indent = line[..^line.TrimStart().Length];
        if (indent.Length >= Indent.Length)
        {
            // Code inside a list.
            return line;
        }

        // The lines below a list's mark stand under its text.
        string hang = indent + new string(' ', ListMark().Match(line.TrimStart()).Length);
        StringBuilder wrapped = new(indent);
        int column = 0;
        foreach (string word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > Width - Indent.Length)
            {
                wrapped.Append('\n').Append(hang);
                column = hang.Length;
            }
            else if (column > 0)
            {
                wrapped.Append(' ');
                column++;
            }

            wrapped.Append(word);
            column += word.Length;
        }

        return wrapped.ToString();
    }

    [GeneratedRegex(@"^(-|\d+\.) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListMark();
}
