using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Storage;

/// <summary>Lets a cancellation end a statement that is running.</summary>
internal static class Interruption
{
    /// <summary>Interrupts the connection when the token is cancelled. Dispose before the connection is given back.</summary>
    public static CancellationTokenRegistration InterruptOn(this SqliteConnection connection, CancellationToken cancellation) =>
        cancellation.CanBeCanceled
            ? cancellation.Register(static handle => raw.sqlite3_interrupt((sqlite3)handle!), connection.Handle)
            : default;
}
