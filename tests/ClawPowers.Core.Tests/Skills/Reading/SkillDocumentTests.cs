using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills.Reading;

public sealed class SkillDocumentTests
{
    [Fact]
    public void Every_field_has_its_place_in_the_file()
    {
        SkillDocument document = Parse("---\nname: s\nmetadata:\n  version: \"1.0.0\"\n  tracks: a b\n---\n# Title\n");

        FrontMatterNode version = document.FrontMatter!.Find("metadata", "version")!;
        Assert.Equal((4, 12, "1.0.0", FrontMatterStyle.DoubleQuoted), (version.Line, version.Column, version.Text, version.Style));
        FrontMatterNode tracks = document.FrontMatter.Find("metadata")!.Fields[1].Key;
        Assert.Equal((5, 3), (tracks.Line, tracks.Column));
        Assert.Equal(["a", "b"], document.FrontMatter.Words("metadata", "tracks"));
        Assert.Equal((1, 6, 7, "# Title\n"), (document.FirstLine, document.LastLine, document.BodyLine, document.Body));
        Assert.Equal("s", document.Folder);
        Assert.Empty(document.Flaws);
    }

    [Theory]
    [InlineData("description: A text.\n", "A text.")]
    [InlineData("description: \"With \\\"quotes\\\" and \\u00e9\"\n", "With \"quotes\" and é")]
    [InlineData("description: 'It''s'\n", "It's")]
    [InlineData("description: >\n  Folded\n  lines.\n\n  Next.\n", "Folded lines.\nNext.\n")]
    [InlineData("description: |\n  Kept\n    lines.\n", "Kept\n  lines.\n")]
    [InlineData("description: >-\n  Folded\n  lines.\n", "Folded lines.")]
    [InlineData("description: Plain\n  over\n  lines\n", "Plain over lines")]
    [InlineData("description: \"Quoted\n  over\n\n  lines\"\n", "Quoted over\nlines")]
    [InlineData("description: a #b c#d # comment\n", "a")]
    [InlineData("description: 5\n", "5")]
    [InlineData("other: &d Text\ndescription: *d\n", "Text")]
    [InlineData("{name: s, description: flow}\n", "flow")]
    [InlineData("description: first\ndescription: last\n", "last")]
    [InlineData("description: Use when: it rains: hard\n", "Use when: it rains: hard")]
    [InlineData("description: Use when: it's late\n  or: early\nname: s\n", "Use when: it's late or: early")]
    [InlineData("description: [beta] renders charts\n", "[beta] renders charts")]
    [InlineData("description: @mentions people\n", "@mentions people")]
    [InlineData("description: *bold* words\n", "*bold* words")]
    [InlineData("metadata:\n\tversion: \"1\"\ndescription: Tabs\n", "Tabs")]
    [InlineData("description: ends with:\n", "ends with:")]
    public void A_description_is_read_however_it_is_written(string yaml, string expected) =>
        Assert.Equal(expected, Parse($"---\n{yaml}---\nBody\n").FrontMatter!.Text("description"));

    [Theory]
    [InlineData("description: Use when: x\n", DocumentFlawKind.Requoted, 2)]
    [InlineData("name: s\nmetadata:\n\tversion: \"1\"\n", DocumentFlawKind.TabIndentation, 4)]
    [InlineData("name: a\nname: b\n", DocumentFlawKind.DuplicateKey, 3)]
    [InlineData("name: *nowhere\n", DocumentFlawKind.UnknownAlias, 2)]
    public void What_is_read_as_it_was_meant_is_said(string yaml, DocumentFlawKind kind, int line)
    {
        SkillDocument document = Parse($"---\n{yaml}---\n");

        Assert.NotNull(document.FrontMatter);
        DocumentFlaw flaw = Assert.Single(document.Flaws);
        Assert.Equal((kind, line), (flaw.Kind, flaw.Line));
    }

    [Theory]
    [InlineData("", DocumentFlawKind.NoFrontMatter, 1)]
    [InlineData("# Only a body\n", DocumentFlawKind.NoFrontMatter, 1)]
    [InlineData("\n---\nname: s\n---\n", DocumentFlawKind.NoFrontMatter, 1)]
    [InlineData("---", DocumentFlawKind.NoEndMark, 1)]
    [InlineData("---\nname: s\n# Body\n", DocumentFlawKind.NoEndMark, 1)]
    [InlineData("---\n---\n", DocumentFlawKind.NotAMap, 1)]
    [InlineData("---\nonly words\n---\n", DocumentFlawKind.NotAMap, 2)]
    [InlineData("---\n- a\n- b\n---\n", DocumentFlawKind.NotAMap, 2)]
    [InlineData("---\nname: s\n: : :\n  - x\n y\n---\n", DocumentFlawKind.InvalidYaml, 3)]
    [InlineData("---\nname: \"open\nother: x\n---\n", DocumentFlawKind.InvalidYaml, 2)]
    [InlineData("---\nname: [a, b\n---\n", DocumentFlawKind.InvalidYaml, 3)]
    [InlineData("---\nname: s\n...\nmore: x\n---\n", DocumentFlawKind.InvalidYaml, 4)]
    public void What_can_not_be_read_says_why_and_where(string text, DocumentFlawKind kind, int line)
    {
        SkillDocument document = Parse(text);

        Assert.Null(document.FrontMatter);
        DocumentFlaw flaw = Assert.Single(document.Flaws);
        Assert.Equal((kind, line), (flaw.Kind, flaw.Line));
    }

