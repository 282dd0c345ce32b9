using System.Diagnostics.CodeAnalysis;
using System.Text;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>A heading.</summary>
/// <param name="Level">1 for the highest, 6 for the lowest.</param>
/// <param name="Text">Its text without marks of form.</param>
/// <param name="Line">The line of the file, from 1.</param>
public sealed record OutlineHeading(int Level, string Text, int Line)
{
    /// <summary>The line on which the text below it begins.</summary>
    public int TextLine { get; init; } = Line + 1;

    /// <summary>Whether it stands in a list or a quotation, and so heads no section of the file.</summary>
    public bool IsNested { get; init; }
}

/// <summary>A block of code.</summary>
/// <param name="Language">The first word after the fence; empty for none and for indented code.</param>
/// <param name="Info">All that follows the fence, such as <c>powershell script</c>.</param>
/// <param name="Line">The line of its first line of code, from 1.</param>
/// <param name="Text">The code, lines ended by line feeds.</param>
/// <param name="IsClosed">Whether a fence ends it; true for indented code.</param>
public sealed record OutlineCode(string Language, string Info, int Line, string Text, bool IsClosed);

/// <summary>A link or an image.</summary>
/// <param name="Target">Where it leads, as it is written.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="IsImage">Whether it is an image.</param>
public sealed record OutlineLink(string Target, int Line, int Column, bool IsImage);

/// <summary>A comment that no reader of the page sees, and every agent does.</summary>
/// <param name="Text">The comment with its marks.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record OutlineComment(string Text, int Line, int Column);

/// <summary>What a body is made of, by Markdig. Lines count from the top of the file.</summary>
public sealed class SkillOutline
{
    /// <summary>The longest body that is taken apart, in UTF-16 units; ten times what the standard advises.</summary>
    public const int MaximumLength = 1 << 18;

    /// <summary>The longest paragraph that is searched for links. The time that this takes grows with the square of the length.</summary>
    public const int MaximumParagraph = 1 << 13;

    private static readonly MarkdownPipeline Pipeline = CreatePipeline();

    private readonly List<OutlineHeading> _headings = [];
    private readonly List<OutlineCode> _code = [];
    private readonly List<OutlineLink> _links = [];
    private readonly List<OutlineComment> _comments = [];
    private readonly int _firstLine;

    private SkillOutline(int firstLine) => _firstLine = firstLine;

    /// <summary>The headings, in their order.</summary>
    public IReadOnlyList<OutlineHeading> Headings => _headings;

    /// <summary>The blocks of code, in their order.</summary>
    public IReadOnlyList<OutlineCode> CodeBlocks => _code;

    /// <summary>The links and images, in their order.</summary>
    public IReadOnlyList<OutlineLink> Links => _links;

    /// <summary>The HTML comments, in their order.</summary>
    public IReadOnlyList<OutlineComment> HtmlComments => _comments;

    /// <summary>False if the body, or a paragraph of it, was too long or too deeply nested to be taken apart; the lists lack what is in it.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>False if the body was not taken apart at all: all lists are empty, whatever it holds.</summary>
    public bool IsTakenApart { get; private set; } = true;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The text below the front matter, lines ended by line feeds.</param>
    /// <param name="firstLine">The line of the file on which it begins, from 1.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever a stranger's file does to the parser, the file is one that can't be read.")]
    public static SkillOutline Parse(string body, int firstLine = 1)
    {
        var outline = new SkillOutline(firstLine);
        if (body.Length > MaximumLength)
        {
            return NotTakenApart(firstLine);
        }

        try
        {
            MarkdownDocument document = Markdown.Parse(body, Pipeline);
            outline.IsComplete = !document.ContainsData(typeof(SkillOutline));
            outline.Add(document, body);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            outline = NotTakenApart(firstLine);
        }

        return outline;
    }

    private static SkillOutline NotTakenApart(int firstLine) => new(firstLine) { IsComplete = false, IsTakenApart = false };

    private static MarkdownPipeline CreatePipeline()
    {
        MarkdownPipelineBuilder builder = new MarkdownPipelineBuilder().UsePreciseSourceLocation();
        foreach (BlockParser parser in builder.BlockParsers.Where(static parser => parser is ParagraphBlockParser or HeadingBlockParser))
        {
            parser.Closed += static (processor, block) =>
            {
                if (block is LeafBlock leaf && leaf.Lines.Lines is { } lines && lines.Take(leaf.Lines.Count).Sum(static line => line.Slice.Length) > MaximumParagraph)
                {
                    leaf.ProcessInlines = false;
                    processor.Document.SetData(typeof(SkillOutline), true);
                }
            };
        }

        return builder.Build();
    }

    private void Add(MarkdownDocument document, string body)
    {
        foreach (MarkdownObject node in document.Descendants())
        {
            switch (node)
            {
                case HeadingBlock heading:
                    _headings.Add(Heading(heading, body));
                    break;
                case FencedCodeBlock fenced:
                    string info = $"{fenced.Info} {fenced.Arguments}".Trim();
                    _code.Add(new OutlineCode(fenced.Info ?? string.Empty, info, Line(fenced) + 1, fenced.Lines.ToString(), fenced.ClosingFencedCharCount > 0));
                    break;
                case CodeBlock code:
                    _code.Add(new OutlineCode(string.Empty, string.Empty, Line(code), code.Lines.ToString(), IsClosed: true));
                    break;
                case LinkInline link:
                    _links.Add(new OutlineLink(link.Url ?? string.Empty, Line(link), link.Column + 1, link.IsImage));
                    break;
                case AutolinkInline { IsEmail: false } link:
                    _links.Add(new OutlineLink(link.Url, Line(link), link.Column + 1, IsImage: false));
                    break;
                case HtmlBlock { Type: HtmlBlockType.Comment } comment:
                    _comments.Add(new OutlineComment(comment.Lines.ToString(), Line(comment), comment.Column + 1));
                    break;
                case HtmlInline inline when inline.Tag.StartsWith("<!--", StringComparison.Ordinal):
                    _comments.Add(new OutlineComment(inline.Tag, Line(inline), inline.Column + 1));
                    break;
            }
        }
    }

    // One that is underlined has more than one line; Markdig names the last.
    private OutlineHeading Heading(HeadingBlock heading, string body)
    {
        int line = Line(heading);
        int next = line + 1;
        if (heading.IsSetext)
        {
            line = _firstLine + body.AsSpan(0, heading.Span.Start).Count('\n');
            next = line + 1 + body.AsSpan(heading.Span.Start, Math.Max(heading.Span.Length, 0)).TrimEnd('\n').Count('\n');
        }

        return new OutlineHeading(heading.Level, TextOf(heading.Inline), line) { TextLine = next, IsNested = heading.Parent is not MarkdownDocument };
    }

    private static string TextOf(ContainerInline? inline)
    {
        var text = new StringBuilder();
        foreach (MarkdownObject part in inline?.Descendants() ?? [])
        {
            _ = part switch
            {
                LiteralInline literal => text.Append(literal.Content.AsSpan()),
                CodeInline code => text.Append(code.Content),
                HtmlEntityInline entity => text.Append(entity.Transcoded.AsSpan()),
                LineBreakInline => text.Append(' '),
                _ => text,
            };
        }

        return text.ToString().Trim();
    }

    private int Line(MarkdownObject node) => _firstLine + node.Line;
}
