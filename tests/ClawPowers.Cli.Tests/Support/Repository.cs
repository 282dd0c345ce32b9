namespace ClawPowers.Cli.Tests.Support;

/// <summary>The folder of all sources.</summary>
internal static class Repository
{
    /// <summary>Its path.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ClawPowers.sln")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
