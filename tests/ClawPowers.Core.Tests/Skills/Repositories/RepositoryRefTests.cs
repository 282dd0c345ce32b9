using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Repositories;

namespace ClawPowers.Core.Tests.Skills.Repositories;

public sealed class RepositoryRefTests
{
    private static readonly string A = new('a', 40);
    private static readonly string B = new('b', 40);

    private static readonly Dictionary<string, string> Offered = new(StringComparer.Ordinal)
    {
        ["HEAD"] = "refs/heads/trunk",
        ["refs/heads/trunk"] = A,
        ["refs/heads/both"] = A,
        ["refs/tags/both"] = B,
        ["refs/tags/v1"] = B,
        ["refs/pull/1/head"] = B,
    };

    [Theory]
    [InlineData(null, "refs/heads/trunk")]
    [InlineData("trunk", "refs/heads/trunk")]
    [InlineData("v1", "refs/tags/v1")]
    [InlineData("tags/both", "refs/tags/both")]
    [InlineData("heads/both", "refs/heads/both")]
    [InlineData("refs/tags/v1", "refs/tags/v1")]
    [InlineData("CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC", "cccccccccccccccccccccccccccccccccccccccc")]
    public void A_branch_a_tag_or_a_commit_is_found_by_its_name(string? wanted, string found) =>
        Assert.Equal(found, RepositoryRef.Choose("u", wanted, Offered).FullName);

    [Theory]
    [InlineData("both", "RepositoryRefAmbiguous")]
    [InlineData("pull/1/head", "RepositoryRefNotFound")]
    [InlineData("refs/pull/1/head", "RepositoryRefNotFound")]
    [InlineData("HEAD", "RepositoryRefNotFound")]
    [InlineData("abc123", "RepositoryRefNotFound")]
    public void What_is_not_clear_or_not_there_is_refused(string wanted, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<ClawException>(() => RepositoryRef.Choose("u", wanted, Offered)).ErrorId);

    [Fact]
    public void A_server_that_does_not_name_its_main_branch_is_taken_by_its_commit()
    {
        var offered = new Dictionary<string, string>(StringComparer.Ordinal) { ["HEAD"] = A, ["refs/heads/other"] = A, ["refs/heads/main"] = A, ["refs/heads/b"] = B };

        Assert.Equal("refs/heads/main", RepositoryRef.Choose("u", wanted: null, offered).FullName);
    }

    [Fact]
    public void An_empty_repository_has_no_main_branch() =>
        Assert.Equal("RepositoryRefNotFound", Assert.Throws<ClawException>(() => RepositoryRef.Choose("u", wanted: null, new Dictionary<string, string>())).ErrorId);
}
