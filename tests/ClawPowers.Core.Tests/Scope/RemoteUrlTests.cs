using ClawPowers.Core.Scope;

namespace ClawPowers.Core.Tests.Scope;

public sealed class RemoteUrlTests
{
    [Theory]
    [InlineData("https://example.org/owner/name")]
    [InlineData("https://example.org/owner/name/")]
    [InlineData("https://example.org/owner/name.git")]
    [InlineData("https://example.org/owner/name.git/")]
    [InlineData("https://Example.ORG/Owner/Name.git")]
    [InlineData("https://user@example.org/owner/name")]
    [InlineData("https://user:word@example.org/owner/name")]
    [InlineData("https://us%40er:p%3Aw@example.org/owner/name")]
    [InlineData("https://example.org:443/owner/name")]
    [InlineData("http://example.org/owner/name")]
    [InlineData("ssh://git@example.org/owner/name.git")]
    [InlineData("ssh://git@example.org:22/owner/name.git")]
    [InlineData("ssh://example.org/owner/name")]
    [InlineData("SSH://git@example.org/owner/name")]
    [InlineData("git+ssh://git@example.org/owner/name")]
    [InlineData("git://example.org/owner/name.git")]
    [InlineData("git@example.org:owner/name.git")]
    [InlineData("git@example.org:/owner/name.git")]
    [InlineData("git@example.org:owner/name")]
    [InlineData("example.org:owner/name")]
    [InlineData("  git@example.org:owner/name.git  ")]
    public void All_spellings_of_an_address_are_one_identity(string url) =>
        Assert.Equal("example.org/owner/name", RemoteUrl.Identity(url, Path.GetTempPath()));

    [Theory]
    [InlineData("https://example.org/group/sub/name.git", "example.org/group/sub/name")]
    [InlineData("git@example.org:group/sub/name.git", "example.org/group/sub/name")]
    [InlineData("https://example.org/name", "example.org/name")]
    [InlineData("https://example.org", "example.org")]
    [InlineData("https://example.org/owner/name.github.io", "example.org/owner/name.github.io")]
    [InlineData("ssh://git@[2001:db8::1]:22/owner/name.git", "[2001:db8::1]/owner/name")]
    [InlineData("git@ssh.example.org:v3/org/project/repo", "ssh.example.org/v3/org/project/repo")]
    [InlineData("user@host:~/repo.git", "host/~/repo")]
    public void An_identity_keeps_the_whole_path(string url, string identity) =>
        Assert.Equal(identity, RemoteUrl.Identity(url, Path.GetTempPath()));

    [Theory]
    [InlineData("/srv/git/name.git")]
    [InlineData("/srv/git/name")]
    [InlineData("/srv/git/name/")]
    [InlineData("/srv/git/name/.git")]
    [InlineData("file:///srv/git/name.git")]
    [InlineData("file:///srv/git/name/.git/")]
    [InlineData("FILE:///srv/git/name")]
    [InlineData("../git/name")]
    [InlineData("../git/./name.git")]
    public void All_spellings_of_a_folder_are_one_identity(string url)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Folders are written differently there.");

        Assert.Equal("/srv/git/name", RemoteUrl.Identity(url, "/srv/work"));
    }

    [Theory]
    [InlineData("/srv/with:colon/name")]
    [InlineData("./a:b")]
    public void A_colon_after_a_slash_does_not_make_a_host(string url)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A path can't have a colon there.");

        Assert.StartsWith("/", RemoteUrl.Identity(url, "/srv/work"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_escaped_folder_in_a_url_is_the_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Folders are written differently there.");

        Assert.Equal("/srv/with space/name", RemoteUrl.Identity("file:///srv/with%20space/name.git", "/"));
    }
}
