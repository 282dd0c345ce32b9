using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class SkillCheckTests
{
    [Fact]
    public void A_sound_skill_ends_with_0_and_a_broken_one_with_1()
    {
        using var cli = new ScratchCli();
        string path = Write(cli, "name: sample\ndescription: Does one thing.");
        CliResult sound = cli.Run("skill", "test", "./skills");
        Assert.Equal((0, string.Empty, "1 skill checked: 0 errors, 0 warnings, 0 notes.\n"), (sound.ExitCode, sound.Output, sound.Error));

        Write(cli, "name: sample\ndescription: Does one thing.\nauthor: me");
        CliResult broken = cli.Run("skill", "test", "./skills");

        Assert.Equal(1, broken.ExitCode);
        Assert.Equal($"{Path.GetRelativePath(cli.WorkingDirectory, path)}:4:1: error known-fields: 'author' is no field of the standard.\n  Move the field under metadata, as text, or take it away.\n", broken.Output);
        Assert.Equal("1 skill checked: 1 error, 0 warnings, 0 notes.\n", broken.Error);
    }

    [Fact]
    public void Warnings_fail_only_when_strict()
    {
        using var cli = new ScratchCli();
        Write(cli, "name: sample\ndescription: Does one thing.\nmetadata:\n  version: \"1\"");

        Assert.Equal(0, cli.Run("skill", "test", "skills/sample").ExitCode);
        Assert.Equal(1, cli.Run("skill", "test", "skills/sample", "--strict").ExitCode);
    }

    [Fact]
    public void Skills_are_tested_by_name_too_and_one_that_is_not_there_is_a_failure()
    {
        using var cli = new ScratchCli();
        Write(cli, "name: sample\ndescription: Does one thing.\nauthor: me", ".agents/skills");

        Assert.Contains("known-fields", cli.Run("skill", "test", "sample").Output, StringComparison.Ordinal);
        Assert.Contains("known-fields", cli.Run("skill", "test").Output, StringComparison.Ordinal);
        cli.Run("skill", "test", "nothing").Fails("There is no skill named 'nothing' here.");
        cli.Run("skill", "test", "./nothing").Fails("There is nothing at './nothing'.");
    }

    [Fact]
    public void Problems_are_printed_as_json_and_as_sarif()
    {
        using var cli = new ScratchCli();
        string path = Write(cli, "name: Sample\ndescription: Does one thing.");

        using var json = JsonDocument.Parse(cli.Run("skill", "test", "./skills", "--format", "json").Output);
        JsonElement first = json.RootElement[0];
        Assert.Equal(["ruleId", "severity", "skill", "path", "line", "column", "endLine", "message", "advice", "canRepair"], first.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(("name-pattern", "error", path, 2, true), (first.GetProperty("ruleId").GetString(), first.GetProperty("severity").GetString(), first.GetProperty("path").GetString(), first.GetProperty("line").GetInt32(), first.GetProperty("canRepair").GetBoolean()));

        CliResult sarif = cli.Run("skill", "test", "./skills", "--format", "sarif");
        Assert.Equal(1, sarif.ExitCode);
        using var log = JsonDocument.Parse(sarif.Output);
        Assert.Equal("skills/sample/SKILL.md", log.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        cli.Run("skill", "test", "--format", "xml").Fails("'xml' is not possible for --format. Allowed: text, json, sarif.");
    }

    [Fact]
    public void That_PowerShell_was_not_checked_is_said_once()
    {
        using var cli = new ScratchCli();
        Write(cli, "name: sample\ndescription: Does one thing.", body: "```powershell\nGet-ClawState (\n```\n");
        Write(cli, "name: other\ndescription: Does one thing.", name: "other", body: "```powershell\nGet-ClawState (\n```\n");

        string page = Directory.CreateDirectory(Path.Combine(cli.WorkingDirectory, "skills", "other", "references")).FullName;
        File.WriteAllText(Path.Combine(page, "more.md"), "```powershell\nGet-ClawState (\n```\n");

        string output = cli.Run("skill", "test", "./skills").Output;

        Assert.Equal(2, output.Split("powershell-unchecked").Length);
    }

    [Fact]
    public void Repair_shows_what_would_change_and_then_changes_it()
    {
        using var cli = new ScratchCli();
        string path = Write(cli, "name: Sample\ndescription: Does one thing.");
        string before = File.ReadAllText(path);

        CliResult dry = cli.Run("skill", "repair", "./skills", "--dry-run");
        Assert.Contains("-name: Sample\n+name: sample\n", dry.Output, StringComparison.Ordinal);
        Assert.Equal($"Would mend {path} (name-pattern, name-folder)\n", dry.Error);
        Assert.Equal(before, File.ReadAllText(path));

        Assert.Equal(dry.Output, cli.Run("skill", "repair", "./skills").Output);
        Assert.Equal(before.Replace("name: Sample", "name: sample", StringComparison.Ordinal), File.ReadAllText(path));
        Assert.Equal("There is nothing to mend.\n", cli.Run("skill", "repair", "./skills").Error);
    }

    private static string Write(ScratchCli cli, string frontMatter, string folder = "skills", string name = "sample", string body = "# Sample\n")
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(cli.WorkingDirectory, folder, name)).FullName, "SKILL.md");
        File.WriteAllText(path, $"---\n{frontMatter}\n---\n{body}");
        return path;
    }
}
