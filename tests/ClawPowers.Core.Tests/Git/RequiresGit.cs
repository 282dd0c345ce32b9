using ClawPowers.Core.Errors;
using ClawPowers.Core.Git;
using LibGit2Sharp;

namespace ClawPowers.Core.Tests.Git;

/// <summary>What a test of Git needs of the machine. Without it the test is skipped and says why.</summary>
internal static class RequiresGit
{
    private static readonly Lazy<string?> Missing = new(Prepare);

    /// <summary>Loads libgit2, away from the configuration of whoever runs the tests.</summary>
    public static void Library() => Assert.SkipWhen(Missing.Value is not null, Missing.Value ?? string.Empty);

    private static string? Prepare()
    {
        try
        {
            GitLibrary.Load();
        }
        catch (ClawException exception) when (exception.ErrorId == "GitLibraryMissing")
        {
            return exception.Message;
        }

        string nowhere = Path.Combine(AppContext.BaseDirectory, "no-git-configuration");
        foreach (ConfigurationLevel level in new[] { ConfigurationLevel.Global, ConfigurationLevel.Xdg, ConfigurationLevel.System })
        {
            GlobalSettings.SetConfigSearchPaths(level, nowhere);
        }

        return null;
    }
}
