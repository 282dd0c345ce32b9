using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class SkillInstallTests : IDisposable
{
    private readonly ScratchCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_skill_is_installed_updated_and_removed()
    {
        string source = Skill("tdd");
        string folder = Path.Combine(_cli.HomeDirectory, ".agents", "skills", "tdd");

        _cli.Run("skill", "install", "--path", source, "--agent", "codex,gemini", "--dry-run").Prints($"installed (dry run)  tdd  for Codex, Gemini  {folder}\n  SKILL.md: added\n");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cli.HomeDirectory));
        _cli.Run("skill", "install", "--path", source, "--agent", "codex", "--agent", "Gemini").Prints($"installed  tdd  for Codex, Gemini  {folder}\n");
        _cli.Run("skill", "update").Prints($"current    tdd  for Codex, Gemini  {folder}\n");
        File.AppendAllText(Path.Combine(source, "SKILL.md"), "more\n");
        File.AppendAllText(Path.Combine(folder, "SKILL.md"), "mine\n");
        JsonElement updated = _cli.Run("skill", "update", "--json").Json[0];
        Assert.Equal(("edited", "offered", "SKILL.md.new"), (updated.GetProperty("state").GetString(), updated.GetProperty("files")[0].GetProperty("action").GetString(), updated.GetProperty("files")[0].GetProperty("newPath").GetString()));
        _cli.Run("skill", "uninstall", "t*", "--agent", "codex").Prints($"kept       tdd  for Codex  {folder}\n  The copy stays for Gemini.\n");
        _cli.Run("skill", "uninstall").Prints($"kept       tdd  for Gemini  {folder}\n  SKILL.md: kept as it is here\n  What you changed is still there, and yours.\n");
        Assert.Equal("Nothing is installed there.\n", _cli.Run("skill", "uninstall").Error);
    }

    [Fact]
    public void What_can_not_be_done_is_said_in_words_of_the_command_line()
    {
        _cli.Run("skill", "install", "tdd").Fails("--agent is missing");
        _cli.Run("skill", "install", "tdd", "--agent", "claude-code").Fails("There is no skill 'tdd'", "--path installs from a folder of your own");
        _cli.Run("skill", "install", "--agent", "emacs").Fails("'emacs' is not possible for --agent", "claudecode, codex, gemini, cursor, copilot, opencode");
        _cli.Run("skill", "install", "--agent", "codex", "--scope", "project").Fails("is not inside a Git repository", "use --scope user");
        _cli.Run("skill", "update", "tdd").Fails("ClawPowers has not installed a skill 'tdd'", "clawpowers skill update --dry-run names all");
        Assert.Contains("\"id\":\"SkillNotInstalled\"", _cli.Run("skill", "uninstall", "tdd", "--json").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_skill_is_made_once()
    {
        string path = Path.Combine(_cli.WorkingDirectory, "mine", "flaky-tests", "SKILL.md");

        _cli.Run("skill", "new", "flaky-tests", "--path", "mine", "--description", "Use when tests are flaky.").Prints(path + "\n");

        Assert.Contains("\n  Use when tests are flaky.\n", File.ReadAllText(path), StringComparison.Ordinal);
        _cli.Run("skill", "new", "flaky-tests", "--path", "mine").Fails("There is already something at", "another folder with --path");
        _cli.Run("skill", "new", "Flaky").Fails("'F' is not allowed");
    }

    private string Skill(string name)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_cli.WorkingDirectory, "source", name)).FullName;
        File.WriteAllText(Path.Combine(folder, "SKILL.md"), $"---\nname: {name}\ndescription: d\n---\n# Steps\n");
        return folder;
    }
}
