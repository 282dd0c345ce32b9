using System.Text.Json;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Tests.Skills.Installing;

public sealed class InstallLifeTests
{
    public static TheoryData<ClawAgent, SkillScope> AgentsAndScopes()
    {
        var all = new TheoryData<ClawAgent, SkillScope>();
        foreach (ClawAgent agent in Enum.GetValues<ClawAgent>())
        {
            all.Add(agent, SkillScope.User);
            all.Add(agent, SkillScope.Project);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(AgentsAndScopes))]
    public void Installed_and_removed_nothing_of_ours_stays_and_nothing_of_the_users_is_touched(ClawAgent agent, SkillScope scope)
    {
        using var home = new InstallHome();
        home.Bundle("tdd", files: [("references/forms.md", "form\n"), ("scripts/run.sh", "#!/bin/sh\n")]);
        home.Bundle("planning");
        InstallHome.Put(Path.Combine(home.BaseOf(scope), ".claude", "settings.json"), "{}");
        InstallHome.Put(Path.Combine(home.BaseOf(scope), "notes.txt"), "mine");
        SortedDictionary<string, string> before = InstallHome.Snapshot(home.Scratch.Root);

        IReadOnlyList<SkillInstallation> installed = home.Install(scope, agent);

        Assert.Equal(["planning", "tdd"], installed.Select(static skill => skill.Skill));
        Assert.All(installed, skill => Assert.Equal((SkillInstallationState.Installed, scope, true), (skill.State, skill.Scope, skill.IsDone)));
        Assert.Equal(home.FolderOf("tdd", agent, scope), installed[1].Folder);
        Assert.Equal(InstallHome.Snapshot(Path.Combine(home.Bundled, "tdd")), InstallHome.Snapshot(installed[1].Folder));

        home.Uninstall(scope);

        Assert.Equal(before, InstallHome.Snapshot(home.Scratch.Root));
    }

    [Theory]
    [MemberData(nameof(AgentsAndScopes))]
    public void An_edited_file_survives_update_and_removal_with_the_new_version_beside_it(ClawAgent agent, SkillScope scope)
    {
        using var home = new InstallHome();
        home.Bundle("tdd", files: [("references/a.md", "a1\n"), ("references/b.md", "b1\n")]);
        home.Install(scope, agent);
        string folder = home.FolderOf("tdd", agent, scope);
        InstallHome.Put(Path.Combine(folder, "references", "a.md"), "mine\n");
        InstallHome.Put(Path.Combine(folder, "own.md"), "own\n");
        home.Bundle("tdd", "2", ("references/a.md", "a2\n"), ("references/b.md", "b2\n"), ("assets/new.txt", "n\n"));

        SkillInstallation updated = Assert.Single(home.Update());

        Assert.Equal(SkillInstallationState.Edited, updated.State);
        Assert.Equal(
            [
                new SkillFileChange { Path = "SKILL.md", Action = SkillFileAction.Replaced },
                new SkillFileChange { Path = "assets/new.txt", Action = SkillFileAction.Added },
                new SkillFileChange { Path = "references/a.md", Action = SkillFileAction.Offered, NewPath = "references/a.md.new" },
                new SkillFileChange { Path = "references/b.md", Action = SkillFileAction.Replaced },
            ],
            updated.Files);
        Assert.Equal(("mine\n", "a2\n", "b2\n"), (InstallHome.FileText(folder, "references/a.md"), InstallHome.FileText(folder, "references/a.md.new"), InstallHome.FileText(folder, "references/b.md")));
        Assert.EndsWith("# Version 2\n", InstallHome.FileText(folder, "SKILL.md"), StringComparison.Ordinal);

        SkillInstallation removed = Assert.Single(home.Uninstall(scope));

        Assert.Equal(SkillInstallationState.Kept, removed.State);
        Assert.Equal(["references/a.md"], removed.Files.Where(static file => file.Action is SkillFileAction.Kept).Select(static file => file.Path));
        Assert.Equal(["own.md", "references", "references/a.md"], InstallHome.Snapshot(folder).Keys);
        Assert.Equal("mine\n", InstallHome.FileText(folder, "references/a.md"));
        Assert.False(File.Exists(home.ManifestOf(agent, scope)));
    }

    [Fact]
    public void Agents_that_read_one_folder_share_a_copy_until_the_last_of_them_goes()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");

        home.Install(ClawAgent.Codex);
        SkillInstallation shared = Assert.Single(home.Install(ClawAgent.Gemini));

