using ClawPowers.HelpBuilder.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ClawPowers.HelpBuilder.Pages;

/// <summary>Reads the page of a cmdlet, in the form that README.md of this tool describes.</summary>
internal static class CommandPageReader
{
    private static readonly (string Title, bool IsRequired)[] Sections =
    [
        ("SYNOPSIS", true),
        ("SYNTAX", true),
        ("DESCRIPTION", true),
        ("EXAMPLES", true),
        ("PARAMETERS", true),
        ("INPUTS", true),
        ("OUTPUTS", true),
        ("NOTES", false),
        ("RELATED LINKS", false),
    ];

    /// <summary>Reads a page.</summary>
    /// <param name="source">The page.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="PageException">It is malformed.</exception>
    public static CommandPage Read(PageSource source)
    {
        CheckSections(source);
        PageSection Section(string title) => source.Sections.Single(section => string.Equals(section.Title, title, StringComparison.Ordinal));
        PageSection? Optional(string title) => source.Sections.SingleOrDefault(section => string.Equals(section.Title, title, StringComparison.Ordinal));

        PageSection synopsis = Section("SYNOPSIS");
        CommandPage page = new()
        {
            Name = source.Name,
            Synopsis = synopsis.Prose() is [string sentence] ? sentence : throw synopsis.Error("SYNOPSIS must be one paragraph."),
            Syntaxes = SyntaxReader.Read(source.Name, Section("SYNTAX")),
            Description = Section("DESCRIPTION").Prose(),
            Examples = ReadExamples(Section("EXAMPLES")),
            Parameters = ParameterReader.Read(Section("PARAMETERS")),
            Inputs = ReadTypes(Section("INPUTS")),
            Outputs = ReadTypes(Section("OUTPUTS")),
            Notes = Optional("NOTES")?.Prose() ?? [],
            Links = Optional("RELATED LINKS") is { } links ? ReadLinks(links) : [],
        };
        CheckParameters(page, Section("SYNTAX"), Section("PARAMETERS"));
        return page;
    }

    private static void CheckSections(PageSource source)
    {
        string[] order = [.. Sections.Select(static section => section.Title)];
        int last = -1;
        foreach (PageSection section in source.Sections)
        {
            int place = Array.IndexOf(order, section.Title);
            if (place < 0)
            {
                throw section.Error($"\"{section.Title}\" is no section of a help page. The sections are {string.Join(", ", order)}.");
            }

            if (place < last)
            {
                throw section.Error($"\"{section.Title}\" stands in the wrong place. The order is {string.Join(", ", order)}.");
            }

            last = place;
        }

        foreach ((string title, bool isRequired) in Sections)
        {
            if (isRequired && !source.Sections.Any(section => string.Equals(section.Title, title, StringComparison.Ordinal)))
            {
                throw new PageException(source.Path, 1, $"The section \"## {title}\" is missing.");
            }
        }
    }

    private static void CheckParameters(CommandPage page, PageSection syntax, PageSection parameters)
    {
        HashSet<string> shown = [.. page.Syntaxes.SelectMany(static line => line.Parameters).Select(static parameter => parameter.Name).Except(CommonParameter.Names, StringComparer.Ordinal)];
        HashSet<string> told = [.. page.Parameters.Select(static parameter => parameter.Name)];
        if (shown.Except(told, StringComparer.Ordinal).FirstOrDefault() is { } untold)
        {
            throw syntax.Error($"SYNTAX shows -{untold}, and PARAMETERS has no \"### -{untold}\".");
        }

        if (told.Except(shown, StringComparer.Ordinal).Except(CommonParameter.Names, StringComparer.Ordinal).FirstOrDefault() is { } unshown)
        {
            throw parameters.Error($"PARAMETERS tells of -{unshown}, and no SYNTAX shows it.");
        }
    }

    private static IReadOnlyList<ExampleSection> ReadExamples(PageSection section)
    {
        IReadOnlyList<PageSection> examples = section.Children;
        if (examples.Count == 0)
        {
            throw section.Error("EXAMPLES needs at least one \"### Example 1: what it shows\".");
        }

        return [.. examples.Select(static (example, index) => ReadExample(example, index + 1))];
    }

    private static ExampleSection ReadExample(PageSection example, int number)
    {
        string start = $"Example {number}: ";
        if (!example.Title.StartsWith(start, StringComparison.Ordinal) || example.Title.Length == start.Length)
        {
            throw example.Error($"The heading must be \"### {start}what it shows\".");
        }

        if (example.Body.OfType<FencedCodeBlock>().FirstOrDefault() is not { Info: "powershell" } code)
        {
            throw example.Error("An example needs a ```powershell block, before any other block.");
        }

        IReadOnlyList<Block> before = [.. example.Body.TakeWhile(block => block != code)];
        IReadOnlyList<Block> after = [.. example.Body.SkipWhile(block => block != code).Skip(1)];
        return new(example.Title, PlainText.Paragraphs(before), PlainText.Of(code), PlainText.Paragraphs(after));
    }

    private static IReadOnlyList<TypeSection> ReadTypes(PageSection section)
    {
        IReadOnlyList<PageSection> types = section.Children;
        if (types.Count == 0 || section.Lead.Count > 0)
        {
            throw section.Error($"{section.Title} needs one \"### Full.Type.Name\" per type with a sentence below it, or \"### None\".");
        }

        return [.. types.Select(static type => new TypeSection(type.Title, PlainText.Paragraphs(type.Body)))];
    }

    private static RelatedLink[] ReadLinks(PageSection section)
    {
        RelatedLink[] links = [.. section.Body.OfType<LeafBlock>().SelectMany(static block => block.Inline?.FindDescendants<LinkInline>() ?? []).Select(static link =>
            new RelatedLink(PlainText.Of(link), PlainText.IsWebAddress(link.Url) ? link.Url! : ""))];
        return links.Length > 0 ? links : throw section.Error("RELATED LINKS needs links: [Set-ClawState](Set-ClawState.md).");
    }
}
