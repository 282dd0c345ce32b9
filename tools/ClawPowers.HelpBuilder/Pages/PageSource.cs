using ClawPowers.HelpBuilder.Text;
using Markdig;
using Markdig.Syntax;

namespace ClawPowers.HelpBuilder.Pages;

/// <summary>A Markdown page: its title and its sections.</summary>
/// <param name="Path">The file.</param>
/// <param name="Title">The text of the level-one heading, which is the file's name.</param>
/// <param name="Sections">The level-two sections in order.</param>
internal sealed record PageSource(string Path, string Title, IReadOnlyList<PageSection> Sections)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>The page's name without its extension.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Reads a page.</summary>
    /// <param name="path">The file's path, for its name and for errors.</param>
    /// <param name="markdown">Its text.</param>
    /// <returns>The page.</returns>
    /// <exception cref="PageException">It does not start with its own name as title, or a section comes twice.</exception>
    public static PageSource Parse(string path, string markdown)
    {
        // A comment says something to the tests, such as that an example is to fail, and nothing to the reader.
        List<Block> blocks = [.. Markdown.Parse(markdown, Pipeline).Where(static block => block is not HtmlBlock { Type: HtmlBlockType.Comment } and not LinkReferenceDefinitionGroup)];
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        if (blocks is not [HeadingBlock { Level: 1 } title, ..] || !string.Equals(PlainText.Of(title.Inline), name, StringComparison.Ordinal))
        {
            throw new PageException(path, blocks.Count == 0 ? 1 : blocks[0].Line + 1, $"The page must begin with the title \"# {name}\".");
        }

        IReadOnlyList<PageSection> sections = PageSection.Split(path, blocks.Skip(1), level: 2);
        if (blocks.Count > 1 && (sections.Count == 0 || !ReferenceEquals(blocks[1], sections[0].Heading)))
        {
            throw new PageException(path, blocks[1].Line + 1, "After the title a section must begin, such as \"## SYNOPSIS\".");
        }

        return new(path, name, sections);
    }
}
