using ClawPowers.Core.Sessions.Context;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Context;

public sealed class UsingSkillTests
{
    [Fact]
    public void The_skill_that_comes_along_has_a_situation_for_every_other_and_an_opening_worth_its_room()
    {
        using var scratch = new Scratch();
        string skills = Repository();
        ClawContext context = scratch.Context with { BundledSkills = skills };

        var guide = UsingSkill.Read(context);

        Assert.Equal(Directory.EnumerateDirectories(skills).Select(Path.GetFileName).Order(StringComparer.Ordinal), guide.Situations.Select(static row => row.Skill).Order(StringComparer.Ordinal));
        Assert.All(guide.Situations, static row => Assert.InRange(row.Situation.Length, 5, 40));
        Assert.Equal(3, guide.Opening.Count);
        Assert.InRange(guide.Opening.Sum(static paragraph => paragraph.Length), 200, 700);
        Assert.StartsWith("Before you act: does a skill fit the situation?", guide.Opening[0], StringComparison.Ordinal);
        Assert.All(guide.Prose, static paragraph => Assert.Equal(-1, paragraph.AsSpan().IndexOfAny("<>\n#")));
    }

    [Fact]
    public void Prose_and_the_table_are_told_apart_from_code_and_headings()
    {
        var guide = UsingSkill.Parse("---\nname: x\n---\n# T\n\none\ntwo\n\n| a | b |\n|---|---|\n| when <it> | skill-a |\n\n```\nnot this\n| nor | that |\n```\n\n## S\n\n```\ncode\n```\n\nlater <name>\n\n## R\n\nopens\n\ncloses\n");

        Assert.Equal(["one two", "opens"], guide.Opening);
        Assert.Equal(["one two", "later NAME", "opens", "closes"], guide.Prose);
        Assert.Equal([("b", "a"), ("skill-a", "when IT")], guide.Situations);
    }

    private static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ClawPowers.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        Assert.SkipWhen(folder is null, "The tests run outside of the repository.");
        return Path.Combine(folder!, "skills");
    }
}
