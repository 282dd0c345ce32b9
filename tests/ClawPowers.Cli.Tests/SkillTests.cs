using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class SkillTests
{
    [Fact]
    public void Skills_are_listed_with_what_they_are_for_and_shown_as_their_text()
    {
        using var cli = new ScratchCli();
        Write(cli, "aa-own", "name: aa-own\ndescription: Use when it rains.\nmetadata:\n  requires-tools: no-such-tool", "\n# Own\n\n## Method\n\nThink.\n");

        CliResult list = cli.Run("skill", "list", "aa-*");
        Assert.Equal((0, string.Empty), (list.ExitCode, list.Error));
        Assert.Matches(@"^aa-own  \(project, about \d+ tokens, needs no-such-tool\)\n  Use when it rains\.\n$", list.Output);
        Assert.Equal("# Own\n\n## Method\n\nThink.\n", cli.Run("skill", "show", "aa-own").Output);
        Assert.Equal("Think.\n", cli.Run("skill", "show", "aa-own", "--section", "meth*").Output);
    }

    [Fact]
    public void Json_has_all_that_is_known()
    {
        using var cli = new ScratchCli();
        string path = Write(cli, "aa-own", "name: aa-own\ndescription: d\nmetadata:\n  tracks: a b", "# Own\ntext\n");

        using JsonDocument document = JsonDocument.Parse(cli.Run("skill", "show", "aa-own", "--json").Output);
        JsonElement skill = Assert.Single(document.RootElement.EnumerateArray());
        Assert.Equal(("aa-own", "project", path, true), (skill.GetProperty("name").GetString(), skill.GetProperty("source").GetString(), skill.GetProperty("path").GetString(), skill.GetProperty("isAvailable").GetBoolean()));
        Assert.Equal(["a", "b"], skill.GetProperty("tracks").EnumerateArray().Select(static word => word.GetString()));
        Assert.Equal(("# Own\ntext", "text"), (skill.GetProperty("content").GetString(), skill.GetProperty("sections")[0].GetProperty("text").GetString()));
    }

    [Fact]
    public void What_is_not_there_fails_and_what_can_not_be_read_is_said_beside_the_others()
    {
        using var cli = new ScratchCli();
        Write(cli, "aa-own", "name: aa-own\ndescription: d", "# Own\n");
        string bad = Write(cli, "aa-bad", "name: aa-bad\ndescription: \"open", "# Bad\n");

        CliResult missing = cli.Run("skill", "show", "aa-owm");
        Assert.Equal((1, string.Empty), (missing.ExitCode, missing.Output));
        Assert.Contains("Did you mean 'aa-own'", missing.Error, StringComparison.Ordinal);
        CliResult list = cli.Run("skill", "list", "aa-*");
        Assert.Equal(0, list.ExitCode);
        Assert.StartsWith($"{bad}:3: The skill is passed over.", list.Error, StringComparison.Ordinal);
        Assert.StartsWith("aa-own  (", list.Output, StringComparison.Ordinal);
        CliResult nothing = cli.Run("skill", "list", "zz-*");
        Assert.Equal((0, string.Empty, "No skills found.\n"), (nothing.ExitCode, nothing.Output, nothing.Error));
    }

    [Fact]
    public void The_name_of_a_folder_can_steer_no_terminal()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(), "Windows allows no such name.");
        using var cli = new ScratchCli();
        Write(cli, "zz\u001b[31m", "name: zz\ndescription: A zebra crosses.", "# Z\n");

        Assert.StartsWith(@"zz\u001b[31m  (", cli.Run("skill", "list", "zz*").Output, StringComparison.Ordinal);
        Assert.StartsWith(@"1. zz\u001b[31m  ", cli.Run("skill", "find", "a zebra crosses").Output, StringComparison.Ordinal);
        Assert.Contains(@"zz\u001b[31m/SKILL.md:2:7: error name-folder", cli.Run("skill", "test", "zz*").Output, StringComparison.Ordinal);
    }

    private static string Write(ScratchCli cli, string name, string frontMatter, string body)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(cli.WorkingDirectory, ".agents", "skills", name)).FullName, "SKILL.md");
        File.WriteAllText(path, $"---\n{frontMatter}\n---\n{body}");
        return path;
    }
}
