using System.Diagnostics;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Git;
using ClawPowers.Core.Tests.Support;
using LibGit2Sharp;

namespace ClawPowers.Core.Tests.Git;

public sealed class GitRepositoriesTests
{
    [Fact]
    public void A_repository_is_found_from_a_folder_inside_of_it()
    {
        using var scratch = new ScratchRepository();
        string commit = scratch.Commit("first", "Ördner/文件.txt");
        using Repository repository = GitRepositories.Open(Path.Combine(scratch.Folder, "Ördner"));
        Assert.Equal(commit, repository.Head.Tip.Sha);
        Assert.Equal("main", repository.Head.FriendlyName);
        Assert.Equal(scratch.Folder, Path.TrimEndingDirectorySeparator(repository.Info.WorkingDirectory));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 12, 1, 0, TimeSpan.Zero), repository.Head.Tip.Author.When);
    }

    [Fact]
    public void A_worktree_is_opened_as_itself_and_not_as_its_repository()
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "a.txt");
        string worktree = scratch.AddWorktree("side");
        string commit = scratch.Commit("second", "b.txt", folder: worktree);
        using Repository repository = GitRepositories.Open(worktree);
        Assert.Equal(("side", commit), (repository.Head.FriendlyName, repository.Head.Tip.Sha));
        using Repository main = scratch.Open();
        Assert.Equal(["side"], main.Worktrees.Select(static worktree => worktree.Name));
    }

    [Fact]
    public void A_bare_repository_is_opened()
    {
        using var scratch = new ScratchRepository("--bare");
        using Repository repository = GitRepositories.Open(Path.Combine(scratch.Folder, "objects"));
        Assert.True(repository.Info.IsBare);
        Assert.Null(repository.Head.Tip);
    }

    [Fact]
    public void The_configuration_is_the_repositorys_own_in_a_test()
    {
        using var scratch = new ScratchRepository();
        scratch.Git("config", "claw.probe", "wörd");
        using Repository repository = scratch.Open();
        Assert.Equal("wörd", repository.Config.Get<string>("claw.probe").Value);
        Assert.Equal([ConfigurationLevel.Local], repository.Config.Select(static entry => entry.Level).Distinct());
    }

    [Fact]
    public void A_branch_knows_the_one_it_follows()
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "a.txt");
        scratch.Git("clone", "--quiet", scratch.Folder, scratch.PathOf("clone"));
        scratch.Commit("second", "b.txt", folder: scratch.PathOf("clone"));
        using Repository repository = GitRepositories.Open(scratch.PathOf("clone"));
        Assert.Equal(("origin/main", 1, 0), (repository.Head.TrackedBranch.FriendlyName, repository.Head.TrackingDetails.AheadBy, repository.Head.TrackingDetails.BehindBy));
    }

    [Fact]
    public void A_folder_outside_of_any_repository_is_said_to_be_that()
    {
        RequiresGit.Library();
        using var scratch = new Scratch();
        ClawException failure = Failure.Of("GitRepositoryNotFound", () => GitRepositories.Open(scratch.WorkingDirectory));
        Assert.Equal((ClawErrorKind.NotFound, scratch.WorkingDirectory), (failure.Kind, (string)failure.Target!));
        Assert.Contains($"'{scratch.WorkingDirectory}' is not in a Git repository", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repository_of_another_user_is_not_opened_until_it_is_trusted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can give a folder away.");
        using var scratch = new ScratchRepository();
        using (var chown = Process.Start("chown", ["-R", "12345", scratch.Folder]))
        {
            chown.WaitForExit();
        }

        ClawException failure = Failure.Of("GitRepositoryNotTrusted", scratch.Open);
        Assert.Equal(ClawErrorKind.NotTrusted, failure.Kind);
        Assert.EndsWith($"git config --global --add safe.directory '{scratch.Folder}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("extensions.objectFormat", "sha256")]
    [InlineData("extensions.refStorage", "reftable")]
    [InlineData("extensions.somethingNew", "true")]
    [InlineData("core.repositoryFormatVersion", "7")]
    public void A_format_that_is_not_known_is_named(string name, string value)
    {
        using var scratch = new ScratchRepository();
        scratch.Git("config", "core.repositoryFormatVersion", "1");
        scratch.Git("config", name, value);
        ClawException failure = Failure.Of("GitRepositoryNotSupported", scratch.Open);
        Assert.Equal(ClawErrorKind.InvalidRepository, failure.Kind);
    }

    [Fact]
    public void A_repository_with_names_of_sha_256_is_not_supported()
    {
        using var scratch = new ScratchRepository("--object-format=sha256");
        Failure.Of("GitRepositoryNotSupported", scratch.Open);
    }

    [Fact]
    public void A_configuration_that_is_no_configuration_is_damage()
    {
        using var scratch = new ScratchRepository();
        scratch.Write(".git/config", "[core\nbare=");
        ClawException failure = Failure.Of("GitRepositoryDamaged", scratch.Open);
        Assert.Equal((ClawErrorKind.InvalidRepository, scratch.Folder), (failure.Kind, (string)failure.Target!));
    }

    [Fact]
    public void A_worktree_whose_repository_is_gone_is_damage_that_can_be_repaired()
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "a.txt");
        string worktree = scratch.AddWorktree("side");
        Directory.Move(scratch.Folder, scratch.PathOf("moved"));
        Assert.EndsWith("git worktree repair", Failure.Of("GitRepositoryDamaged", () => GitRepositories.Open(worktree)).Message, StringComparison.Ordinal);
    }
}
