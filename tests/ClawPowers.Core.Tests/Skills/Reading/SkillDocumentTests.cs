using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Tests.Skills.Reading;

public sealed class SkillDocumentTests
{
    [Fact]
    public void Every_field_has_its_place_in_the_file()
    {
        SkillDocument document = Parse("---\nname: s\nmetadata:\n  version: \"1.0.0\"\n  tracks: a b\n---\n# Title\n");

        FrontMatterNode version = document.FrontMatter!.Find("metadata", "version")!;
        Assert.Equal((4, 12, "1.0.0", FrontMatterStyle.DoubleQuoted), (version.Line, version.Column, version.Text, version.Style));
        Assert.Equal((5, 3), (document.FrontMatter.Find("metadata")!.Fields[1].Key.Line, document.FrontMatter.Find("metadata")!.Fields[1].Key.Column));
        Assert.Equal(["a", "b"], document.FrontMatter.Words("metadata", "tracks"));
        Assert.Equal((1, 6, 7, "# Title\n"), (document.FirstLine, document.LastLine, document.BodyLine, document.Body));
        Assert.Empty(document.Flaws);
    }

    [Fact]
    public void The_outline_counts_lines_from_the_top_of_the_file()
    {
        SkillOutline outline = Parse("---\nname: s\n---\n\n# A `b` *c*\n\nText with [a link](x.md) and ![image](y.png).\n\n```powershell script\nGet-Date\n```\n\n<!-- hidden -->\n").Outline;

        Assert.Equal([new OutlineHeading(1, "A b c", 5)], outline.Headings);
        Assert.Equal([new OutlineCode("powershell", "powershell script", 10, "Get-Date", IsClosed: true)], outline.CodeBlocks);
        Assert.Equal([new OutlineLink("x.md", 7, 11, IsImage: false), new OutlineLink("y.png", 7, 30, IsImage: true)], outline.Links);
        Assert.Equal([new OutlineComment("<!-- hidden -->", 13, 1)], outline.HtmlComments);
    }

    private static SkillDocument Parse(string text) => SkillDocument.Parse("/skills/s/SKILL.md", text);
}
