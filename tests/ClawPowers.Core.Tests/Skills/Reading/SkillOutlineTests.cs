using System.Diagnostics;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Tests.Skills.Reading;

public sealed class SkillOutlineTests
{
    [Fact]
    public void The_outline_counts_lines_from_the_top_of_the_file()
    {
        SkillOutline outline = SkillDocument.Parse("/s/SKILL.md", "---\nname: s\n---\n\n# A `b` *c*\n\nText with [a link](x.md) and ![image](y.png).\n\n```powershell script\nGet-Date\n```\n\n<!-- hidden -->\n").Outline;

        Assert.Equal([new OutlineHeading(1, "A b c", 5)], outline.Headings);
        Assert.Equal([new OutlineCode("powershell", "powershell script", 10, "Get-Date", IsClosed: true)], outline.CodeBlocks);
        Assert.Equal([new OutlineLink("x.md", 7, 11, IsImage: false), new OutlineLink("y.png", 7, 30, IsImage: true)], outline.Links);
        Assert.Equal([new OutlineComment("<!-- hidden -->", 13, 1)], outline.HtmlComments);
    }

    [Fact]
    public void Links_are_found_however_they_are_written_and_not_in_code()
    {
        SkillOutline outline = SkillOutline.Parse("[r]: ref.md\n\nSee [it][r], <https://example.org/a>, `[no](code.md)`.\n\n    [no](indented.md)\n\n- [in a list](list.md) text <!-- c -->\n");

        Assert.Equal(["ref.md", "https://example.org/a", "list.md"], outline.Links.Select(static link => link.Target));
        Assert.Equal([3, 3, 7], outline.Links.Select(static link => link.Line));
        Assert.Equal(["<!-- c -->"], outline.HtmlComments.Select(static comment => comment.Text));
        Assert.Equal([string.Empty], outline.CodeBlocks.Select(static code => code.Language));
    }

    [Fact]
    public void A_block_of_code_says_whether_it_is_closed()
    {
        SkillOutline outline = SkillOutline.Parse("```a\n1\n```\n\n~~~~b x\n# no heading\n~~~\n", firstLine: 11);

        Assert.Equal([("a", true, 12, "1"), ("b", false, 16, "# no heading\n~~~")], outline.CodeBlocks.Select(static code => (code.Language, code.IsClosed, code.Line, code.Text)));
        Assert.Empty(outline.Headings);
    }

    [Fact]
    public void Sections_go_to_the_next_heading_of_their_level()
    {
        SkillDocument document = SkillDocument.Parse("/s/SKILL.md", "---\nname: s\n---\n# Top\nintro\n\n## Method\n\none\n\n### Detail\n\ntwo\n\nExample\n-------\nthree\n\n> ## Quoted\n\n## method\nfour\n");

        var sections = SkillSections.Of(document, ["Rest first.", "n = 2: Why\nso."]);

        Assert.Equal(["Top", "Method", "Detail", "Example", "method (2)", "Lessons in force"], sections.Keys.Cast<string>());
        Assert.Equal("one\n\n### Detail\n\ntwo", ((SkillSection)sections["METHOD"]!).Text);
        Assert.Equal(("three\n\n> ## Quoted", 15, 2), (((SkillSection)sections["Example"]!).Text, ((SkillSection)sections["Example"]!).Line, ((SkillSection)sections["Example"]!).Level));
        Assert.Equal("- Rest first.\n- n = 2: Why\n  so.", ((SkillSection)sections["lessons in force"]!).Text);
        Assert.Equal("four", SkillSections.Text(sections, new SkillGlob("method (2)")) ?? ((SkillSection)sections["method (2)"]!).Text);
        Assert.Equal("two", SkillSections.Text(sections, new SkillGlob("det*")));
        Assert.Null(SkillSections.Text(sections, new SkillGlob("nothing")));
    }

    [Theory]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*a ")]
    [InlineData("<!--")]
    [InlineData("`a ``")]
    [InlineData("![](")]
    [InlineData("<a ")]
    [InlineData("&#")]
    [InlineData("[a](<b")]
    [InlineData("a**b_")]
    public void What_repeats_without_end_is_read_in_bounded_time(string part)
    {
        var watch = Stopwatch.StartNew();
        SkillOutline line = SkillOutline.Parse("# H\n\n" + Repeat(part, 100_000));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        Assert.True(line.Headings.Count == 1 || !line.IsComplete);

        watch.Restart();
        _ = SkillOutline.Parse(string.Join("\n\n", Enumerable.Repeat(Repeat(part, SkillOutline.MaximumParagraph), 4)));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);

        static string Repeat(string part, int length) => string.Concat(Enumerable.Repeat(part, length / part.Length));
    }

    [Fact]
    public void What_is_too_long_to_be_taken_apart_is_said()
    {
        SkillOutline paragraph = SkillOutline.Parse($"# H\n\n[a](a.md)\n\n{new string('x', SkillOutline.MaximumParagraph)} [b](b.md)\n");
        Assert.Equal(("a.md", false, 1), (Assert.Single(paragraph.Links).Target, paragraph.IsComplete, paragraph.Headings.Count));

        SkillOutline body = SkillOutline.Parse("# H\n" + new string('\n', SkillOutline.MaximumLength));
        Assert.Equal((0, false), (body.Headings.Count, body.IsComplete));
    }
}
