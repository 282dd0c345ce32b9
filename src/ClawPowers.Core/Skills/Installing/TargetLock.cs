using System.Text;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>
/// Lets one process at a time change the skills under a home or project: a file that is held open, and is gone
/// afterwards. The system lets go of it when a process dies. In it stands which folders are being made or removed, the
/// one thing that a manifest in them can't tell after a crash.
/// </summary>
internal sealed class TargetLock : IDisposable
{
    public const string FileName = ".clawpowers-skills.lock";

    private const int WaitMilliseconds = 10_000;
    private const int ShortestPause = 2;
    private const int LongestPause = 25;
    private const int LongestNote = 4096;
    private const int MostFailures = 5;

    // On a full disk a buffer would fail again when the file is closed.
    private const int Unbuffered = 0;

    private readonly FileStream _file;
    private readonly string _path;
    private readonly SkillDisk _disk;
    private bool _stays;

    private TargetLock(FileStream file, string path, SkillDisk disk)
    {
        _file = file;
        _path = path;
        _disk = disk;
    }

    /// <summary>Waits for the lock, and clears away what a crash has left.</summary>
    /// <exception cref="ClawException"><c>SkillFolderBusy</c>, <c>SkillFolderUnusable</c>.</exception>
    /// <exception cref="OperationCanceledException">The wait was called off.</exception>
    public static TargetLock Take(string root, SkillDisk disk, CancellationToken cancellation)
    {
        string path = Path.Combine(root, FileName);
        long deadline = Environment.TickCount64 + WaitMilliseconds;
        int failures = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryOpen(path, out Exception? failure) is { } file)
            {
                var taken = new TargetLock(file, path, disk);
                taken.ClearLeftovers(root);
                return taken;
            }

            failures = failure is null ? 0 : failures + 1;
            if (failure is not null && failures == MostFailures)
            {
                throw InstallErrors.FolderFailed(path, failure);
            }

            if (Environment.TickCount64 > deadline)
            {
                throw InstallErrors.Busy(root);
            }

            // By chance, so that waiters do not meet again and again.
            cancellation.WaitHandle.WaitOne(Random.Shared.Next(ShortestPause, LongestPause));
        }
    }

    /// <summary>Clears away what a crash has left, unless someone is at work.</summary>
    public static void ClearAfterCrash(string root, SkillDisk disk)
    {
        string path = Path.Combine(root, FileName);
        try
        {
            if (File.Exists(path) && TryOpen(path, out _) is { } file)
            {
                using var taken = new TargetLock(file, path, disk);
                taken.ClearLeftovers(root);
            }
        }
        catch (ClawException)
        {
            // It is not ours. Whoever has to write there says so.
        }
    }

    /// <summary>Leaves the note of folders for the next command, since they could not be cleared away now.</summary>
    public void Leave() => _stays = true;

    /// <summary>Notes which folders are about to be made or removed, relative to the root, the outermost first.</summary>
    public void Note(IEnumerable<string> folders)
    {
        _file.SetLength(0);
        _file.Write(Encoding.UTF8.GetBytes(string.Join('\n', folders)));
        _file.Flush();
    }

    public void Dispose()
    {
        try
        {
            // Before it is let go, so that nobody else's is deleted.
            if (!_stays)
            {
                _disk.Delete(_path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty file stays, and does no harm.
        }
        finally
        {
            _file.Dispose();
        }
    }

    // Without the file, a failure is either the disk's or that of someone who has just let go of the lock: only another try tells.
    private static FileStream? TryOpen(string path, out Exception? failure)
    {
        failure = null;
        FileStream file;
        try
        {
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw InstallErrors.FolderFailed(path, new IOException("It is a link."));
            }

            // On Windows a file can be deleted while it is open only if that was allowed; nobody else can open it all the same.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None, Unbuffered);
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows() && File.Exists(path))
        {
            return null; // It is being deleted.
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw InstallErrors.FolderFailed(path, exception);
        }
        catch (IOException exception)
        {
            failure = IsHeld(exception) || File.Exists(path) ? null : exception;
            return null;
        }

        try
        {
            return IsOurs(file, path) ? file : Drop(file);
        }
        catch (IOException exception)
        {
            Drop(file);
            throw InstallErrors.FolderFailed(path, exception);
        }
    }

    // Someone has it open: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, EWOULDBLOCK of Linux and of macOS.
    private static bool IsHeld(IOException exception) => exception.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;

    private static FileStream? Drop(FileStream file)
    {
        file.Dispose();
        return null;
    }

    private static bool IsOurs(FileStream file, string path)
    {
        // The one who had it may have deleted it between our opening and our locking: then we hold a file that nobody else will see.
        long mark = file.Length + Random.Shared.Next(1, LongestNote);
        long before = file.Length;
        file.SetLength(mark);
        var seen = new FileInfo(path);
        bool isOurs = seen.Exists && seen.Length == mark;
        file.SetLength(before);
        return isOurs;
    }

    private void ClearLeftovers(string root)
    {
        if (_file.Length is 0 or > LongestNote)
        {
            return;
        }

        byte[] bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        foreach (string folder in Encoding.UTF8.GetString(bytes).Split('\n').Where(static folder => SkillTarget.Ways.Contains(folder, StringComparer.Ordinal)).Reverse())
        {
            string path = Path.GetFullPath(folder, root);
            string manifest = Path.Combine(path, SkillManifest.FileName);
            if (Directory.Exists(path) && !File.Exists(manifest))
            {
                try
                {
                    _disk.Delete(manifest + SkillDisk.Unfinished);
                    _disk.RemoveEmptyFolder(path);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    _stays = true; // Another time.
                }
            }
        }

        if (_stays)
        {
            return;
        }

        Note([]);
        _file.Position = 0;
    }
}
