using System.Runtime.InteropServices;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Git;

namespace ClawPowers.Core.Tests.Git;

public sealed class SystemGitLibraryTests
{
    /// <summary>A library that can be loaded everywhere and is not libgit2.</summary>
    private static string OtherLibrary => Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*System.Native*").First();

    [Fact]
    public void What_is_not_libgit2_is_refused_and_named()
    {
        List<string> refused = [];
        Assert.Null(SystemGitLibrary.Find(["libgit2-that-nobody-has.so", OtherLibrary], refused));
        Assert.Equal([$"{OtherLibrary} (which is no libgit2)"], refused);
        ClawException failure = GitErrors.LibraryMissing(refused);
        Assert.Equal(("GitLibraryMissing", ClawErrorKind.NotInstalled), (failure.ErrorId, failure.Kind));
        Assert.Contains($"not usable: {OtherLibrary} (which is no libgit2). ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_one_that_is_found_is_of_a_version_that_was_compared()
    {
        List<string> refused = [];
        SystemGitLibrary? library = SystemGitLibrary.Find([OtherLibrary, .. SystemGitLibrary.Places()], refused);
        Assert.SkipWhen(library is null, "This system has no libgit2.");
        Assert.Contains(library.Version.ToString(2), SystemGitLibrary.Versions);
        Assert.Contains("git2", Path.GetFileName(library.FindFile()), StringComparison.Ordinal);
        Assert.True(File.Exists(library.FindFile()));
    }

    [Theory]
    [InlineData("1.5.1", true)]
    [InlineData("1.6.3", true)]
    [InlineData("1.6.4", false)]
    [InlineData("1.7.1", false)]
    public void Program_data_is_made_up_for_versions_that_fail_without(string version, bool expected) =>
        Assert.Equal(expected, new SystemGitLibrary(0, Version.Parse(version)).NeedsProgramData);

    [Fact]
    public void No_place_is_in_the_current_folder() =>
        Assert.All(SystemGitLibrary.Places(), static place => Assert.True(Path.IsPathRooted(place) || (OperatingSystem.IsLinux() && !place.Contains('/', StringComparison.Ordinal))));
}
