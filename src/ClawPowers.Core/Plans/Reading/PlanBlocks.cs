using System.Diagnostics.CodeAnalysis;
using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace ClawPowers.Core.Plans.Reading;

/// <summary>A line of a plan's text.</summary>
/// <param name="Text">The line without its marks of form.</param>
/// <param name="Number">Its number in the file, from 1.</param>
internal readonly record struct PlanLine(string Text, int Number);

/// <summary>A piece of a plan: a heading, a paragraph or the item of a list with what stands below it.</summary>
internal abstract record PlanBlock(int Line);

internal sealed record PlanHeading(int Level, string Text, int Line) : PlanBlock(Line);

internal sealed record PlanParagraph(IReadOnlyList<PlanLine> Lines, int Line) : PlanBlock(Line);

/// <summary>The item of a list.</summary>
/// <param name="Lines">Its own text.</param>
/// <param name="Items">The items of lists in it, and blocks of code, each as one text.</param>
/// <param name="Line">Where it begins.</param>
internal sealed record PlanItem(IReadOnlyList<PlanLine> Lines, IReadOnlyList<PlanLine> Items, int Line) : PlanBlock(Line);

/// <summary>Takes Markdown apart into the few pieces that a plan is made of. Quotations, tables, code outside of lists and comments are left out.</summary>
internal static class PlanBlocks
{
    private static readonly MarkdownPipeline Pipeline = CreatePipeline();

    /// <summary>The pieces in their order; null if the text can't be taken apart.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a stranger's file does to the parser, the file is one that can't be read.")]
    public static IReadOnlyList<PlanBlock>? Of(string text)
    {
        try
        {
            List<PlanBlock> blocks = [];
            foreach (Block block in Markdown.Parse(text, Pipeline))
            {
                switch (block)
                {
                    case HeadingBlock heading:
                        blocks.Add(new PlanHeading(heading.Level, string.Join(' ', Lines(heading).Select(static line => line.Text)).Trim(), heading.Line + 1 - (heading.IsSetext ? 1 : 0)));
                        break;
                    case ParagraphBlock paragraph:
                        blocks.Add(new PlanParagraph(Lines(paragraph), paragraph.Line + 1));
                        break;
                    case ListBlock list:
                        blocks.AddRange(list.OfType<ListItemBlock>().Select(Item));
                        break;
                }
            }

            return blocks;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    // What stands within a line is nobody's business here, and to look into it takes time with the square of its length.
    private static MarkdownPipeline CreatePipeline()
    {
        var builder = new MarkdownPipelineBuilder();
        foreach (BlockParser parser in builder.BlockParsers.Where(static parser => parser is ParagraphBlockParser or HeadingBlockParser))
        {
            parser.Closed += static (_, block) =>
            {
                if (block is LeafBlock leaf)
                {
                    leaf.ProcessInlines = false;
                }
            };
        }

        return builder.Build();
    }

    private static PlanItem Item(ListItemBlock item)
    {
        List<PlanLine> own = [];
        List<PlanLine> below = [];
        foreach (Block block in item)
        {
            switch (block)
            {
                case ParagraphBlock paragraph:
                    own.AddRange(Lines(paragraph));
                    break;
                case ListBlock list:
                    below.AddRange(list.OfType<ListItemBlock>().Select(inner => new PlanLine(TextOf(inner), inner.Line + 1)));
                    break;
                case CodeBlock code:
                    below.Add(new PlanLine(string.Join(' ', Lines(code).Select(static line => line.Text)), code.Line + 1));
                    break;
                case HeadingBlock heading:
                    own.AddRange(Lines(heading));
                    break;
            }
        }

        return new PlanItem(own, below, item.Line + 1);
    }

    private static string TextOf(ListItemBlock item) => string.Join(' ', item.OfType<LeafBlock>().SelectMany(Lines).Select(static line => line.Text));

    private static List<PlanLine> Lines(LeafBlock block)
    {
        List<PlanLine> lines = [];
        for (int i = 0; i < block.Lines.Count; i++)
        {
            StringLine line = block.Lines.Lines[i];
            string text = line.Slice.ToString().Trim();
            if (text.Length > 0)
            {
                lines.Add(new PlanLine(text, line.Line + 1));
            }
        }

        return lines;
    }
}
