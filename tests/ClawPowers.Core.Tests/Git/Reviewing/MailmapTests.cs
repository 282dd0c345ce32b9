using ClawPowers.Core.Git.Objects;
using ClawPowers.Core.Git.Reviewing;
using LibGit2Sharp;

namespace ClawPowers.Core.Tests.Git.Reviewing;

public sealed class MailmapTests
{
    private const string Map = """
        # Ana writes from two addresses.
        Ana Lovelace <ana@example.org>
        <ana@example.org> <ANA@home.example>
        Ana Lovelace <ana@example.org> <lovelace@old.example>
        Robin Roe <robin@example.org> R <shared@example.org>
        Sam Doe <sam@example.org> s. doe <shared@example.org> trailing text
        Jürgen Ö. <jo@example.org> # more
          Indented Name   <indent@example.org>
        <late@example.org> <both@example.org>
        Late Name <both@example.org>
        No address at all
        <> <nobody@example.org>
        Empty Old <empty@example.org> <>
         # not a comment, since it is indented <hash@example.org>
        """;

    [Theory]
    [InlineData("ana", "ana@example.org")]
    [InlineData("ana", "Ana@Home.Example")]
    [InlineData("x", "lovelace@old.example")]
    [InlineData("r", "shared@example.org")]
    [InlineData("S. Doe", "SHARED@example.org")]
    [InlineData("someone else", "shared@example.org")]
    [InlineData("j", "jo@example.org")]
    [InlineData("i", "indent@example.org")]
    [InlineData("b", "both@example.org")]
    [InlineData("n", "nobody@example.org")]
    [InlineData("h", "hash@example.org")]
    [InlineData("e", "")]
    [InlineData("unknown", "unknown@example.org")]
    public void A_person_is_who_git_check_mailmap_says(string name, string email)
    {
        using var scratch = new ScratchRepository();
        scratch.Write(".mailmap", Map + "\n");
        using Repository repository = scratch.Open();
        GitPerson person = Mailmap.Of(repository).Resolve(new GitPerson(name, email));
        Assert.Equal(scratch.Git("check-mailmap", $"{name} <{email}>"), $"{person.Name} <{person.Email}>");
    }

    [Fact]
    public void The_file_and_the_blob_of_the_configuration_come_after_it()
    {
        using var scratch = new ScratchRepository();
        scratch.Commit("first", "other.map", "From Blob <a@example.org>\nFrom Blob <b@example.org>\n");
        scratch.Write(".mailmap", "From Top <a@example.org>\nFrom Top <b@example.org>\nFrom Top <c@example.org>\n");
        string file = scratch.Write("third.map", "From File <a@example.org>\n");
        scratch.Git("config", "mailmap.blob", "HEAD:other.map");
        scratch.Git("config", "mailmap.file", file);
        using Repository repository = scratch.Open();
        var map = Mailmap.Of(repository);
        foreach (string email in new[] { "a@example.org", "b@example.org", "c@example.org" })
        {
            GitPerson person = map.Resolve(new GitPerson("x", email));
            Assert.Equal(scratch.Git("check-mailmap", $"x <{email}>"), $"{person.Name} <{person.Email}>");
        }
    }

    [Fact]
    public void A_bare_repository_has_that_of_its_last_commit()
    {
        using var scratch = new ScratchRepository("--bare");
        var history = new HistoryStream();
        history.Commit("main", new Dictionary<string, string> { [".mailmap"] = "In Bare <a@example.org>\n" });
        scratch.Import(history.ToBytes());
        using Repository repository = scratch.Open();
        Assert.Equal("In Bare", Mailmap.Of(repository).Resolve(new GitPerson("x", "a@example.org")).Name);
    }
}
