using System.Text;
using ClawPowers.Core.Skills.Checking;
using ClawPowers.Core.Skills.Checking.Repairing;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills.Checking;

public sealed class SkillRepairTests
{
    private const string Head = "---\nname: sample-skill\ndescription: Does one thing.\n";
    private const string Tail = "---\n# Sample\n\nKept \t as it is.  \n";

    /// <summary>What breaks each rule that can be mended, and what is written then.</summary>
    public static TheoryData<string, string, string> Broken => new()
    {
        { "byte-order-mark", "\uFEFF" + Head + Tail, Head + Tail },
        { "zero-width", Head + "---\nThe pass\u200Bwo\u2060rd.\n", Head + "---\nThe password.\n" },
        { "line-ends", Head + Tail + "One line\r\nand old\rend\n", Head + Tail + "One line\nand old\nend\n" },
        { "line-ends", (Head + Tail).Replace("\n", "\r\n", StringComparison.Ordinal) + "One line\n", (Head + Tail).Replace("\n", "\r\n", StringComparison.Ordinal) + "One line\r\n" },
        { "front-matter-end", Head + "\n# Sample\n", Head + "---\n\n# Sample\n" },
        { "front-matter-end", Head.TrimEnd('\n'), Head + "---\n" },
        { "tab-indentation", Head + "metadata:\n\tauthor: \"me\"\n" + Tail, Head + "metadata:\n  author: \"me\"\n" + Tail },
        { "unquoted-value", "---\nname: sample-skill\ndescription: Use when: it's raining.\n" + Tail, "---\nname: sample-skill\ndescription: 'Use when: it''s raining.'\n" + Tail },
        { "trailing-space", Head + "license: MIT \t\n" + Tail, Head + "license: MIT\n" + Tail },
        { "name-folder", Head.Replace("sample-skill", "Sample_Skill", StringComparison.Ordinal) + Tail, Head + Tail },
        { "name-pattern", Head.Replace("sample-skill", "'sample skill' # so it is called", StringComparison.Ordinal) + Tail, Head.Replace("sample-skill", "sample-skill # so it is called", StringComparison.Ordinal) + Tail },
        { "metadata-text", Head + "metadata:\n  a: 1.0 # one\n  b: true\n  c:\n  tracks: [x, y]\n  requires-tools:\n    - git\n    - pwsh\n  d: \"kept\"\n" + Tail, Head + "metadata:\n  a: \"1.0\" # one\n  b: \"true\"\n  c: \"\"\n  tracks: \"x y\"\n  requires-tools: \"git pwsh\"\n  d: \"kept\"\n" + Tail },
        {
            "legacy-fields",
            Head + "version: 1.0.0\nrequires:\n  tools: [bash, git]\n  runtime: false\nmetrics:\n  tracks:\n    - a\n    - b\n  improves: [c]\n" + Tail,
            Head + "metadata:\n  version: \"1.0.0\"\n  requires-tools: \"bash git\"\n  requires-runtime: \"false\"\n  tracks: \"a b\"\n  improves: \"c\"\n" + Tail
        },
        { "legacy-fields", Head + "version: 2.0.0\nmetadata:\n    author: me\nlicense: MIT\n" + Tail, Head + "metadata:\n    author: me\n    version: \"2.0.0\"\nlicense: MIT\n" + Tail },
        { "allowed-tools", Head + "allowed-tools:\n  - Read\n  - Bash(git:*)\nlicense: MIT\n" + Tail, Head + "allowed-tools: \"Read Bash(git:*)\"\nlicense: MIT\n" + Tail },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_mended_file_no_longer_breaks_the_rule_and_every_other_byte_is_kept(string rule, string before, string after)
    {
        Assert.Contains(rule, Check(before).Select(static problem => problem.RuleId));

        MendedText? mended = Mend(before);

        Assert.NotNull(mended);
        Assert.Equal(after, mended.Text);
        Assert.Contains(rule, mended.RuleIds);
        Assert.DoesNotContain(rule, Check(mended.Text).Select(static problem => problem.RuleId));
        Assert.Null(Mend(mended.Text));
        Assert.True(Check(before).Single(problem => problem.RuleId == rule && problem.Line == Check(before).First(other => other.RuleId == rule).Line).CanRepair);
    }

    [Fact]
    public void Every_rule_that_can_be_mended_has_an_example() =>
        Assert.Equal(SkillMender.RuleIds.Order(StringComparer.Ordinal), Broken.Select(static row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("---\nname: other-skill\ndescription: d\n---\n")]
    [InlineData("---\nname: sample-skill\ndescription: d\nversion: {a: b}\n---\n")]
    [InlineData("---\nname: sample-skill\ndescription: d\nrequires:\n  node: 18\n---\n")]
    [InlineData("---\nname: sample-skill\ndescription: d\nversion: 1.0.0\nmetadata:\n  version: \"2.0.0\"\n---\n")]
    [InlineData("---\nname: sample-skill\ndescription: d\nmetadata:\n  list: [a, b]\n---\n")]
    [InlineData("---\nname: sample-skill\ndescription: d\nauthor: me\n---\n")]
    [InlineData("# No front matter\n")]
    [InlineData("---\nname: [\ndescription: d\n---\n")]
    [InlineData("")]
    public void What_nobody_can_know_is_left_as_it_is(string text)
    {
        Assert.Null(Mend(text));
        Assert.DoesNotContain(true, Check(text).Select(static problem => problem.CanRepair));
    }

    [Fact]
    public void Several_faults_are_mended_at_once()
    {
        MendedText mended = Mend("\uFEFF---\r\nname: Sample Skill\r\ndescription: Use when: ever. \r\nversion: 1.0.0\r\n---\r\nBody\r\n")!;

        Assert.Equal("---\r\nname: sample-skill\r\ndescription: 'Use when: ever.'\r\nmetadata:\r\n  version: \"1.0.0\"\r\n---\r\nBody\r\n", mended.Text);
        Assert.Empty(Check(mended.Text));
    }

    [Fact]
    public void Files_that_are_not_utf8_are_not_touched() =>
        Assert.Null(SkillMender.Mend(SkillDocument.Parse("/skills/sample-skill/SKILL.md", [.. "\uFEFF"u8, .. "---\nname: x\n"u8, 0xFF])));

    [Fact]
    public void Mending_writes_the_file_whole_keeps_its_mode_and_shows_the_difference()
    {
        using var scratch = new Scratch();
        string path = Write(scratch, "\uFEFF" + Head + Tail);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        PlannedSkillRepair plan = Assert.Single(SkillRepairer.Plan(path));
        Assert.Equal("--- a/sample-skill/SKILL.md\n+++ b/sample-skill/SKILL.md\n@@ -1,4 +1,4 @@\n-\\u{FEFF}---\n+---\n name: sample-skill\n description: Does one thing.\n ---\n", plan.Repair.Difference);
        Assert.StartsWith("\uFEFF", Encoding.UTF8.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal);

        plan.Apply();

        Assert.Equal(Encoding.UTF8.GetBytes(Head + Tail), File.ReadAllBytes(path));
        Assert.Equal(["SKILL.md"], Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));
        Assert.Empty(SkillRepairer.Plan(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void A_file_that_was_changed_meanwhile_is_left_as_it_is()
    {
        using var scratch = new Scratch();
        string path = Write(scratch, "\uFEFF" + Head + Tail);
        PlannedSkillRepair plan = SkillRepairer.Plan(path).Single();
        File.WriteAllText(path, "someone else's");

        Failure.Of("SkillChanged", plan.Apply);

        Assert.Equal("someone else's", File.ReadAllText(path));
    }

    [Fact]
    public void Hidden_characters_are_taken_out_of_the_pages_beside_too()
    {
        using var scratch = new Scratch();
        string path = Write(scratch, Head + Tail);
        string beside = Path.Combine(Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, "references")).FullName, "more.md");
        File.WriteAllText(beside, "a\u200Bb\r\nc\n", new UTF8Encoding(true));

        PlannedSkillRepair plan = Assert.Single(SkillRepairer.Plan(path));
        plan.Apply();

        Assert.Equal(["zero-width"], plan.Repair.RuleIds);
        Assert.Equal([0xEF, 0xBB, 0xBF, .. "ab\r\nc\n"u8], File.ReadAllBytes(beside));
    }

    private static MendedText? Mend(string text) => SkillMender.Mend(SkillDocument.Parse("/skills/sample-skill/SKILL.md", text));

    private static IReadOnlyList<SkillProblem> Check(string text) =>
        new SkillChecker(new SkillCheckRequest()).Check(new CheckedSkill(SkillDocument.Parse("/skills/sample-skill/SKILL.md", text), syntax: null));

    private static string Write(Scratch scratch, string text)
    {
        string path = scratch.PathOf("skills", "sample-skill", "SKILL.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        return path;
    }
}