        Assert.Equal((SkillInstallationState.Installed, 0), (shared.State, shared.Files.Count));
        Assert.Equal([ClawAgent.Codex, ClawAgent.Gemini], shared.Agents);
        SkillInstallation kept = Assert.Single(home.Uninstall(SkillScope.User, ClawAgent.Codex));
        Assert.Equal((SkillInstallationState.Kept, "The copy stays for Gemini."), (kept.State, kept.Message));
        Assert.True(Directory.Exists(home.FolderOf("tdd")));
        Assert.Equal(SkillInstallationState.Removed, Assert.Single(home.Uninstall(SkillScope.User, ClawAgent.Gemini)).State);
        Assert.Empty(InstallHome.Snapshot(home.Home));
    }

    [Fact]
    public void All_agents_at_once_take_two_copies()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");

        IReadOnlyList<SkillInstallation> installed = home.Install(Enum.GetValues<ClawAgent>());

        Assert.Equal([home.FolderOf("tdd"), home.FolderOf("tdd", ClawAgent.ClaudeCode)], installed.Select(static skill => skill.Folder));
        Assert.Equal([ClawAgent.Codex, ClawAgent.Gemini, ClawAgent.Cursor, ClawAgent.Copilot, ClawAgent.OpenCode], installed[0].Agents);
        Assert.All(home.Install(Enum.GetValues<ClawAgent>()), static skill => Assert.Equal(SkillInstallationState.Current, skill.State));
    }

    [Fact]
    public void A_folder_that_two_names_lead_to_is_one_target()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");
        Directory.CreateDirectory(Path.Combine(home.Home, ".agents", "skills"));
        Directory.CreateDirectory(Path.Combine(home.Home, ".claude"));
        Directory.CreateSymbolicLink(Path.Combine(home.Home, ".claude", "skills"), Path.Combine("..", ".agents", "skills"));

        SkillInstallation installed = Assert.Single(home.Install(ClawAgent.ClaudeCode, ClawAgent.Codex));

        Assert.Equal([ClawAgent.ClaudeCode, ClawAgent.Codex], installed.Agents);
        Assert.Equal(SkillInstallationState.Kept, Assert.Single(home.Uninstall(SkillScope.User, ClawAgent.ClaudeCode)).State);
        home.Uninstall();
        Assert.Equal([".agents", ".agents/skills", ".claude", ".claude/skills"], InstallHome.Snapshot(home.Home).Keys);
    }

    [Fact]
    public void The_manifest_is_json_that_says_what_is_whose()
    {
        using var home = new InstallHome();
        home.Bundle("tdd", files: [("references/a.md", "a\n")]);
        home.Install(ClawAgent.Gemini, ClawAgent.Codex);

        using var manifest = JsonDocument.Parse(File.ReadAllBytes(home.ManifestOf()));
        JsonElement root = manifest.RootElement;

        Assert.Equal((1, "ClawPowers " + StatusReader.ProgramVersion), (root.GetProperty("format").GetInt32(), root.GetProperty("program").GetString()));
        Assert.Equal([".agents", ".agents/skills"], root.GetProperty("foldersMade").EnumerateArray().Select(static folder => folder.GetString()));
        JsonElement skill = root.GetProperty("skills").GetProperty("tdd");
        Assert.Equal(["Codex", "Gemini"], skill.GetProperty("agents").EnumerateArray().Select(static agent => agent.GetString()));
        Assert.Equal(["references"], skill.GetProperty("folders").EnumerateArray().Select(static folder => folder.GetString()));
        Assert.Equal(FileLook.HashOf("a\n"u8), skill.GetProperty("files").GetProperty("references/a.md").GetProperty("sha256").GetString());
        Assert.Equal(File.ReadAllText(home.ManifestOf()), System.Text.Encoding.UTF8.GetString(SkillManifestJson.Write(SkillManifestJson.Read(home.ManifestOf(), SkillTarget.Ways))));
    }

    [Fact]
    public void Planning_changes_nothing()
    {
        using var home = new InstallHome();
        home.Bundle("tdd", files: [("references/a.md", "a\n")]);
        SortedDictionary<string, string> before = InstallHome.Snapshot(home.Scratch.Root);

        PlannedSkill planned = Assert.Single(home.PlanInstall(ClawAgent.Codex).Skills);

        Assert.Equal((SkillInstallationState.Installed, false), (planned.Installation.State, planned.Installation.IsDone));
        Assert.Equal(["SKILL.md: added", "references/a.md: added"], planned.Installation.Files.Select(static file => file.ToString()));
        Assert.Equal(before, InstallHome.Snapshot(home.Scratch.Root));
    }

    [Fact]
    public void A_script_that_can_be_run_still_can_and_follows_its_source()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Nothing is executable there.");
        using var home = new InstallHome();
        string source = Path.Combine(home.Bundle("tdd", files: [("scripts/run.sh", "#!/bin/sh\n"), ("scripts/data.txt", "1\n")]), "scripts", "run.sh");
        Support.Permissions.Set(source, Support.Permissions.ReadFolder);
        home.Install(ClawAgent.Codex);
        string folder = home.FolderOf("tdd");

        Assert.True(FileLook.IsExecutable(Path.Combine(folder, "scripts", "run.sh")));
        Assert.False(FileLook.IsExecutable(Path.Combine(folder, "scripts", "data.txt")));
        Support.Permissions.Set(source, Support.Permissions.ReadFile);
        home.Update();
        Assert.False(FileLook.IsExecutable(Path.Combine(folder, "scripts", "run.sh")));
    }
}
