using System.Globalization;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Verification.Running;

/// <summary>Where outputs of gates are kept: below the store's folder, for its owner only, for two weeks.</summary>
internal sealed class OutputFolder(ClawContext context)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private string Root => Path.Combine(context.Store.Directory, "verification");

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
            foreach (string folder in Directory.Exists(Root) ? Directory.EnumerateDirectories(Root) : [])
            {
                // Only what has our names: somebody may keep something else there.
                if (long.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                    && new DirectoryInfo(folder) is { LinkTarget: null } info && info.LastWriteTimeUtc < before)
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
}
