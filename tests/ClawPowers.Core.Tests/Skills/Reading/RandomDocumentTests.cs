using System.Diagnostics;
using System.Text;
using ClawPowers.Core.Skills.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Skills.Reading;

/// <summary>Documents that nobody would write: random bytes, valid skills with random changes, and random pieces of YAML.</summary>
public sealed class RandomDocumentTests
{
    private const string Valid = "---\nname: s\ndescription: >\n  Use when: it rains,\n  or \"snows\"\nlicense: &l MIT\nmetadata:\n  version: \"1.0.0\"\n  tracks: [a, 'b']\n  other: *l\n---\n# Title\n\n## Method\n\n```powershell\nGet-Date\n```\n\n[link](a.md)\n";

    private static readonly string[] Pieces =
    [
        "---\n", "---", "\n", "\n  ", "\n- ", "name", ": ", ":", "description: ", "metadata:\n", "\"", "'", "|\n  ", ">-\n ", "[", "]", "{", "}", ",", "&a ", "*a", "!!str ", "!<x> ", "? ", "#", "%YAML 1.2\n", "...\n",
        "\t", "\u0000", "\u001b", "\u2028", "\uFEFF", "é", "\r\n", "\r", "~", "5", "true", "@", "`", "\\u12", "<<: *a\n", "# H\n", "```\n", "<!--", "](x)", "> ", "    ", "\uD800",
    ];

    [Fact]
    public void Random_bytes_are_read_without_a_failure() =>
        Check(Gen.ListOf(Gen.Choose(0, 255)).Select(static bytes => bytes.Select(static b => (byte)b).ToArray()), 2_000);

    [Fact]
    public void Random_bytes_as_front_matter_are_read_without_a_failure() =>
        Check(Gen.ListOf(Gen.Choose(0, 255)).Select(static bytes => (byte[])[.. "---\nname: "u8, .. bytes.Select(static b => (byte)b), .. "\n---\n# H\n"u8]), 2_000);

    [Fact]
    public void Skills_with_random_changes_are_read_without_a_failure()
    {
        Gen<byte[]> changed =
            from count in Gen.Choose(1, 8)
            from changes in Gen.Zip(Gen.Choose(0, Valid.Length - 1), Gen.Elements(Pieces)).ListOf(count)
            from cut in Gen.Choose(0, 3)
            select Encoding.UTF8.GetBytes(changes.Aggregate(Valid, (text, change) => string.Concat(text.AsSpan(0, Math.Min(change.Item1, text.Length)), change.Item2, text.AsSpan(Math.Min(change.Item1 + cut, text.Length)))));
        Check(changed, 4_000);
    }

    [Fact]
    public void Simple_front_matter_is_read_as_yaml_reads_it()
    {
        string[] values = ["", " ", " text", " \"quoted\"", " 'quoted'", " a: b", " a #b", " it's", " \"a\\n\"", " 5", " [a]", " x:", " \"a\" b", " é \u2014 z", " \"\"", " ''", " a, b; c", " \"'\"", " '\"'", "x", "  two  ", " ~", " &a b", " a:b", " \"x\" # c", " -", " - a", " null"];
        string[] names = ["a", "b", "name", "x-y", "  c", "  d", "   e", "", "#", "-", "true", "a b", "\tf", " "];
        Gen<string> line =
            from name in Gen.Elements(names)
            from colon in Gen.Elements(":", ":", ":", string.Empty)
            from value in Gen.Elements(values)
            select name + colon + value;
        Check(Gen.ListOf(line).Select(static lines => Encoding.UTF8.GetBytes("---\n" + string.Join('\n', lines.Take(6)) + "\n---\nBody\n")), 10_000);
        Assert.NotNull(SimpleFrontMatter.Read("name: s\nmetadata:\n  a: \"b\"\n  c: 'd'\nlicense: MIT\n", 1));
    }

    [Fact]
    public void Random_pieces_of_yaml_are_read_without_a_failure() =>
        Check(Gen.ListOf(Gen.Elements(Pieces)).Select(static pieces => Encoding.UTF8.GetBytes("---\n" + string.Concat(pieces) + "\n---\n" + string.Concat(pieces))), 4_000);

    private static void Check(Gen<byte[]> documents, int count) => Prop.ForAll(Arb.From(documents), bytes =>
    {
        var watch = Stopwatch.StartNew();
        SkillDocument document = SkillDocument.Parse("/s/SKILL.md", bytes);
        int lines = document.Text.AsSpan().Count('\n') + 1;

        // Whatever was found is in the file; and what can't be read says why.
        bool isSound = document.Flaws.All(flaw => flaw.Line >= 1 && flaw.Line <= lines + 1 && flaw.Column >= 1 && flaw.Message.Length > 0)
            && (document.FrontMatter is not null || document.Flaws.Count > 0)
            && document.Text.EndsWith(document.Body, StringComparison.Ordinal)
            && document.Outline.Headings.All(heading => heading.Line >= document.BodyLine && heading.Line <= lines)
            && SkillSections.Of(document, []).Count <= document.Outline.Headings.Count
            && (document.FrontMatter is null || Fields(document.FrontMatter))
            && IsReadTheSame(document.Text);
        return isSound && watch.Elapsed < TimeSpan.FromSeconds(5);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(300));

    // The short way gives what YAML gives, wherever it gives anything.
    private static bool IsReadTheSame(string text)
    {
        if (FrontMatterBlock.Find(text, []) is not { } block || SimpleFrontMatter.Read(block.Yaml, 1) is not { } simple)
        {
            return true;
        }

        List<DocumentFlaw> flaws = [];
        return FrontMatterReader.Read(block.Yaml, 1, flaws) is { } full && flaws.Count == 0 && AreSame(simple, full);
    }

    private static bool AreSame(FrontMatterNode one, FrontMatterNode other) =>
        (one.Kind, one.Line, one.Column, one.Text, one.Style, one.Tag, one.Size, one.Fields.Count) == (other.Kind, other.Line, other.Column, other.Text, other.Style, other.Tag, other.Size, other.Fields.Count)
        && one.Fields.Zip(other.Fields).All(static pair => pair.First.Name == pair.Second.Name && AreSame(pair.First.Key, pair.Second.Key) && AreSame(pair.First.Value, pair.Second.Value));

    private static bool Fields(FrontMatter front) =>
        SkillFields.Description(front)?.Any(char.IsControl) != true
        && SkillFields.Metadata(front).Values.All(static value => !value.Any(char.IsControl))
        && SkillFields.Triggers(front).All(static trigger => trigger.Length > 0)
        && SkillFields.RequiresTools(front).Concat(SkillFields.Tracks(front)).Concat(SkillFields.Improves(front)).All(static word => word.Length > 0)
        && SkillFields.AllowedTools(front) is null or { Length: > 0 };
}
