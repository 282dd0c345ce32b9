using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Repositories;

namespace ClawPowers.Core.Tests.Skills.Repositories;

public sealed class RepositoryAddressTests
{
    private static readonly string Here = Path.GetFullPath(Path.GetTempPath());

    [Theory]
    [InlineData("ada/skills", "https://github.com/ada/skills")]
    [InlineData("ada/skills.git", "https://github.com/ada/skills.git")]
    [InlineData("https://GitHub.com/Ada/Skills/", "https://github.com/Ada/Skills")]
    [InlineData("https://git.example.org:8443/a/b/c.git", "https://git.example.org:8443/a/b/c.git")]
    [InlineData("  https://example.org/x ", "https://example.org/x")]
    public void An_address_of_https_is_kept_in_one_spelling(string text, string url)
    {
        var address = RepositoryAddress.Parse(text, Here);

        Assert.Equal((url, false), (address.Url, address.IsLocal));
    }

    [Theory]
    [InlineData("./skills")]
    [InlineData("skills")]
    [InlineData("a/b/c")]
    [InlineData("../x.git")]
    public void Everything_else_is_a_path_made_absolute(string text)
    {
        var address = RepositoryAddress.Parse(text, Here);

        Assert.Equal((Path.GetFullPath(text, Here), true), (address.Url, address.IsLocal));
        Assert.StartsWith("file:///", address.FetchUrl, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_URL_means_its_path()
    {
        string path = Path.Combine(Here, "my skills");

        Assert.Equal(path, RepositoryAddress.Parse(new Uri(path).AbsoluteUri, Here).Url);
    }

    [Theory]
    [InlineData("https://ada:s3cret@example.org/x")]
    [InlineData("https://ghp_abcdef@example.org/x")]
    [InlineData("https://example.org/x?token=s3cret")]
    [InlineData("https://ada:s3/cret@example.org/x")]
    [InlineData("http://ada:s3cret@example.org/x")]
    [InlineData("ssh://ada:s3cret@example.org/x")]
    [InlineData("ftp://ada:s3cret@example.org/x?s3cret#s3cret")]
    [InlineData("https://ada:s3cret@")]
    [InlineData("ada:s3cret@example.org/x")]
    [InlineData("https://ada:s3cret@exa mple.org/x")]
    public void A_secret_in_an_address_is_refused_and_never_repeated(string text)
    {
        ClawException refused = Assert.Throws<ClawException>(() => RepositoryAddress.Parse(text, Here));

        Assert.DoesNotContain("s3cret", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret@", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ghp_", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3", $"{refused.Target}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("git@github.com:ada/skills.git", "RepositoryProtocolUnsupported")]
    [InlineData("ssh://git@example.org/x", "RepositoryProtocolUnsupported")]
    [InlineData("http://example.org/x", "RepositoryProtocolUnsupported")]
    [InlineData("git://example.org/x", "RepositoryProtocolUnsupported")]
    [InlineData("ext::sh -c evil", "RepositoryProtocolUnsupported")]
    [InlineData("", "RepositoryUrlInvalid")]
    [InlineData("https://", "RepositoryUrlInvalid")]
    [InlineData("https://example.org/", "RepositoryUrlInvalid")]
    [InlineData("https://example.org/x#skills", "RepositoryUrlInvalid")]
    [InlineData("file://far.example.org/share", "RepositoryUrlInvalid")]
    [InlineData("https://example.org/\u202Ex", "RepositoryUrlInvalid")]
    [InlineData("https://example.org/\u001b[2Jx", "RepositoryUrlInvalid")]
    public void What_can_not_be_fetched_says_what_to_do_instead(string text, string errorId)
    {
        ClawException refused = Assert.Throws<ClawException>(() => RepositoryAddress.Parse(text, Here));

        Assert.Equal(errorId, refused.ErrorId);
        Assert.DoesNotContain(refused.Message, char.IsControl);
        Assert.Matches("https|-Path", refused.Message);
    }

    [Fact]
    public void A_page_copied_from_a_browser_is_answered_with_the_command_that_was_meant()
    {
        ClawException refused = Assert.Throws<ClawException>(() => RepositoryAddress.Parse("https://github.com/ada/skills/tree/main/skills/review", Here));

        Assert.Equal("That is a page about a repository, not the repository. Use: -Repository https://github.com/ada/skills -Ref main -Path skills/review", refused.Message);
    }

    [Fact]
    public void The_same_repository_is_known_by_any_spelling()
    {
        var address = RepositoryAddress.Parse("https://github.com/Ada/Skills.git", Here);

        Assert.True(address.IsSame("https://github.com/ada/skills"));
        Assert.False(address.IsSame("https://github.com/ada/skills2"));
        Assert.False(address.IsSame("https://gitlab.com/ada/skills"));
    }
}
