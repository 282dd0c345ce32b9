using ClawPowers.HelpBuilder.Text;
using Markdig.Syntax;

namespace ClawPowers.HelpBuilder.Pages;

/// <summary>A heading and what stands below it.</summary>
/// <param name="Path">The page's file.</param>
/// <param name="Heading">The heading itself.</param>
/// <param name="Title">Its text.</param>
/// <param name="Body">The blocks down to the next heading of the same level, deeper headings included.</param>
internal sealed record PageSection(string Path, HeadingBlock Heading, string Title, IReadOnlyList<Block> Body)
{
    /// <summary>The heading's line, from 1.</summary>
    public int Line => Heading.Line + 1;

    /// <summary>The deeper sections, one level down.</summary>
    public IReadOnlyList<PageSection> Children => Split(Path, Body, Heading.Level + 1);

    /// <summary>The blocks above the first deeper section.</summary>
    public IReadOnlyList<Block> Lead => [.. Body.TakeWhile(static block => block is not HeadingBlock)];

    /// <summary>Cuts blocks at the headings of a level. Blocks before the first such heading are left out.</summary>
    /// <param name="path">The page's file, for errors.</param>
    /// <param name="blocks">The blocks.</param>
    /// <param name="level">The level.</param>
    /// <returns>The sections in order.</returns>
    /// <exception cref="PageException">Two sections have the same title.</exception>
    public static IReadOnlyList<PageSection> Split(string path, IEnumerable<Block> blocks, int level)
    {
        List<PageSection> sections = [];
        List<Block> body = [];
        foreach (Block block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level == level)
            {
                body = [];
                PageSection section = new(path, heading, PlainText.Of(heading.Inline), body);
                if (sections.Exists(other => string.Equals(other.Title, section.Title, StringComparison.OrdinalIgnoreCase)))
                {
                    throw section.Error($"The heading \"{section.Title}\" comes twice.");
                }

                sections.Add(section);
            }
            else
            {
                body.Add(block);
            }
        }

        return sections;
    }

    /// <summary>What is wrong with this section.</summary>
    /// <param name="problem">The problem, as a sentence.</param>
    /// <param name="at">The block it is about; the heading if null.</param>
    /// <returns>The exception to throw.</returns>
    public PageException Error(string problem, Block? at = null) => new(Path, (at ?? Heading).Line + 1, problem);

    /// <summary>The section's text where no deeper headings are allowed and something must be said.</summary>
    /// <returns>Paragraphs.</returns>
    /// <exception cref="PageException">There is a deeper heading, or no text.</exception>
    public IReadOnlyList<string> Prose()
    {
        if (Body.OfType<HeadingBlock>().FirstOrDefault() is { } deeper)
        {
            throw Error($"\"{Title}\" must not have headings below it.", deeper);
        }

        IReadOnlyList<string> paragraphs = PlainText.Paragraphs(Body);
        return paragraphs.Count > 0 ? paragraphs : throw Error($"\"{Title}\" must say something.");
    }
}
