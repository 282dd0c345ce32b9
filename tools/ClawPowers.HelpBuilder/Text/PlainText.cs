using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ClawPowers.HelpBuilder.Text;

/// <summary>Markdown as the plain text that Get-Help shows.</summary>
internal static class PlainText
{
    /// <summary>The text of inline Markdown: no backticks, no emphasis; a web address after its link's text.</summary>
    /// <param name="inlines">The inlines; null is empty.</param>
    /// <returns>The text.</returns>
    public static string Of(ContainerInline? inlines)
    {
        StringBuilder text = new();
        Append(inlines, text);
        return text.ToString().Trim();
    }

    /// <summary>The lines of a code block as they stand.</summary>
    /// <param name="block">The block.</param>
    /// <returns>The lines joined by line feeds.</returns>
    public static string Of(LeafBlock block) => block.Lines.ToString().TrimEnd().ReplaceLineEndings("\n");

    /// <summary>Blocks as paragraphs. A list is one paragraph of marked lines, or one per item if blank lines part them; code and tables are one paragraph of lines each.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="codeIndent">What to put before each line of code and tables. Get-Help indents a paragraph by itself, and drops the indent of its first line.</param>
    /// <returns>The paragraphs.</returns>
    public static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks, string codeIndent = "")
    {
        List<string> paragraphs = [];
        foreach (Block block in blocks)
        {
            switch (block)
            {
                case HtmlBlock:
                    break;
                case ListBlock list:
                    AddItems(list, codeIndent, paragraphs);
                    break;
                case Table table:
                    paragraphs.Add(Indent(TextTable.Of(table), codeIndent));
                    break;
                case CodeBlock code:
                    paragraphs.Add(Indent(Of(code), codeIndent));
                    break;
                case ContainerBlock container:
                    paragraphs.AddRange(Paragraphs(container, codeIndent));
                    break;
                case LeafBlock { Inline: { } inline }:
                    paragraphs.Add(Of(inline));
                    break;
            }
        }

        return paragraphs;
    }

    /// <summary>Puts an indent before every line that is not empty.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="indent">The indent.</param>
    /// <returns>The indented lines.</returns>
    public static string Indent(string text, string indent) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length == 0 ? line : indent + line));

    private static void AddItems(ListBlock list, string codeIndent, List<string> paragraphs)
    {
        List<string> lines = [];
        int number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out int start) ? start : 1;
        foreach (ListItemBlock item in list.OfType<ListItemBlock>())
        {
            string mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            string indent = new(' ', mark.Length);
            lines.AddRange(Paragraphs(item, codeIndent).Select((part, index) => index == 0 ? mark + part : Indent(part, indent)));
        }

        paragraphs.AddRange(list.IsLoose ? lines : [string.Join('\n', lines)]);
    }

    private static void Append(ContainerInline? inlines, StringBuilder text)
    {
        foreach (Inline inline in inlines ?? Enumerable.Empty<Inline>())
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline line:
                    text.Append(line.IsHard ? '\n' : ' ');
                    break;
                case AutolinkInline address:
                    text.Append(address.Url);
                    break;
                case LinkInline link:
                    Append(link, text);
                    if (IsWebAddress(link.Url))
                    {
                        text.Append(" (").Append(link.Url).Append(')');
                    }

                    break;
                case ContainerInline container:
                    Append(container, text);
                    break;
            }
        }
    }

    /// <summary>Whether a link leads out of the documentation.</summary>
    /// <param name="address">The link's address.</param>
    /// <returns>True for http and https.</returns>
    public static bool IsWebAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal);
}
