using System.Globalization;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Verification.Running;

/// <summary>Where outputs of gates are kept: below the store's folder, for its owner only, for two weeks.</summary>
internal sealed class OutputFolder(ClawContext context)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private string Root => RootOf(context.Store);

    /// <summary>All files that verifications made below a store's folder, and then the folders that they are in, the inner ones first.</summary>
    public static (IReadOnlyList<string> Files, IReadOnlyList<string> Folders) Made(StoreLocation store)
    {
        string root = RootOf(store);
        if (!Directory.Exists(root))
        {
            return ([], []);
        }

        string[] folders = [.. Runs(root).Order(StringComparer.Ordinal)];
        return ([.. folders.SelectMany(static folder => Directory.EnumerateFiles(folder, "*.log")), .. Directory.EnumerateFiles(root, "*.lock")], [.. folders, root]);
    }

    /// <summary>The file for the output of a gate, made empty. What an earlier attempt of the run left there is replaced.</summary>
    public string Prepare(long run, string gate)
    {
        string folder = Path.Combine(Root, run.ToString(CultureInfo.InvariantCulture));
        StoreFolder.CreateFolder(Root);
        StoreFolder.CreateFolder(folder);
        string file = Path.Combine(folder, gate + ".log");
        File.Delete(file);
        StoreFolder.CreateFile(file);
        return file;
    }

    /// <summary>The file by which only one process at a time verifies a folder.</summary>
    public string LockFile(string name)
    {
        StoreFolder.CreateFolder(Root);
        return Path.Combine(Root, name + ".lock");
    }

    /// <summary>Removes what has expired. What can't be removed stays until the next time.</summary>
    public void Expire()
    {
        DateTime before = (context.Time.GetUtcNow() - Kept).UtcDateTime;
        try
        {
            foreach (string folder in Directory.Exists(Root) ? Runs(Root) : [])
            {
                if (Directory.GetLastWriteTimeUtc(folder) < before)
                {
                    foreach (string file in Directory.EnumerateFiles(folder, "*.log"))
                    {
                        File.Delete(file);
                    }

                    Directory.Delete(folder);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The gates are what counts.
        }
    }

    private static string RootOf(StoreLocation store) => Path.Combine(store.Directory, "verification");

    // Only what has our names: somebody may keep something else there.
    private static IEnumerable<string> Runs(string root) => Directory.EnumerateDirectories(root).Where(static folder =>
        long.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _) && new DirectoryInfo(folder).LinkTarget is null);
}
