using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Core.Tests.Skills.Installing;

public sealed class UpdateRulesTests
{
    [Fact]
    public void Nothing_is_written_when_nothing_is_new()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");
        home.Install(ClawAgent.Codex);
        home.BeforeStep = static step => Assert.Fail(step);

        Assert.Equal(SkillInstallationState.Current, Assert.Single(home.Update()).State);
        Assert.Equal(SkillInstallationState.Current, Assert.Single(home.Install(ClawAgent.Codex)).State);
    }

    [Fact]
    public void A_new_version_is_offered_once_and_replaced_by_a_newer_one()
    {
        using var home = new InstallHome();
        string folder = Edited(home);

        home.Bundle("tdd", files: ("a.md", "a2\n"));
        home.Update();
        Assert.Equal("a2\n", InstallHome.FileText(folder, "a.md.new"));

        home.Bundle("tdd", files: ("a.md", "a3\n"));
        home.Update();
        Assert.Equal("a3\n", InstallHome.FileText(folder, "a.md.new"));

        File.Delete(Path.Combine(folder, "a.md.new"));
        SkillInstallation done = Assert.Single(home.Update());
        Assert.Equal(["a.md: kept as it is here"], done.Files.Select(static file => file.ToString()));
        Assert.False(File.Exists(Path.Combine(folder, "a.md.new")));
        Assert.Equal("mine\n", InstallHome.FileText(folder, "a.md"));
    }

    [Fact]
    public void Once_merged_the_leftover_goes_and_the_file_is_ours_again()
    {
        using var home = new InstallHome();
        string folder = Edited(home);
        home.Bundle("tdd", files: ("a.md", "a2\n"));
        home.Update();

        InstallHome.Put(Path.Combine(folder, "a.md"), "a2\n");
        SkillInstallation merged = Assert.Single(home.Update());

        Assert.Equal(SkillInstallationState.Updated, merged.State);
        Assert.Equal(["a.md.new: removed"], merged.Files.Select(static file => file.ToString()));
        home.Uninstall();
        Assert.Empty(InstallHome.Snapshot(home.Home));
    }

    [Fact]
    public void A_new_version_that_was_worked_on_is_the_users_and_the_next_has_another_name()
    {
        using var home = new InstallHome();
        string folder = Edited(home);
        home.Bundle("tdd", files: ("a.md", "a2\n"));
        home.Update();
        InstallHome.Put(Path.Combine(folder, "a.md.new"), "half merged\n");
        home.Bundle("tdd", files: ("a.md", "a3\n"));

        SkillInstallation updated = Assert.Single(home.Update());

        Assert.Equal("a.md.new-2", Assert.Single(updated.Files).NewPath);
        Assert.Equal(("half merged\n", "a3\n"), (InstallHome.FileText(folder, "a.md.new"), InstallHome.FileText(folder, "a.md.new-2")));
    }

    [Fact]
    public void A_removed_file_stays_away_until_forced_and_a_removed_skill_until_installed()
    {
        using var home = new InstallHome();
        home.Bundle("tdd", files: ("a.md", "a1\n"));
        home.Install(ClawAgent.Codex);
        string folder = home.FolderOf("tdd");
        File.Delete(Path.Combine(folder, "a.md"));
        home.Bundle("tdd", files: ("a.md", "a2\n"));

        Assert.Equal(["a.md: left away, since someone removed it here"], Assert.Single(home.Update()).Files.Select(static file => file.ToString()));
        Assert.Equal(SkillInstallationState.Edited, Assert.Single(home.Install(ClawAgent.Codex)).State);
        Assert.False(File.Exists(Path.Combine(folder, "a.md")));
        Assert.Equal(SkillInstallationState.Updated, Assert.Single(home.Update(force: true)).State);
        Assert.Equal("a2\n", InstallHome.FileText(folder, "a.md"));

        Directory.Delete(folder, recursive: true);
        Assert.Equal(SkillInstallationState.Edited, Assert.Single(home.Update()).State);
        Assert.False(Directory.Exists(folder));
        Assert.Equal(SkillInstallationState.Updated, Assert.Single(home.Install(ClawAgent.Codex)).State);
        Assert.Equal("a2\n", InstallHome.FileText(folder, "a.md"));
    }

    [Fact]
    public void A_file_that_the_user_made_first_is_kept_though_the_skill_has_one_now()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");
        home.Install(ClawAgent.Codex);
        string folder = home.FolderOf("tdd");
        InstallHome.Put(Path.Combine(folder, "a.md"), "mine\n");
        InstallHome.Put(Path.Combine(folder, "b.md"), "same\n");
        home.Bundle("tdd", files: [("a.md", "theirs\n"), ("b.md", "same\n")]);

        home.Update();

        Assert.Equal(("mine\n", "theirs\n"), (InstallHome.FileText(folder, "a.md"), InstallHome.FileText(folder, "a.md.new")));
        home.Uninstall();
        Assert.Equal(["a.md", "b.md"], InstallHome.Snapshot(folder).Keys);
    }

    [Fact]
    public void What_the_skill_has_no_more_goes_unless_it_was_edited()
    {
        using var home = new InstallHome();
        home.Bundle("tdd", files: [("old/a.md", "a\n"), ("old/b.md", "b\n"), ("gone/c.md", "c\n")]);
        home.Install(ClawAgent.Codex);
        string folder = home.FolderOf("tdd");
        InstallHome.Put(Path.Combine(folder, "old", "b.md"), "mine\n");
        Directory.Delete(Path.Combine(home.Bundled, "tdd", "old"), recursive: true);
        Directory.Delete(Path.Combine(home.Bundled, "tdd", "gone"), recursive: true);

        SkillInstallation updated = Assert.Single(home.Update());

        Assert.Equal(["gone/c.md: removed", "old/a.md: removed", "old/b.md: kept as it is here"], updated.Files.Select(static file => file.ToString()));
        Assert.Equal(["SKILL.md", "old", "old/b.md"], InstallHome.Snapshot(folder).Keys);
    }

    [Fact]
    public void A_skill_that_its_source_has_no_more_goes_and_one_whose_source_is_away_stays()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");
        home.Bundle("planning");
        home.Install(ClawAgent.Codex);
        Directory.Delete(Path.Combine(home.Bundled, "tdd"), recursive: true);

        IReadOnlyList<SkillInstallation> updated = home.Update();

        Assert.Equal([("planning", SkillInstallationState.Current), ("tdd", SkillInstallationState.Removed)], updated.Select(static skill => (skill.Skill, skill.State)));
        Assert.False(Directory.Exists(home.FolderOf("tdd")));
        Directory.Delete(home.Bundled, recursive: true);
        SkillInstallation kept = Assert.Single(home.Update());
        Assert.Equal(SkillInstallationState.Kept, kept.State);
        Assert.Contains("is not there, so it was left as it is", kept.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(home.FolderOf("planning"), "SKILL.md")));
    }

    [Fact]
    public void Lines_that_git_ended_otherwise_are_no_edit()
    {
        using var home = new InstallHome();
        home.Bundle("tdd", files: ("a.md", "one\ntwo\n"));
        home.Install(ClawAgent.Codex);
        string folder = home.FolderOf("tdd");
        InstallHome.Put(Path.Combine(folder, "a.md"), "one\r\ntwo\r\n");

        Assert.Equal(SkillInstallationState.Current, Assert.Single(home.Update()).State);
        home.Uninstall();
        Assert.Empty(InstallHome.Snapshot(home.Home));
    }

    [Fact]
    public void Skills_from_a_folder_of_ones_own_follow_that_folder()
    {
        using var home = new InstallHome();
        home.Bundle("planning");
        string mine = home.Scratch.PathOf("my skills");
        InstallHome.Write(mine, "reading", files: ("a.md", "a1\n"));
        InstallHome.Write(Path.Combine(mine, "more"), "writing");

        SkillOutcomes installed = home.TryInstall(new InstallSkillRequest { Agents = [ClawAgent.ClaudeCode], Paths = [mine], Names = ["rea*", "writing"] });

        Assert.Equal(["reading", "writing"], installed.Installations.Select(static skill => skill.Skill));
        InstallHome.Put(Path.Combine(mine, "reading", "a.md"), "a2\n");
        Assert.Equal([SkillInstallationState.Updated, SkillInstallationState.Current], home.Update().Select(static skill => skill.State));
        Assert.Equal("a2\n", InstallHome.FileText(home.FolderOf("reading", ClawAgent.ClaudeCode), "a.md"));
    }

    [Fact]
    public void An_update_concerns_both_scopes_unless_one_is_named()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");
        home.Install(SkillScope.User, ClawAgent.Codex);
        home.Install(SkillScope.Project, ClawAgent.ClaudeCode);
        home.Bundle("tdd", "2");

        Assert.Equal([SkillScope.User, SkillScope.Project], home.Update().Select(static skill => skill.Scope));
        Assert.Equal(SkillScope.Project, Assert.Single(home.TryUpdate(new UpdateSkillRequest { Scope = SkillScope.Project }).Installations).Scope);
        Assert.Equal(SkillScope.Project, Assert.Single(home.TryUpdate(new UpdateSkillRequest { Agents = [ClawAgent.ClaudeCode] }).Installations).Scope);
        Assert.Equal("SkillNotInstalled", Assert.Single(home.TryUpdate(new UpdateSkillRequest { Names = ["other", "no*"] }).Problems).ErrorId);
    }

    [Fact]
    public void Lessons_travel_with_the_skill_and_leave_when_they_are_retired()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");
        home.Install(SkillScope.User, ClawAgent.Codex);
        home.Scratch.Maintenance.Initialize();
        Lesson(home, 1, "Write the test first.\nSee it fail.", project: string.Empty);
        Lesson(home, 2, "Only here.", project: ClawPowers.Core.Scope.ProjectIdentity.Find(home.Project)!);

        home.Install(SkillScope.Project, ClawAgent.Codex);
        home.Update();

        string user = InstallHome.FileText(home.FolderOf("tdd"), LessonsFile.FilePath);
        Assert.Contains("# Lessons for tdd\n", user, StringComparison.Ordinal);
        Assert.Contains("\n- Write the test first.\n  See it fail.\n", user, StringComparison.Ordinal);
        Assert.DoesNotContain("Only here.", user, StringComparison.Ordinal);
        Assert.Contains("\n- Only here.\n", InstallHome.FileText(home.FolderOf("tdd", scope: SkillScope.Project), LessonsFile.FilePath), StringComparison.Ordinal);

        home.Scratch.Sql("UPDATE lesson SET retired_at = 1");
        home.Update();
        Assert.Equal(["SKILL.md"], InstallHome.Snapshot(home.FolderOf("tdd")).Keys);
    }

    [Fact]
    public void A_skill_with_a_lessons_file_of_its_own_keeps_it_and_that_is_said()
    {
        using var home = new InstallHome();
        home.Bundle("tdd", files: (LessonsFile.FilePath, "own\n"));
        home.Scratch.Maintenance.Initialize();
        Lesson(home, 1, "Write the test first.", project: string.Empty);

        SkillInstallation installed = Assert.Single(home.Install(ClawAgent.Codex));

        Assert.Contains("has a references/lessons.md of its own", installed.Message, StringComparison.Ordinal);
        Assert.Equal("own\n", InstallHome.FileText(home.FolderOf("tdd"), LessonsFile.FilePath));
    }

    [Fact]
    public void A_copy_taken_from_an_installed_one_leaves_its_lessons_behind()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");
        home.Scratch.Maintenance.Initialize();
        Lesson(home, 1, "Write the test first.", project: string.Empty);
        home.Install(ClawAgent.Codex);
        home.Scratch.Sql("UPDATE lesson SET retired_at = 1");

        home.TryInstall(new InstallSkillRequest { Agents = [ClawAgent.ClaudeCode], Paths = [home.FolderOf("tdd")] });

        Assert.Equal(["SKILL.md"], InstallHome.Snapshot(home.FolderOf("tdd", ClawAgent.ClaudeCode)).Keys);
    }

    [Fact]
    public void A_copy_of_a_copy_follows_the_same_source_and_stays_when_the_first_goes()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");
        home.Bundle("planning");
        home.Install(ClawAgent.Codex);
        var request = new InstallSkillRequest { Agents = [ClawAgent.Codex, ClawAgent.ClaudeCode], Paths = [home.FolderOf("tdd")] };

        SkillOutcomes outcomes = home.TryInstall(request);
        Assert.Empty(outcomes.Problems);
        Assert.Equal([SkillInstallationState.Current, SkillInstallationState.Installed], outcomes.Installations.Select(static done => done.State));

        home.TryUninstall(new UninstallSkillRequest { Names = ["tdd"], Agents = [ClawAgent.Codex] });
        home.Bundle("tdd", version: "2");
        Assert.Equal(
            [("planning", SkillInstallationState.Current), ("tdd", SkillInstallationState.Updated)],
            home.Update().Select(static done => (done.Skill, done.State)));
        Assert.Contains("Version 2", InstallHome.FileText(home.FolderOf("tdd", ClawAgent.ClaudeCode), "SKILL.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_that_was_edited_is_itself_the_source_of_the_next()
    {
        using var home = new InstallHome();
        string folder = Edited(home);

        SkillOutcomes outcomes = home.TryInstall(new InstallSkillRequest { Agents = [ClawAgent.Codex, ClawAgent.ClaudeCode], Paths = [folder] });

        Assert.Equal([SkillInstallationState.Edited, SkillInstallationState.Installed], outcomes.Installations.Select(static done => done.State));
        Assert.Equal("mine\n", InstallHome.FileText(home.FolderOf("tdd", ClawAgent.ClaudeCode), "a.md"));
        Assert.Equal("mine\n", InstallHome.FileText(folder, "a.md"));
    }

    [Fact]
    public void Lessons_that_came_from_another_store_stay_until_one_that_knows_them_retires_them()
    {
        using var home = new InstallHome();
        home.Bundle("tdd");
        home.Scratch.Maintenance.Initialize();
        Lesson(home, 1, "Write the test first.", project: string.Empty);
        home.Install(SkillScope.Project, ClawAgent.Codex);
        string file = Path.Combine(home.FolderOf("tdd", scope: SkillScope.Project), LessonsFile.FilePath);
        string text = File.ReadAllText(file);
        home.Scratch.Sql("DELETE FROM lesson");
        home.Bundle("tdd", version: "2");

        Assert.Equal(["SKILL.md"], Assert.Single(home.Update()).Files.Select(static change => change.Path));
        Assert.Equal(text, File.ReadAllText(file));
        Assert.Equal(SkillInstallationState.Current, Assert.Single(home.Update()).State);

        home.Uninstall(SkillScope.Project);
        Assert.False(Directory.Exists(Path.Combine(home.Project, ".agents")));
    }

    private static string Edited(InstallHome home)
    {
        home.Bundle("tdd", files: ("a.md", "a1\n"));
        home.Install(ClawAgent.Codex);
        InstallHome.Put(Path.Combine(home.FolderOf("tdd"), "a.md"), "mine\n");
        return home.FolderOf("tdd");
    }

    private static void Lesson(InstallHome home, int id, string text, string project) =>
        InstalledLesson.Add(home.Scratch, "tdd", id, text, project);
}
