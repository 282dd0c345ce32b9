namespace ClawPowers.Core.Storage;

/// <summary>Where a store is: a folder of its own with one SQLite file in it.</summary>
public sealed record StoreLocation
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string DirectoryVariable = "CLAWPOWERS_DIR";

    private const string FileName = "clawpowers.db";

    /// <summary>Names a store by its folder.</summary>
    /// <param name="directory">The folder, absolute.</param>
    public StoreLocation(string directory)
    {
        Directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        File = Path.Combine(Directory, FileName);
    }

    /// <summary>The folder, absolute, without a trailing separator.</summary>
    public string Directory { get; }

    /// <summary>The SQLite file in the folder.</summary>
    public string File { get; }

    /// <summary>The folder that backups go to unless another is named.</summary>
    public string BackupDirectory => Path.Combine(Directory, "backups");

    internal string LogFile => File + "-wal";

    /// <summary>The store that <c>CLAWPOWERS_DIR</c> names, else the one in <c>~/.clawpowers</c>.</summary>
    /// <param name="workingDirectory">What a relative folder is relative to.</param>
    /// <returns>The location; nothing is touched.</returns>
    public static StoreLocation FromEnvironment(string workingDirectory)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        string? named = ClawContext.Variable(DirectoryVariable);
        if (named is null)
        {
            return new StoreLocation(Path.Combine(home, ".clawpowers"));
        }

        if (named == "~" || named.StartsWith("~/", StringComparison.Ordinal) || named.StartsWith("~\\", StringComparison.Ordinal))
        {
            named = Path.Join(home, named[1..]);
        }

        return new StoreLocation(Path.GetFullPath(named, workingDirectory));
    }
}
