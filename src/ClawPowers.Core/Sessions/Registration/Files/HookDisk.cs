using System.Security.Cryptography;
using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Sessions.Registration.Files;

/// <summary>Reads and writes configurations: whole, through links, with the rights they had.</summary>
internal static class HookDisk
{
    private const int Largest = 16 * 1024 * 1024;
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;

    /// <summary>Where a file really is.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="within">The folder that it may not lead out of; null for anywhere.</param>
    /// <exception cref="ClawException"><c>HookFileUnusable</c>.</exception>
    public static string Real(string path, string? within) => Guarded(path, () =>
    {
        if (new FileInfo(path) is { LinkTarget: { } target } link && link.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true })
        {
            throw HookErrors.NoFile(path, $"a link to '{target}', which is not there");
        }

        string real = RealPath.Of(path);
        return within is null || SkillTarget.IsWithin(real, RealPath.Of(within)) ? real : throw HookErrors.LeadsOut(path, real);
    });

    /// <summary>What is in a file; null if there is none.</summary>
    /// <exception cref="ClawException"><c>HookFileUnusable</c>, <c>HookFileUnreadable</c>.</exception>
    public static byte[]? Read(string path) => Guarded(path, () =>
    {
        if (Directory.Exists(path))
        {
            throw HookErrors.NoFile(path, "a folder");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        if (file.Length > Largest)
        {
            throw HookErrors.TooLarge(path);
        }

        // What has no length may be a device or a pipe, which never ends.
        return file.Length == 0 ? [] : File.ReadAllBytes(path);
    });

    /// <summary>Refuses what can't be written to, before anything is changed.</summary>
    /// <exception cref="ClawException"><c>HookFileUnusable</c>.</exception>
    public static void CheckWritable(string path) => Guarded(path, () =>
    {
        // A file can be replaced that can't be written to. Who made it so wanted it to stay.
        if (File.Exists(path) && (OperatingSystem.IsWindows() ? new FileInfo(path).IsReadOnly : (File.GetUnixFileMode(path) & UnixFileMode.UserWrite) == UnixFileMode.None))
        {
            throw HookErrors.ReadOnly(path);
        }

        return IsOrdinary(path) ? true : throw HookErrors.NoFile(path, "a device or pipe");
    });

    /// <summary>Writes a file whole, or deletes it, if it still holds what it did.</summary>
    /// <param name="path">Where it really is.</param>
    /// <param name="before">What it held; null for nothing.</param>
    /// <param name="after">What it is to hold; null to delete it.</param>
    /// <param name="ownerOnly">Whether a new file and new folders are for their owner alone.</param>
    /// <exception cref="ClawException"><c>HookFileUnusable</c>, <c>HookFileChanged</c>.</exception>
    public static void Write(string path, byte[]? before, byte[]? after, bool ownerOnly = false) => Guarded(path, () =>
    {
        if (after is null)
        {
            CheckSame(path, before);
            File.Delete(path);
            return true;
        }

        List<string> made = [];
        string unfinished = path + SkillDisk.Unfinished;
        try
        {
            MakeFolders(Path.GetDirectoryName(path)!, made, ownerOnly);
            WriteUnfinished(unfinished, after, Mode(path, ownerOnly));
            CheckSame(path, before);
            if (OperatingSystem.IsWindows() && before is not null)
            {
                File.Replace(unfinished, path, destinationBackupFileName: null);
            }
            else
            {
                File.Move(unfinished, path, overwrite: before is not null);
            }

            return true;
        }
        catch
        {
            Clear(unfinished, made);
            throw;
        }
    });

    /// <summary>The folders that are missing for a file, the outermost first.</summary>
    public static IEnumerable<string> MissingFolders(string path)
    {
        List<string> missing = [];
        for (string? folder = Path.GetDirectoryName(path); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing.Insert(0, folder);
        }

        return missing;
    }

    /// <summary>Removes folders that are empty, the last first, as far as that goes.</summary>
    public static void RemoveEmpty(IEnumerable<string> folders)
    {
        foreach (string folder in folders.Reverse())
        {
            try
            {
                if (Directory.Exists(folder) && new DirectoryInfo(folder).LinkTarget is null && !Directory.EnumerateFileSystemEntries(folder).Any())
                {
                    Directory.Delete(folder);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return; // An empty folder does no harm.
            }
        }
    }

    /// <summary>The name of the copy of a file: its own, after a mark of where it is.</summary>
    public static string BackupName(string path) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8].ToLowerInvariant() + "-" + Path.GetFileName(path);

    // A configuration may be switched off by a link to /dev/null, which must not become a file, or be handed over by a pipe.
    private static bool IsOrdinary(string path)
    {
        if (OperatingSystem.IsWindows() || new FileInfo(path) is not { Exists: true, Length: 0 })
        {
            return true;
        }

        if (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal))
        {
            return false;
        }

        // Opened for both, a pipe does not wait for its other end.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        return stream.CanSeek;
    }

    private static void MakeFolders(string folder, List<string> made, bool ownerOnly)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (Path.GetDirectoryName(folder) is { } parent)
        {
            MakeFolders(parent, made, ownerOnly);
        }

        if (ownerOnly && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, OwnerOnlyFolder);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }

        made.Add(folder);
    }

    private static void WriteUnfinished(string path, byte[] bytes, UnixFileMode? mode)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            // Until it has the rights of the file that it replaces, nobody else reads it: there may be secrets in it.
            options.UnixCreateMode = OwnerOnlyFile;
        }

        using (var stream = new FileStream(path, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        if (mode is { } rights && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, rights);
        }
    }

    private static UnixFileMode? Mode(string path, bool ownerOnly) =>
        OperatingSystem.IsWindows() ? null
        : File.Exists(path) ? File.GetUnixFileMode(path)
        : ownerOnly ? OwnerOnlyFile : null;

    private static void CheckSame(string path, byte[]? before)
    {
        byte[]? now = Read(path);
        if ((now is null) != (before is null) || !now.AsSpan().SequenceEqual(before))
        {
            throw HookErrors.Changed(path);
        }
    }

    private static void Clear(string unfinished, List<string> made)
    {
        try
        {
            File.Delete(unfinished);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What failed first is said.
        }

        RemoveEmpty(made);
    }

    private static T Guarded<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw HookErrors.Unusable(path, exception);
        }
    }
}
