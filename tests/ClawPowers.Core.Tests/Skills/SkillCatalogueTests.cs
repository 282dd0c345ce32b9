using System.Security.Cryptography;
using System.Text;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills;

public sealed class SkillCatalogueTests
{
    [Fact]
    public void A_skill_of_the_project_hides_that_of_the_user_and_of_the_program()
    {
        using var scratch = new Scratch();
        string bundled = SkillFolder.Write(scratch.Bundled(), "debugging");
        Assert.Equal(bundled, new SkillCatalogue(scratch.Context).Find("debugging")!.Path);

        string user = SkillFolder.Write(Path.Combine(scratch.Context.HomeDirectory, ".codex", "skills"), "debugging");
        Assert.Equal(user, new SkillCatalogue(scratch.Context).Find("debugging")!.Path);

        string project = SkillFolder.Write(Path.Combine(scratch.WorkingDirectory, ".claude", "skills"), "debugging");
        Assert.Equal(project, new SkillCatalogue(scratch.Context).Find("debugging")!.Path);
        Assert.Equal([project], new SkillCatalogue(scratch.Context).All().Select(static skill => skill.Path));
    }

    [Theory]
    [InlineData(".agents/skills")]
    [InlineData(".claude/skills")]
    [InlineData(".cursor/skills")]
    [InlineData(".gemini/skills")]
    [InlineData(".opencode/skills")]
    [InlineData(".github/skills")]
    public void Every_agents_folder_in_a_project_is_read_from_anywhere_in_its_repository(string folder)
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repository"));
        SkillFolder.Write(Path.Combine(repository, folder), "planning");
        string below = Directory.CreateDirectory(Path.Combine(repository, "src", "deep")).FullName;

