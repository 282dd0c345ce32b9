using ClawPowers.Core.Scope;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Scope;

public sealed class ProjectIdentityTests
{
    [Fact]
    public void A_folder_outside_of_any_repository_belongs_to_no_project()
    {
        using var scratch = new Scratch();

        Assert.Null(ProjectIdentity.Find(scratch.WorkingDirectory));
        Assert.Null(ProjectIdentity.Find(scratch.PathOf("does", "not", "exist")));
    }

    [Fact]
    public void A_repository_without_a_remote_is_known_by_its_folder_from_every_folder_in_it()
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repo"));
        string inside = Directory.CreateDirectory(Path.Combine(repository, "src", "deep")).FullName;

        Assert.Equal(Slashes(repository), ProjectIdentity.Find(repository));
        Assert.Equal(Slashes(repository), ProjectIdentity.Find(inside));
        Assert.Equal(Slashes(repository), ProjectIdentity.Find(Path.Combine(repository, ".git")));
        Assert.Equal(Slashes(repository), ProjectIdentity.Find(Path.Combine(inside, "not", "there", "yet")));
        Assert.Equal(Slashes(repository), ProjectIdentity.Find(repository + Path.DirectorySeparatorChar));
    }

    [Fact]
    public void Two_clones_and_a_worktree_of_a_remote_are_one_project_and_another_repository_is_not()
    {
        using var scratch = new Scratch();
        string first = GitRepository.Create(scratch.PathOf("first"));
        GitRepository.Run(first, "remote", "add", "origin", "git@example.org:Owner/Name.git");
        string second = GitRepository.Create(scratch.PathOf("second"));
        GitRepository.Run(second, "remote", "add", "origin", "https://example.org/owner/name");
        GitRepository.Run(first, "worktree", "add", "--quiet", scratch.PathOf("tree"), "-b", "other");
        string other = GitRepository.Create(scratch.PathOf("other"));
        GitRepository.Run(other, "remote", "add", "origin", "https://example.org/owner/other");

        Assert.All([first, second, scratch.PathOf("tree")], folder => Assert.Equal("example.org/owner/name", ProjectIdentity.Find(folder)));
        Assert.Equal("example.org/owner/other", ProjectIdentity.Find(other));
    }

    [Fact]
    public void A_repository_without_a_remote_its_worktrees_and_its_local_clones_are_one_project()
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repo"));
        GitRepository.Run(repository, "worktree", "add", "--quiet", scratch.PathOf("tree"), "-b", "other");
        GitRepository.Run(scratch.Root, "clone", "--quiet", repository, scratch.PathOf("clone"));
        GitRepository.Run(scratch.Root, "clone", "--quiet", "file://" + repository, scratch.PathOf("by-url"));

        Assert.All(
            [repository, scratch.PathOf("tree"), scratch.PathOf("clone"), scratch.PathOf("by-url")],
            folder => Assert.Equal(Slashes(repository), ProjectIdentity.Find(folder)));
    }

    [Fact]
    public void A_bare_repository_its_clones_and_its_worktrees_are_one_project()
    {
        using var scratch = new Scratch();
        string source = GitRepository.Create(scratch.PathOf("source"));
        string bare = scratch.PathOf("central.git");
        GitRepository.Run(scratch.Root, "clone", "--quiet", "--bare", source, bare);
        GitRepository.Run(bare, "remote", "remove", "origin");
        GitRepository.Run(scratch.Root, "clone", "--quiet", bare, scratch.PathOf("clone"));
        GitRepository.Run(bare, "worktree", "add", "--quiet", scratch.PathOf("tree"), "main");

        Assert.All(
            [bare, Path.Combine(bare, "refs", "heads"), scratch.PathOf("clone"), scratch.PathOf("tree")],
            folder => Assert.Equal(Slashes(scratch.PathOf("central")), ProjectIdentity.Find(folder)));
    }

    [Fact]
    public void A_submodule_is_the_project_of_its_own_remote()
    {
        using var scratch = new Scratch();
        string library = GitRepository.Create(scratch.PathOf("library"));
        string main = GitRepository.Create(scratch.PathOf("main"));
        GitRepository.Run(main, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library, "lib");

        Assert.Equal(Slashes(library), ProjectIdentity.Find(Path.Combine(main, "lib")));
        Assert.Equal(Slashes(main), ProjectIdentity.Find(main));
    }

    [Fact]
    public void A_repository_whose_git_folder_is_elsewhere_is_found_through_its_pointer()
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repo"), "--separate-git-dir=" + scratch.PathOf("elsewhere"));
        GitRepository.Run(repository, "remote", "add", "origin", "ssh://git@example.org:2222/owner/name.git/");

        Assert.Equal("example.org/owner/name", ProjectIdentity.Find(repository));
    }

    [Fact]
    public void A_relative_remote_is_relative_to_the_repository()
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repo"));
        GitRepository.Create(scratch.PathOf("clone"));
        GitRepository.Run(scratch.PathOf("clone"), "remote", "add", "origin", "../repo");

        Assert.Equal(ProjectIdentity.Find(repository), ProjectIdentity.Find(scratch.PathOf("clone")));
    }

    [Fact]
    public void A_repository_reached_through_links_is_the_same_project()
    {
        using var scratch = new Scratch();
        string real = Directory.CreateDirectory(scratch.PathOf("real")).FullName;
        string repository = GitRepository.Create(Path.Combine(real, "repo"));
        Directory.CreateSymbolicLink(scratch.PathOf("middle"), real);
        Directory.CreateSymbolicLink(scratch.PathOf("link"), scratch.PathOf("middle", "repo"));
        GitRepository.Run(scratch.PathOf("link"), "worktree", "add", "--quiet", scratch.PathOf("tree"), "-b", "other");

        Assert.All(
            [repository, scratch.PathOf("middle", "repo"), scratch.PathOf("link"), scratch.PathOf("tree")],
            folder => Assert.Equal(Slashes(repository), ProjectIdentity.Find(folder)));
    }

    [Fact]
    public void A_git_folder_without_a_head_is_none_and_the_repository_around_it_counts()
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repo"));
        string inside = Directory.CreateDirectory(Path.Combine(repository, "inside", ".git")).Parent!.FullName;

        Assert.Equal(Slashes(repository), ProjectIdentity.Find(inside));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a pointer")]
    [InlineData("gitdir:")]
    [InlineData("gitdir: /does/not/exist")]
    [InlineData("gitdir: with\0nul")]
    public void A_pointer_that_points_nowhere_is_no_failure(string pointer)
    {
        using var scratch = new Scratch();
        File.WriteAllText(Path.Combine(scratch.WorkingDirectory, ".git"), pointer);

        Exception? failure = Record.Exception(() => ProjectIdentity.Find(scratch.WorkingDirectory));

        Assert.Null(failure);
        Assert.Equal(1, scratch.Set("n", 1).Version);
    }

    [Fact]
    public void A_project_with_an_unreadable_configuration_is_known_by_its_folder()
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repo"));
        File.WriteAllBytes(Path.Combine(repository, ".git", "config"), [0xFF, 0xFE, 0x00, (byte)'[', 0x80]);

        Assert.Equal(Slashes(repository), ProjectIdentity.Find(repository));
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
