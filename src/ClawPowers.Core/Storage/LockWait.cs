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
    private const int LongestPause = 25;

    [ThreadStatic]
    private static long _deadline;

    /// <summary>Makes the connection wait in short pauses, for <see cref="StoreConnections.BusySeconds"/> in all.</summary>
    public static void Install(sqlite3 handle)
    {
        bool held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            _ = SetBusyHandler(handle.DangerousGetHandle(), &OnBusy, 0);
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>How long to wait before the next try, in milliseconds. By chance, so that waiters do not meet again and again.</summary>
    /// <param name="tries">How many tries there were.</param>
    public static int Pause(int tries) => Random.Shared.Next(1, Math.Min(3 + (2 * tries), LongestPause) + 1);

    // SQLite asks: may it try again? One wait stays on one thread and begins with 0.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnBusy(nint state, int tries)
    {
        if (tries == 0)
        {
            _deadline = Environment.TickCount64 + (StoreConnections.BusySeconds * 1000);
        }
        else if (Environment.TickCount64 > _deadline)
        {
            return 0;
        }

        Thread.Sleep(Pause(tries));
        return 1;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int SetBusyHandler(nint database, delegate* unmanaged[Cdecl]<nint, int, int> handler, nint state);
}