        Assert.NotNull(new SkillCatalogue(scratch.Context with { WorkingDirectory = below }).Find("planning"));
    }

    [Theory]
    [InlineData(".agents/skills")]
    [InlineData(".claude/skills")]
    [InlineData(".codex/skills")]
    [InlineData(".gemini/skills")]
    [InlineData(".cursor/skills")]
    [InlineData(".config/opencode/skills")]
    [InlineData(".copilot/skills")]
    public void Every_agents_folder_of_the_user_is_read(string folder)
    {
        using var scratch = new Scratch();
        SkillFolder.Write(Path.Combine(scratch.Context.HomeDirectory, folder), "planning");

        Assert.NotNull(new SkillCatalogue(scratch.Context).Find("planning"));
    }

    [Fact]
    public void A_skill_says_what_it_tracks_and_what_can_be_tuned()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "delegation", """
            name: delegation
            description: Splits work.
            metadata:
              tracks: "piece_tokens  cycles"
              improves: "piece_tokens=1000..8000 hypothesis_quality wait=..2.5 depth=1.."
            """);

        SkillDefinition skill = new SkillCatalogue(scratch.Context).Find("delegation")!;

        Assert.Equal("Splits work.", skill.Description);
        Assert.Equal(["piece_tokens", "cycles"], skill.Tracks);
        Assert.Equal(
            [
                new SkillParameter("piece_tokens", 1000, 8000),
                new SkillParameter("hypothesis_quality", null, null),
                new SkillParameter("wait", null, 2.5),
                new SkillParameter("depth", 1, null),
            ],
            skill.Improves);
    }

    [Fact]
    public void The_layout_of_1_0_0_with_lists_at_the_top_level_is_understood()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "planning", """
            name: planning
            description: Plans.
            version: 1.0.0
            requires:
              tools: [git]
              runtime: true
            metrics:
              tracks: [estimate, actual]
              improves:
                - step_size=1..10
                - order
            """);

        SkillDefinition skill = new SkillCatalogue(scratch.Context).Find("planning")!;

        Assert.Equal(["estimate", "actual"], skill.Tracks);
        Assert.Equal([new SkillParameter("step_size", 1, 10), new SkillParameter("order", null, null)], skill.Improves);
    }

    [Theory]
    [InlineData("a=5..1")]
    [InlineData("a=x..2")]
    [InlineData("a=3")]
    [InlineData("=1..2")]
    [InlineData("a=1..NaN")]
    [InlineData("a=1..Infinity")]
    public void A_parameter_with_bounds_that_make_no_sense_is_not_offered(string improves)
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "s", $"description: d\nmetadata:\n  improves: \"{improves} b\"");

        Assert.Equal([new SkillParameter("b", null, null)], new SkillCatalogue(scratch.Context).Find("s")!.Improves);
    }

    [Fact]
    public void A_description_with_a_colon_is_read_as_it_stands()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "s", "name: s\ndescription: Use when: it's late");

        Assert.Equal("Use when: it's late", new SkillCatalogue(scratch.Context).Find("s")!.Description);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# No front matter")]
    [InlineData("---\ndescription: never closed\n")]
    [InlineData("---\nname: only\n---\n")]
    [InlineData("---\ndescription:\n---\n")]
    [InlineData("---\n- a\n- list\n---\n")]
    [InlineData("---\ndescription: d\nname: [unclosed\n---\n")]
    [InlineData("---\ndescription: d\n\u0000\u0001\n---\n")]
    public void A_file_that_can_not_be_read_as_a_skill_is_passed_over(string text)
    {
        using var scratch = new Scratch();
        string path = SkillFolder.Write(scratch.Bundled(), "broken");
        File.WriteAllText(path, text);
        SkillFolder.Write(scratch.Bundled(), "whole");

        Assert.Null(new SkillCatalogue(scratch.Context).Find("broken"));
        Assert.Equal(["whole"], new SkillCatalogue(scratch.Context).All().Select(static skill => skill.Name));
    }

    [Fact]
    public void Front_matter_of_any_depth_or_with_references_to_itself_does_no_harm()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "deep", "description: d\nname: " + new string('[', 50_000));
        SkillFolder.Write(scratch.Bundled(), "closed", "description: d\nname: " + new string('[', 50_000) + new string(']', 50_000));
        SkillFolder.Write(scratch.Bundled(), "circle", "description: &d text\nname: &a [*a]\nlicense: *d");

        Assert.Equal(["circle"], new SkillCatalogue(scratch.Context).All().Select(static skill => skill.Name));
    }

    [Fact]
    public void A_broken_skill_of_the_project_does_not_hide_a_whole_one_of_the_user()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(Path.Combine(scratch.WorkingDirectory, ".agents", "skills"), "s", "name: s");
        string whole = SkillFolder.Write(Path.Combine(scratch.Context.HomeDirectory, ".agents", "skills"), "s");

        Assert.Equal(whole, new SkillCatalogue(scratch.Context).Find("s")!.Path);
        Assert.Equal([whole], new SkillCatalogue(scratch.Context).All().Select(static skill => skill.Path));
    }

    [Fact]
    public void The_hash_is_of_the_text_whatever_its_line_ends_and_byte_order_mark()
    {
        using var scratch = new Scratch();
        string path = SkillFolder.Write(scratch.Bundled(), "s");
        string text = File.ReadAllText(path);
        string expected = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16].ToLowerInvariant();
        var catalogue = new SkillCatalogue(scratch.Context);
        Assert.Equal(expected, catalogue.Find("s")!.Hash);

        File.WriteAllText(path, text.ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal(expected, catalogue.Find("s")!.Hash);
        Assert.Equal(expected, catalogue.HashOf("s"));

        File.WriteAllText(path, text + "One more line.\n");
        Assert.NotEqual(expected, catalogue.HashOf("s"));
    }

    [Fact]
    public void A_file_above_a_mebibyte_is_not_read()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "s", body: new string('x', SkillFile.MaximumBytes));

        Assert.Null(new SkillCatalogue(scratch.Context).Find("s"));
    }

    [Fact]
    public void A_link_to_a_skill_is_read_as_that_and_one_to_what_is_none_is_not()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var scratch = new Scratch();
        string elsewhere = scratch.PathOf("elsewhere");
        SkillFolder.Write(scratch.Bundled(), "near");
        Link("good", SkillFolder.Write(scratch.Bundled(), "good/text"));
        Link("outside", SkillFolder.Write(elsewhere, "outside"));
        Link("long", SkillFolder.Write(elsewhere, "long", body: new string('x', SkillFile.MaximumBytes)));
        Link("endless", "/dev/zero");
        Link("broken", Path.Combine(elsewhere, "nowhere"));

        var catalogue = new SkillCatalogue(scratch.Context);

        Assert.Equal(["good", "near"], catalogue.All().Select(skill => skill.Name));
        Assert.NotNull(catalogue.HashOf("good"));
        Assert.Null(catalogue.HashOf("outside"));
        Assert.Null(catalogue.HashOf("long"));
        Assert.Null(catalogue.HashOf("endless"));
        Assert.Null(catalogue.HashOf("broken"));

        void Link(string name, string target) =>
            File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(scratch.Bundled(), name)).FullName, SkillFile.FileName), target);
    }

    [Fact]
    public void Skills_are_found_to_a_depth_of_six_and_not_within_another_skill()
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "1/2/3/4/5/six");
        SkillFolder.Write(scratch.Bundled(), "1/2/3/4/5/6/seven");
        SkillFolder.Write(scratch.Bundled(), "1/2/3/4/5/six/inner");
        var catalogue = new SkillCatalogue(scratch.Context);

        Assert.Equal(["six"], catalogue.All().Select(static skill => skill.Name));
        Assert.NotNull(catalogue.Find("six"));
        Assert.Null(catalogue.Find("seven"));
        Assert.Null(catalogue.Find("inner"));
    }

    [Fact]
    public void A_scan_ends_in_a_folder_that_links_back_to_itself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights on Windows.");
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "s");
        Directory.CreateSymbolicLink(Path.Combine(scratch.Bundled(), "again"), scratch.Bundled());

        Assert.Equal(["s"], new SkillCatalogue(scratch.Context).All().Select(static skill => skill.Name));
        File.Delete(Path.Combine(scratch.Bundled(), "again"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../bundled/s")]
    [InlineData("a/s")]
    [InlineData("plugin:s")]
    [InlineData("nothing-of-that-name")]
    public void A_name_that_is_no_folder_of_a_skill_is_not_found_and_no_failure(string name)
    {
        using var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "s");
        SkillFolder.Write(scratch.Bundled(), "a/s");

        Assert.Null(new SkillCatalogue(scratch.Context).Find(name));
    }

    [Fact]
    public void Without_any_folder_there_are_no_skills()
    {
        using var scratch = new Scratch();

        Assert.Empty(new SkillCatalogue(scratch.Context).All());
        Assert.Null(new SkillCatalogue(scratch.Context).Find("s"));
    }
}
