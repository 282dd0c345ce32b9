using System.Xml.Linq;
using ClawPowers.HelpBuilder.Maml;
using ClawPowers.HelpBuilder.Pages;
using Xunit;

namespace ClawPowers.HelpBuilder.Tests;

/// <summary>The sample pages beside the tests, and ways to spoil and to read them.</summary>
internal static class PageText
{
    public static readonly XNamespace MamlName = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace CommandName = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace DevName = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static string Sample { get; } = Resource("Get-Sample.md");

    public static string About { get; } = Resource("about_Sample.md");

    public static CommandPage Read(string markdown) => CommandPageReader.Read(PageSource.Parse("docs/Get-Sample.md", markdown));

    /// <summary>The MAML of one page.</summary>
    public static XElement ToMaml(string markdown)
    {
        using MemoryStream stream = new();
        MamlWriter.Write([Read(markdown)], stream);
        stream.Position = 0;
        return XDocument.Load(stream).Root!.Element(CommandName + "command")!;
    }

    /// <summary>The sample with one text replaced, which must be in it.</summary>
    public static string With(string oldText, string newText)
    {
        Assert.Contains(oldText, Sample, StringComparison.Ordinal);
        return Sample.Replace(oldText, newText, StringComparison.Ordinal);
    }

    /// <summary>The line, from 1, on which a text first stands.</summary>
    public static int LineOf(string markdown, string text) =>
        markdown[..markdown.IndexOf(text, StringComparison.Ordinal)].Count(static character => character == '\n') + 1;

    private static string Resource(string name)
    {
        using StreamReader reader = new(typeof(PageText).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
