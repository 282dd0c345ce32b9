using ClawPowers.Core.Skills;
using ClawPowers.Core.Skills.Making;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills.Installing;

public sealed class SkillMakerTests
{
    [Fact]
    public void A_new_skill_is_valid_and_has_scenarios_to_fill_in()
    {
        using var home = new InstallHome();

        string path = Make(home, new NewSkillRequest { Name = "flaky-tests" });

        Assert.Equal(Path.Combine(home.Project, ".agents", "skills", "flaky-tests", "SKILL.md"), path);
        SkillDocument document = SkillDocument.Read(path)!;
        Assert.Empty(document.Flaws);
        SkillEntry skill = Assert.Single(new SkillCatalogue(home.Context).Entries(new SkillQuery { Names = ["flaky-tests"] }).Entries);
        Assert.StartsWith("Use when TODO", skill.Description, StringComparison.Ordinal);
        Assert.Equal("0.1.0", skill.Version);
        Assert.Equal(["When to use", "Method", "Runtime", "Anti-patterns", "Example", "Hands over to"], document.Outline.Headings.Where(static heading => heading.Level == 2).Select(static heading => heading.Text));
        Assert.All(document.Outline.Links, link => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(path)!, link.Target))));
    }

    [Fact]
    public void A_description_keeps_its_words_on_one_line()
    {
        using var home = new InstallHome();

        string path = Make(home, new NewSkillRequest { Name = "x1", Description = " Use when: \"it\" fails #1,\n {really} & 'often'. " });

        Assert.Equal("Use when: \"it\" fails #1, {really} & 'often'.", Assert.Single(new SkillCatalogue(home.Context).Entries(new SkillQuery { Paths = [path] }).Entries).Description);
    }

    [Fact]
    public void Outside_of_a_project_it_is_the_users_and_a_folder_may_be_named()
    {
        using var home = new InstallHome();
        ClawContext outside = home.Context with { WorkingDirectory = home.Home };

        Assert.Equal(Path.Combine(home.Home, ".agents", "skills", "a"), new SkillMaker(outside).Plan(new NewSkillRequest { Name = "a" }));
        Assert.Equal(Path.Combine(home.Home, "sub", "a"), new SkillMaker(outside).Plan(new NewSkillRequest { Name = "a", Parent = "sub" }));
        Assert.Empty(InstallHome.Snapshot(home.Home));
    }

    [Fact]
    public void What_is_there_already_is_left_alone()
    {
        using var home = new InstallHome();
        string folder = Path.Combine(home.Project, ".agents", "skills", "mine");
        InstallHome.Put(Path.Combine(folder, "x"), "x");

        Failure.Of("SkillExists", () => Make(home, new NewSkillRequest { Name = "mine" }));

        Assert.Equal(["x"], InstallHome.Snapshot(folder).Keys);
    }

    [Fact]
    public void Where_nothing_can_be_made_nothing_is_left()
    {
        using var home = new InstallHome();
        InstallHome.Put(Path.Combine(home.Project, ".agents"), "a file");

        Failure.Of("SkillFolderUnusable", () => Make(home, new NewSkillRequest { Name = "mine" }));

        Assert.Equal("a file", File.ReadAllText(Path.Combine(home.Project, ".agents")));
    }

    [Fact]
    public void Where_the_folders_can_be_made_and_the_skill_can_not_the_folders_go_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A path of 4,096 bytes is Linux's limit.");
        using var home = new InstallHome();
        string parent = Path.Combine(home.Project, "new");
        while (parent.Length < 3_900)
        {
            parent = Path.Combine(parent, new string('x', 100));
        }

        int more = 4_070 - System.Text.Encoding.UTF8.GetByteCount(parent);
        Failure.Of("SkillFolderUnusable", () => Make(home, new NewSkillRequest { Name = new string('a', 64), Parent = Path.Combine(parent, new string('y', more)) }));

        Assert.False(Directory.Exists(Path.Combine(home.Project, "new")));
    }

    [Theory]
    [InlineData(".agents")]
    [InlineData(".agents/skills/mine.clawpowers-tmp")]
    public void Nothing_is_made_through_a_link_that_came_with_the_project(string link)
    {
        using var home = new InstallHome();
        string elsewhere = Directory.CreateDirectory(home.Scratch.PathOf("elsewhere")).FullName;
        string path = Path.Combine(home.Project, link);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Directory.CreateSymbolicLink(path, elsewhere);

        Failure.Of("SkillFolderUnusable", () => Make(home, new NewSkillRequest { Name = "mine" }));

        Assert.Empty(InstallHome.Snapshot(elsewhere));
        Assert.Equal(elsewhere, new DirectoryInfo(path).LinkTarget);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("My-Skill", "'M' is not allowed")]
    [InlineData("a--b", "a hyphen stands between")]
    [InlineData("a-", "a hyphen stands between")]
    [InlineData("größe", "'ö' is not allowed")]
    [InlineData("../a", "'.' is not allowed")]
    [InlineData("lpt1", "for a device")]
    public void A_bad_name_is_refused_with_the_reason(string name, string reason)
    {
        using var home = new InstallHome();

        Assert.Contains(reason, Failure.Of("InvalidSkillName", () => Make(home, new NewSkillRequest { Name = name })).Message, StringComparison.Ordinal);
        Assert.Contains("65 characters", Failure.Of("InvalidSkillName", () => Make(home, new NewSkillRequest { Name = new string('a', 65) })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  ")]
    [InlineData("use <b>")]
    [InlineData("bell\a")]
    public void A_bad_description_is_refused(string description)
    {
        using var home = new InstallHome();

        Failure.Of("InvalidSkillDescription", () => Make(home, new NewSkillRequest { Name = "a", Description = description }));
        Failure.Of("InvalidSkillDescription", () => Make(home, new NewSkillRequest { Name = "a", Description = new string('x', 1025) }));
    }

    private static string Make(InstallHome home, NewSkillRequest request) => new SkillMaker(home.Context).Make(request);
}
