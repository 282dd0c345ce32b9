using ClawPowers.Core.Scope;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Storage;

/// <summary>Care of a store as a whole: making it, looking at it, checking it, copying it and bringing a copy back.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class StoreMaintenance(ClawContext context)
{
    /// <summary>Makes the store, or brings an older one up to date.</summary>
    /// <returns>Whether there was none before.</returns>
    /// <exception cref="Errors.ClawException">The store can't be made there, or what is there is none.</exception>
    public bool Initialize()
    {
        bool isNew;
        using (SqliteConnection? existing = StoreConnections.OpenForReading(context.Store))
        {
            isNew = existing is null;
            if (existing is not null && StoreConnections.ReadIdentity(existing) == Migrator.CurrentVersion)
            {
                return false;
            }
        }

        using SqliteConnection migrated = StoreConnections.OpenForWriting(context.Store);
        return isNew;
    }

    /// <summary>What the store is and holds.</summary>
    /// <returns>The status; a store that does not exist is no failure.</returns>
    /// <exception cref="Errors.ClawException">The store can't be read.</exception>
    public StoreStatus Status() => StatusReader.Read(context, new ScopeSelection(context));

    /// <summary>Checks everything that can be wrong with a store. Changes nothing.</summary>
    /// <param name="cancellation">Ends the checking.</param>
    /// <returns>One result per check, as they are made.</returns>
    public IEnumerable<StoreCheck> Check(CancellationToken cancellation = default) => StoreInspection.Run(context, cancellation);

    /// <summary>Where a backup goes if nobody says otherwise.</summary>
    /// <returns>A path in the store's folder for backups, named after the moment.</returns>
    public string DefaultBackupPath() => StoreCopies.DefaultPath(context, "clawpowers");

    /// <summary>Copies the store, whatever others do to it meanwhile.</summary>
    /// <param name="path">The file to make, absolute.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="cancellation">Ends the copying; nothing is left then.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="Errors.ClawException"><c>StoreNotFound</c>, <c>BackupExists</c>, <c>BackupFolderNotFound</c>, <c>BackupFailed</c>.</exception>
    public StoreBackup Backup(string path, bool overwrite = false, CancellationToken cancellation = default) =>
        StoreCopies.Backup(context, path, overwrite, cancellation);

    /// <summary>Looks at a backup without touching it or the store.</summary>
    /// <param name="path">The backup's file.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="Errors.ClawException"><c>BackupUnusable</c>: it is no sound copy of a store that this program knows.</exception>
    public static StoreBackup Examine(string path) => StoreCopies.Examine(path);

    /// <summary>Brings a backup back into the live store, which other processes may have open. What was there before is backed up first.</summary>
    /// <param name="path">The backup's file.</param>
    /// <param name="cancellation">Ends the work before it has begun.</param>
    /// <returns>The copy of what was there before; null if there was no store.</returns>
    /// <exception cref="Errors.ClawException"><c>BackupUnusable</c>, or the store can't be written.</exception>
    public StoreBackup? Restore(string path, CancellationToken cancellation = default) => StoreCopies.Restore(context, path, cancellation);
}
