using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Repositories;
using ClawPowers.Core.Tests.Skills.Installing;

namespace ClawPowers.Core.Tests.Skills.Repositories;

/// <summary>Skills from a Git repository: installed, pinned, brought up to date, removed.</summary>
public sealed class RepositoryInstallTests
{
    [Fact]
    public void A_skill_is_installed_from_the_main_branch_and_pinned_to_its_commit()
    {
        using var home = new SkillRepositoryHome();
        string commit = home.Commit("1", "review");

        SkillInstallation installed = home.Install();

        Assert.Equal(("review", SkillInstallationState.Installed, true), (installed.Skill, installed.State, installed.IsDone));
        Assert.Equal((home.Url, "main", commit), (installed.Repository, installed.Ref, installed.Commit));
        Assert.Contains("# Version 1", InstallHome.FileText(home.Home.FolderOf("review"), "SKILL.md"), StringComparison.Ordinal);
        Assert.Equal(home.Repository.Git("rev-parse", "main:skills/review"), SkillLock.Read(home.LockPath).Of("review")!.Tree);
        Assert.Equal(
            $$"""
            {
              "format": 1,
              "about": "Which commit of which Git repository each skill here is. Update-ClawSkill moves it on; commit this file with the skills.",
              "skills": {
                "review": {
                  "repository": "{{home.Url}}",
                  "ref": "refs/heads/main",
                  "commit": "{{commit}}",
                  "path": "skills/review",
                  "tree": "{{home.Repository.Git("rev-parse", "main:skills/review")}}",
                  "author": "Ada Lovelace",
                  "committed": "2026-01-01T12:01:00Z"
                }
              }
            }

            """,
            home.LockText.Replace("\\\\", "\\", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_to_be_looked_at_is_known_before_anything_is_copied()
    {
        using var home = new SkillRepositoryHome();
        home.Repository.Write("skills/review/scripts/run.sh", "echo hello\n");
        home.Commit("1", "review");

        SkillChanges changes = new SkillInstaller(home.Home.Context).PlanInstall(home.Request());

        SkillInstallation planned = Assert.Single(changes.Skills).Installation;
        SkillReview review = planned.Review!;
        Assert.False(planned.IsDone);
        Assert.False(Directory.Exists(home.Home.FolderOf("review")));
        Assert.Equal(["SKILL.md", "scripts/run.sh"], review.Files);
        Assert.Equal(("Ada Lovelace", "Version 1", "skills/review"), (review.Commit.Author, review.Commit.Subject, review.Path));
        Assert.Null(review.From);
        Assert.NotEmpty(review.Description);
        Assert.All(review.Problems, static problem => Assert.Equal("skills/review/SKILL.md", problem.Path));
    }

    [Fact]
    public void A_branch_that_moved_on_is_followed_and_the_difference_is_shown()
    {
        using var home = new SkillRepositoryHome();
        string first = home.Commit("1", "review", "other");
        SkillRepositoryHome.All(home.TryInstall(names: "review"));
        home.Commit("1b", "other");
        string last = home.Commit("2", "review");

        SkillInstallation updated = home.Update();

        Assert.Equal((SkillInstallationState.Updated, last), (updated.State, updated.Commit));
        Assert.Equal(first, updated.Review!.From);
        Assert.False(updated.Review.IsRewritten);
        Assert.Equal(["Version 2"], updated.Review.Commits.Select(static commit => commit.Subject));
        Assert.Contains("--- a/SKILL.md\n+++ b/SKILL.md\n", updated.Review.Difference, StringComparison.Ordinal);
        Assert.Contains("-# Version 1\n+# Version 2\n", updated.Review.Difference, StringComparison.Ordinal);
        Assert.Contains(last, home.LockText, StringComparison.Ordinal);
        Assert.Null(home.Update().Review);
    }

    [Fact]
    public void A_commit_that_changes_nothing_in_the_skill_changes_neither_files_nor_lock()
    {
        using var home = new SkillRepositoryHome();
        string first = home.Commit("1", "review");
        home.Install();
        string before = home.LockText;
        home.Commit("1", "another");

        SkillInstallation updated = home.Update();

        Assert.Equal((SkillInstallationState.Current, first), (updated.State, updated.Commit));
        Assert.Equal(before, home.LockText);
    }

    [Fact]
    public void What_someone_changed_is_kept_and_the_new_version_put_beside_it()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        home.Install();
        string folder = home.Home.FolderOf("review");
        File.WriteAllText(Path.Combine(folder, "SKILL.md"), "mine\n");
        home.Commit("2", "review");

        SkillInstallation updated = home.Update();

        Assert.Equal(SkillInstallationState.Edited, updated.State);
        Assert.Equal("mine\n", InstallHome.FileText(folder, "SKILL.md"));
        Assert.Contains("# Version 2", InstallHome.FileText(folder, "SKILL.md.new"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_stays_and_one_that_moved_is_refused_until_forced()
    {
        using var home = new SkillRepositoryHome();
        string first = home.Commit("1", "review");
        home.Repository.Git("tag", "-a", "v1", "-m", "one");
        home.Install("v1");
        string second = home.Commit("2", "review");

        SkillInstallation stays = home.Update();
        home.Repository.Git("tag", "-f", "v1");
        SkillOutcomes moved = home.Home.TryUpdate();
        SkillInstallation forced = home.Update(force: true);

        Assert.Equal((SkillInstallationState.Current, first), (stays.State, stays.Commit));
        Assert.Equal("It stays at tag v1, as it was installed. Install-ClawSkill -Repository -Ref installs another.", stays.Message);
        Assert.Equal("SkillTagMoved", Assert.Single(moved.Problems).ErrorId);
        Assert.Empty(moved.Installations);
        Assert.Equal((SkillInstallationState.Updated, second), (forced.State, forced.Commit));
    }

    [Fact]
    public void A_commit_is_installed_by_its_full_name_and_stays()
    {
        using var home = new SkillRepositoryHome();
        string first = home.Commit("1", "review");
        home.Commit("2", "review");

        SkillInstallation installed = home.Install(first);
        Directory.Move(home.Url, home.Url + "-away");
        SkillInstallation updated = home.Update();
        Directory.Move(home.Url + "-away", home.Url);

        Assert.Equal((first, first), (installed.Commit, installed.Ref));
        Assert.Contains("# Version 1", InstallHome.FileText(home.Home.FolderOf("review"), "SKILL.md"), StringComparison.Ordinal);
        Assert.Equal(SkillInstallationState.Current, updated.State);
        Assert.StartsWith("It stays at commit ", updated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_commit_that_belongs_to_no_branch_or_tag_is_not_taken()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        string orphan = home.Commit("2", "review");
        home.Repository.Git("reset", "--quiet", "--hard", "HEAD~1");

        SkillInstaller installer = new(home.Home.Context);

        Assert.Equal("RepositoryRefNotFound", Assert.Throws<ClawException>(() => installer.PlanInstall(home.Request(orphan))).ErrorId);
    }

    [Fact]
    public void A_rewritten_history_is_refused_until_forced()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        home.Commit("2", "review");
        home.Install();
        home.Repository.Git("reset", "--quiet", "--hard", "HEAD~1");
        string rewritten = home.Commit("3", "review");

        SkillOutcomes refused = home.Home.TryUpdate();
        SkillInstallation forced = home.Update(force: true);

        Assert.Equal("SkillHistoryRewritten", Assert.Single(refused.Problems).ErrorId);
        Assert.Equal((SkillInstallationState.Updated, rewritten, true), (forced.State, forced.Commit, forced.Review!.IsRewritten));
        Assert.Contains("-# Version 2\n+# Version 3\n", forced.Review.Difference, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_ref_of_the_same_repository_takes_the_place_of_the_first()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        home.Repository.Git("tag", "v1");
        home.Commit("2", "review");
        home.Install();

        SkillInstallation back = home.Install("v1");

        Assert.Equal(("v1", SkillInstallationState.Updated), (back.Ref, back.State));
        Assert.Contains("# Version 1", InstallHome.FileText(home.Home.FolderOf("review"), "SKILL.md"), StringComparison.Ordinal);
        Assert.Contains("\"refs/tags/v1\"", home.LockText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skill_that_moved_within_the_repository_is_followed()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        home.Install();
        home.Repository.Git("mv", "skills", "library");
        home.Repository.Commit("Move");

        home.Update();

        Assert.Equal("library/review", SkillLock.Read(home.LockPath).Of("review")!.Path);
    }

    [Fact]
    public void A_skill_that_the_repository_has_no_more_is_removed_but_not_when_all_are_gone()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review", "other");
        SkillRepositoryHome.All(home.TryInstall());
        home.Repository.Git("rm", "-r", "--quiet", "skills/other");
        home.Repository.Commit("Remove one");

        SkillInstallation[] one = [.. home.Home.Update()];
        home.Repository.Git("rm", "-r", "--quiet", "skills");
        home.Repository.Commit("Remove all");
        SkillInstallation all = home.Update();

        Assert.Equal([SkillInstallationState.Removed, SkillInstallationState.Current], one.OrderBy(static skill => skill.Skill, StringComparer.Ordinal).Select(static skill => skill.State));
        Assert.Equal((SkillInstallationState.Kept, true), (all.State, File.Exists(Path.Combine(home.Home.FolderOf("review"), "SKILL.md"))));
        Assert.DoesNotContain("\"other\"", home.LockText, StringComparison.Ordinal);
    }

    [Fact]
    public void Uninstalling_takes_the_lock_file_with_the_last_skill_and_leaves_the_home_as_it_was()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        SortedDictionary<string, string> before = InstallHome.Snapshot(home.Home.Home);
        home.Install();

        home.Home.Uninstall();

        Assert.Equal(before, InstallHome.Snapshot(home.Home.Home));
    }

    [Fact]
    public void What_others_wrote_into_the_lock_file_stays()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        home.Install();
        string text = home.LockText
            .Replace("\"review\": {", "\"foreign\": { \"repository\": \"X:\\\\elsewhere\", \"ref\": \"refs/heads/main\", \"commit\": \"" + new string('a', 40) + "\", \"path\": \"\", \"tree\": \"" + new string('b', 40) + "\" }, \"review\": { \"note\": \"asked Ada\",", StringComparison.Ordinal)
            .Replace("\"skills\":", "\"owner\": \"team\", \"skills\":", StringComparison.Ordinal);
        File.WriteAllText(home.LockPath, text);
        home.Commit("2", "review");

        home.Update();
        string updated = home.LockText;
        home.Home.Uninstall();

        Assert.Contains("\"note\": \"asked Ada\"", updated, StringComparison.Ordinal);
        Assert.Contains("\"owner\": \"team\"", updated, StringComparison.Ordinal);
        Assert.Contains("\"foreign\"", updated, StringComparison.Ordinal);
        Assert.Contains("\"foreign\"", home.LockText, StringComparison.Ordinal);
        Assert.DoesNotContain("\"review\"", home.LockText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("{\"format\":2,\"skills\":{}}")]
    [InlineData("{\"format\":1,\"skills\":{\"review\":{\"repository\":\"https://example.org/x\",\"ref\":\"refs/heads/../x\",\"commit\":\"1\",\"path\":\"\",\"tree\":\"\"}}}")]
    public void A_lock_file_that_can_not_be_read_is_left_as_it_is(string text)
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        home.Install();
        File.WriteAllText(home.LockPath, text);

        SkillOutcomes outcomes = home.Home.TryUpdate();

        Assert.Equal("SkillLockInvalid", Assert.Single(outcomes.Problems).ErrorId);
        Assert.Equal(text, home.LockText);
    }

    [Fact]
    public void Without_its_entry_in_the_lock_file_a_skill_stays_until_it_is_installed_again()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        home.Install();
        File.Delete(home.LockPath);
        home.Home.Bundle("review", "of the program");

        SkillInstallation kept = home.Update();
        SkillInstallation again = home.Install();

        Assert.Equal(SkillInstallationState.Kept, kept.State);
        Assert.Contains("# Version 1", InstallHome.FileText(home.Home.FolderOf("review"), "SKILL.md"), StringComparison.Ordinal);
        Assert.Equal(home.Url, again.Repository);
        Assert.True(File.Exists(home.LockPath));
    }

    [Fact]
    public void Folders_of_the_repository_can_be_chosen_and_files_of_one_skill_too()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review", "other");
        InstallHome.Write(Path.Combine(home.Repository.Folder, "more"), "third");
        home.Repository.Commit("More");

        IReadOnlyList<SkillInstallation> installed = SkillRepositoryHome.All(home.Home.TryInstall(home.Request() with { Paths = ["./skills/review/SKILL.md", "more"] }));

        Assert.Equal(["review", "third"], installed.Select(static skill => skill.Skill));
    }

    [Theory]
    [InlineData("../skills", "InvalidRepositoryPath")]
    [InlineData("/skills", "InvalidRepositoryPath")]
    [InlineData("nowhere", "SkillSourceNotFound")]
    [InlineData("empty", "SkillSourceNotFound")]
    public void A_folder_that_is_not_there_or_leads_out_is_refused(string path, string errorId)
    {
        using var home = new SkillRepositoryHome();
        home.Repository.Write("empty/readme.md", "nothing");
        home.Commit("1", "review");

        Assert.Equal(errorId, Assert.Throws<ClawException>(() => new SkillInstaller(home.Home.Context).PlanInstall(home.Request() with { Paths = [path] })).ErrorId);
    }

    [Fact]
    public void A_repository_that_is_one_skill_is_installed_under_the_name_it_gives_itself()
    {
        using var home = new SkillRepositoryHome();
        File.Copy(Path.Combine(InstallHome.Write(home.Repository.PathOf("elsewhere"), "single"), "SKILL.md"), Path.Combine(home.Url, "SKILL.md"));
        home.Repository.Commit("One");

        Assert.Equal("single", home.Install().Skill);
    }

    [Fact]
    public void The_same_skill_in_two_folders_counts_once_and_two_different_ones_are_refused()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        InstallHome.Write(Path.Combine(home.Url, ".claude", "skills"), "review");
        home.Repository.Commit("Twice");
        SkillInstallation once = home.Install();
        InstallHome.Write(Path.Combine(home.Url, ".claude", "skills"), "review", "other");
        home.Repository.Commit("Different");

        SkillOutcomes outcomes = home.TryInstall();

        Assert.Equal("review", once.Skill);
        Assert.Equal("SkillSourceAmbiguous", Assert.Single(outcomes.Problems).ErrorId);
    }

    [Fact]
    public void Skills_of_other_origin_are_never_replaced_in_either_direction()
    {
        using var home = new SkillRepositoryHome();
        home.Home.Bundle("review", "of the program");
        home.Home.Install(ClawAgent.Codex);
        home.Commit("1", "review", "mine");

        SkillOutcomes taken = home.TryInstall(force: true);
        home.Home.Bundle("mine", "of the program");
        SkillOutcomes back = home.Home.TryInstall(new InstallSkillRequest { Agents = [ClawAgent.Codex], Names = ["mine"], Force = true });

        Assert.Equal(["SkillNameTaken"], taken.Problems.Select(static problem => problem.ErrorId));
        Assert.Equal(["mine"], taken.Installations.Select(static skill => skill.Skill));
        Assert.Equal(["SkillNameTaken"], back.Problems.Select(static problem => problem.ErrorId));
        Assert.Contains("of the program", InstallHome.FileText(home.Home.FolderOf("review"), "SKILL.md"), StringComparison.Ordinal);
        Assert.Contains("# Version 1", InstallHome.FileText(home.Home.FolderOf("mine"), "SKILL.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_can_not_lead_an_update_to_a_repository_that_the_user_never_named()
    {
        using var home = new SkillRepositoryHome();
        home.Commit("1", "review");
        SkillRepositoryHome.All(home.Home.TryInstall(home.Request() with { Scope = SkillScope.Project }));
        Directory.Delete(Path.Combine(home.Home.Context.Store.Directory, "repositories"), recursive: true);
        home.Commit("2", "review");

        SkillInstallation kept = home.Update();

        Assert.Equal(SkillInstallationState.Kept, kept.State);
        Assert.Contains("which this project names and you never have", kept.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(home.Home.Context.Store.Directory, "repositories")));
    }

    [Fact]
    public void A_repository_that_is_away_is_said_once_and_other_skills_are_brought_up_to_date()
    {
        using var home = new SkillRepositoryHome();
        home.Home.Bundle("plain", "1");
        home.Home.Install(ClawAgent.Codex);
        home.Commit("1", "review", "other");
        SkillRepositoryHome.All(home.TryInstall());
        home.Home.Bundle("plain", "2");
        Directory.Move(home.Url, home.Url + "-away");

        SkillOutcomes outcomes = home.Home.TryUpdate();
        Directory.Move(home.Url + "-away", home.Url);

        Assert.Equal(["RepositoryNotFound"], outcomes.Problems.Select(static problem => problem.ErrorId));
        Assert.Equal([("plain", SkillInstallationState.Updated)], outcomes.Installations.Select(static skill => (skill.Skill, skill.State)));
    }

    [Fact]
    public void Only_skills_of_repositories_are_updated_when_that_is_asked_for()
    {
        using var home = new SkillRepositoryHome();
        home.Home.Bundle("plain", "1");
        home.Home.Install(ClawAgent.Codex);
        home.Commit("1", "review");
        home.Install();

        SkillOutcomes outcomes = home.Home.TryUpdate(new UpdateSkillRequest { OnlyRepositories = true });

        Assert.Equal(["review"], outcomes.Installations.Select(static skill => skill.Skill));
    }
}