    [Fact]
    public void A_mark_in_the_body_is_part_of_the_body()
    {
        SkillDocument document = Parse("---\nname: s\n---   \n# A\n\n---\n\n# B\n---\n");

        Assert.Equal((3, 4, "# A\n\n---\n\n# B\n---\n"), (document.LastLine, document.BodyLine, document.Body));
        Assert.Equal("s", document.FrontMatter!.Text("name"));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Other_ends_of_lines_and_a_byte_order_mark_change_nothing_that_is_read(string end)
    {
        const string text = "---\nname: s\ndescription: >\n  a\n  b\n---\n# T\n\ntext\n";
        SkillDocument plain = Parse(text);
        SkillDocument document = SkillDocument.Parse("/s/SKILL.md", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.Replace("\n", end, StringComparison.Ordinal))]);

        Assert.Equal((true, true, true), (document.HasByteOrderMark, document.HasCarriageReturns, document.IsUtf8));
        Assert.Equal((plain.Text, plain.Body, plain.BodyLine), (document.Text, document.Body, document.BodyLine));
        Assert.Equal("a b\n", document.FrontMatter!.Text("description"));
        Assert.Equal([new OutlineHeading(1, "T", 7)], document.Outline.Headings);
        Assert.Equal(end == "\r\n", plain.Hash == document.Hash);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void Utf16_is_read_and_said(bool bigEndian, bool mark)
    {
        var encoding = new UnicodeEncoding(bigEndian, mark);
        SkillDocument document = SkillDocument.Parse("/s/SKILL.md", [.. encoding.Preamble, .. encoding.GetBytes("---\nname: é\n---\nBody\n")]);

        Assert.Equal(("é", "Body\n", false, mark), (document.FrontMatter!.Text("name"), document.Body, document.IsUtf8, document.HasByteOrderMark));
        Assert.Equal(DocumentFlawKind.NotUtf8, Assert.Single(document.Flaws).Kind);
    }

    [Fact]
    public void Bytes_that_are_no_text_have_their_place_and_hide_nothing_else()
    {
        SkillDocument document = SkillDocument.Parse("/s/SKILL.md", [.. "---\nname: s\n---\nB\n caf"u8, 0xE9, .. " rest\n"u8]);

        Assert.Equal(("s", "B\n caf\uFFFD rest\n", false), (document.FrontMatter!.Text("name"), document.Body, document.IsUtf8));
        DocumentFlaw flaw = Assert.Single(document.Flaws);
        Assert.Equal((DocumentFlawKind.NotUtf8, 5, 5), (flaw.Kind, flaw.Line, flaw.Column));
        Assert.Contains("0xE9", flaw.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_in_milliseconds()
    {
        var bomb = new StringBuilder("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        Parse("---\nname: warm\n---\n");
        var watch = Stopwatch.StartNew();
        SkillDocument document = Parse(bomb.Append("---\n").ToString());

        Assert.InRange(watch.ElapsedMilliseconds, 0, 200);
        Assert.Null(document.FrontMatter);
        Assert.Equal((DocumentFlawKind.TooManyValues, 6), (document.Flaws[0].Kind, document.Flaws[0].Line));
    }

    [Fact]
    public void Depth_without_end_and_front_matter_without_end_are_refused_at_once()
    {
        Assert.Equal(DocumentFlawKind.TooDeep, Parse($"---\nname: {new string('[', 50_000)}\n---\n").Flaws[0].Kind);
        Assert.Equal(DocumentFlawKind.TooLong, Parse($"---\nname: {new string('x', FrontMatterBlock.MaximumLength)}\n---\n").Flaws[0].Kind);
    }

    [Fact]
    public void A_file_of_ten_megabytes_is_named_and_not_read()
    {
        using var scratch = new Scratch();
        string path = SkillFolder.Write(scratch.Root, "s", body: new string('x', 10_000_000));
        SkillDocument document = SkillDocument.Read(path)!;

        Assert.Equal((string.Empty, DocumentFlawKind.TooLong), (document.Text, Assert.Single(document.Flaws).Kind));
        Assert.Null(SkillDocument.Read(Path.Combine(scratch.Root, "nowhere", "SKILL.md")));
    }

    [Theory]
    [InlineData("1.0", false)]
    [InlineData("\"1.0\"", true)]
    [InlineData("1.0.0", true)]
    [InlineData("true", false)]
    [InlineData("yes", true)]
    [InlineData("null", false)]
    [InlineData("~", false)]
    [InlineData("0x1F", false)]
    [InlineData("-.5e3", false)]
    [InlineData("!!str 5", true)]
    [InlineData("12e", true)]
    [InlineData("2026-11-01", true)]
    public void A_value_is_a_string_or_something_else_as_yaml_has_it(string value, bool isString) =>
        Assert.Equal(isString, Parse($"---\nv: {value}\n---\n").FrontMatter!.Find("v")!.IsString);

    [Fact]
    public void Tokens_are_a_quarter_of_the_bytes()
    {
        Assert.Equal(5, Parse("---\nname: s\n---\nab").Tokens);
        Assert.Equal((1, 2, 0), (SkillTokens.Of("abcd"), SkillTokens.Of("abcde"), SkillTokens.Of("")));
        Assert.Equal(3, SkillTokens.Of("日本語字"));
    }

    private static SkillDocument Parse(string text) => SkillDocument.Parse("/skills/s/SKILL.md", text);
}
