using System.Security.AccessControl;
using System.Security.Principal;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Storage;

/// <summary>The store's folder and file as the operating system sees them: where they are and who may see them.</summary>
internal static class StoreFolder
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Closing any handle on a file drops all of a process's POSIX locks on it, so only one thread at a time makes one.
    private static readonly object Creation = new();

    private static readonly string[] NetworkFormats =
        ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.glusterfs", "fuse.davfs", "fuse.rclone", "ncp", "ncpfs", "ceph", "glusterfs", "9p", "v9fs"];

    /// <summary>Makes the folder and an empty file in it, both for the owner only. Leaves alone what is there.</summary>
    public static void Create(StoreLocation store)
    {
        try
        {
            CreateFolder(store.Directory);
            lock (Creation)
            {
                if (!File.Exists(store.File))
                {
                    CreateFile(store.File);
                }
            }
        }
        catch (IOException) when (File.Exists(store.File))
        {
            // Another process made it at the same moment.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreErrors.FolderFailed(store, exception);
        }
    }

    /// <summary>Makes a folder for the owner only, unless it is there.</summary>
    /// <returns>Whether it was made.</returns>
    public static bool CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return false;
        }

        if (OperatingSystem.IsWindows())
        {
            DirectoryInfo folder = Directory.CreateDirectory(path);
            if (!IsInsideProfile(path))
            {
                RestrictToOwner(folder);
            }
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFolder);
        }

        return true;
    }

    /// <summary>Makes an empty file for the owner only.</summary>
    /// <exception cref="IOException">There is one already.</exception>
    public static void CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        using (new FileStream(path, options))
        {
        }
    }

    /// <summary>Refuses a folder on a network file system, where SQLite's log can't be shared.</summary>
    public static void RefuseNetwork(StoreLocation store)
    {
        if (OperatingSystem.IsWindows() && store.Directory.StartsWith(@"\\", StringComparison.Ordinal) && !store.Directory.StartsWith(@"\\?\", StringComparison.Ordinal))
        {
            throw StoreErrors.OnNetwork(store, "a share");
        }

        if (NetworkFormatOf(store.Directory) is { } format)
        {
            throw StoreErrors.OnNetwork(store, format);
        }
    }

    /// <summary>Whether others than the owner may read the store's folder and file. Unix only; false elsewhere.</summary>
    public static bool IsOpenToOthers(StoreLocation store)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        const UnixFileMode enter = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return !OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(store.Directory) & enter) != UnixFileMode.None
            && (File.GetUnixFileMode(store.File) & others) != UnixFileMode.None;
    }

    private static string? NetworkFormatOf(string path)
    {
        string? existing = path;
        while (existing is not null && !Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing);
        }

        if (existing is null)
        {
            return null;
        }

        try
        {
            if (OperatingSystem.IsLinux() && MountTable.FormatOf(RealPath.Of(existing), File.ReadLines("/proc/self/mountinfo")) is { } mounted)
            {
                return NetworkFormat(mounted);
            }

            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(existing)! : existing);
            return OperatingSystem.IsWindows()
                ? drive.DriveType == DriveType.Network ? "a network drive" : null
                : NetworkFormat(drive.DriveFormat);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // Not known to be one; SQLite will say if it can't work there.
        }
    }

    private static string? NetworkFormat(string format) =>
        Array.Find(NetworkFormats, network => string.Equals(network, format, StringComparison.OrdinalIgnoreCase));

    private static bool IsInsideProfile(string path)
    {
        string profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return profile.Length > 0 && Path.GetFullPath(path).StartsWith(Path.TrimEndingDirectorySeparator(profile) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
    }

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static void RestrictToOwner(DirectoryInfo folder)
    {
        using WindowsIdentity identity = WindowsIdentity.GetCurrent();
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(
            identity.User!,
            FileSystemRights.FullControl,
            InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit,
            PropagationFlags.None,
            AccessControlType.Allow));
        folder.SetAccessControl(security);
    }
}
