using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>
/// How a connection waits for another process's lock. SQLite's own timer sleeps whole seconds in builds that lack
/// <c>usleep</c>, as the bundled one on Linux, and does not wait at all if it may for less: many short commands then
/// starve each other.
/// </summary>
internal static unsafe partial class LockWait
{
    [ThreadStatic]
    private static LockPatience _patience;

    /// <summary>Makes the connection wait in short pauses, as long as <see cref="LockPatience"/> lasts.</summary>
    public static void Install(sqlite3 handle)
    {
        bool held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            nint database = handle.DangerousGetHandle();
            _ = SetBusyHandler(database, &OnBusy, database);
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>Something that changes when someone writes to a store. Opens nothing: to close the file would end SQLite's locks on it.</summary>
    /// <param name="path">The store's file.</param>
    /// <returns>Null if that can't be told.</returns>
    public static long? Trace(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        try
        {
            var file = new FileInfo(path);
            var log = new FileInfo(path + "-wal");
            return HashCode.Combine(file.LastWriteTimeUtc, file.Exists ? file.Length : -1, log.LastWriteTimeUtc, log.Exists ? log.Length : -1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // SQLite asks: may it try again? One wait stays on one thread and begins with 0. It can't be asked for what has
    // changed while it asks.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnBusy(nint database, int tries)
    {
        long now = Environment.TickCount64;
        if (tries == 0)
        {
            _patience = new LockPatience(now);
        }

        if (!_patience.Lasts(now, Trace(Marshal.PtrToStringUTF8(FileName(database, "main")))))
        {
            return 0;
        }

        Thread.Sleep(_patience.Pause(tries, now));
        return 1;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int SetBusyHandler(nint database, delegate* unmanaged[Cdecl]<nint, int, int> handler, nint state);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_db_filename", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial nint FileName(nint database, string name);
}
