using ClawPowers.Core.Scope;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Scope;

public sealed class GitHeadTests
{
    [Fact]
    public void The_commit_is_the_one_that_Git_names_from_every_folder_of_the_repository()
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repo"));
        string inside = Directory.CreateDirectory(Path.Combine(repository, "src", "deep")).FullName;

        string first = GitRepository.Run(repository, "rev-parse", "HEAD");
        Assert.Equal(first, GitHead.Find(repository));
        Assert.Equal(first, GitHead.Find(inside));

        GitRepository.Run(repository, "commit", "--quiet", "--allow-empty", "-m", "second");
        Assert.Equal(GitRepository.Run(repository, "rev-parse", "HEAD"), GitHead.Find(inside));
        Assert.NotEqual(first, GitHead.Find(inside));
    }

    [Fact]
    public void It_is_found_among_packed_references_and_where_no_branch_is_checked_out()
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repo"));
        string commit = GitRepository.Run(repository, "rev-parse", "HEAD");
        GitRepository.Run(repository, "branch", "main-2");
        GitRepository.Run(repository, "tag", "-a", "-m", "annotated", "v1");

        GitRepository.Run(repository, "pack-refs", "--all");
        Assert.False(File.Exists(Path.Combine(repository, ".git", "refs", "heads", "main")));
        Assert.Equal(commit, GitHead.Find(repository));

        GitRepository.Run(repository, "checkout", "--quiet", "--detach");
        Assert.Equal(commit, GitHead.Find(repository));
    }

    [Fact]
    public void A_worktree_has_a_commit_of_its_own()
    {
        using var scratch = new Scratch();
        string repository = GitRepository.Create(scratch.PathOf("repo"));
        string tree = scratch.PathOf("tree");
        GitRepository.Run(repository, "worktree", "add", "--quiet", tree, "-b", "feature/deep");
        GitRepository.Run(tree, "commit", "--quiet", "--allow-empty", "-m", "in the tree");

        Assert.Equal(GitRepository.Run(tree, "rev-parse", "HEAD"), GitHead.Find(tree));
        Assert.NotEqual(GitHead.Find(repository), GitHead.Find(tree));

        GitRepository.Run(repository, "pack-refs", "--all");
        Assert.Equal(GitRepository.Run(tree, "rev-parse", "HEAD"), GitHead.Find(tree));
    }

    [Fact]
    public void There_is_none_outside_of_a_repository_and_before_the_first_commit()
    {
        using var scratch = new Scratch();
        string empty = scratch.PathOf("empty");
        GitRepository.Run(scratch.WorkingDirectory, "init", "--quiet", empty);

        Assert.Null(GitHead.Find(scratch.WorkingDirectory));
        Assert.Null(GitHead.Find(scratch.PathOf("not", "there")));
        Assert.Null(GitHead.Find(empty));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ref:")]
    [InlineData("ref: refs/heads/main")]
    [InlineData("ref: refs/../../secret")]
    [InlineData("ref: ../secret")]
    [InlineData("no hash at all")]
    [InlineData("0123456789abcdef")]
    public void A_head_that_Git_would_not_write_gives_none(string head)
    {
        using var scratch = new Scratch();
        string gitFolder = Directory.CreateDirectory(scratch.PathOf("repo", ".git")).FullName;
        Directory.CreateDirectory(Path.Combine(gitFolder, "refs", "heads"));
        File.WriteAllText(Path.Combine(gitFolder, "refs", "heads", "main"), "ref: refs/heads/main\n"); // goes round in a circle
        File.WriteAllText(Path.Combine(gitFolder, "secret"), new string('a', 40));
        File.WriteAllText(Path.Combine(gitFolder, "HEAD"), head);

        Assert.Null(GitHead.Find(scratch.PathOf("repo")));
    }
}
