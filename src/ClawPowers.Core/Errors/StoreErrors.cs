using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which the store itself can fail, each with its id and its sentence.</summary>
internal static class StoreErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Interrupted = 9;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const long NearlyFullBytes = 1 << 20;

    /// <summary>Says in our words what SQLite reported.</summary>
    public static Exception ToStoreError(this SqliteException exception, StoreLocation store) =>
        exception.SqliteErrorCode switch
        {
            Interrupted => new OperationCanceledException("The command was stopped; nothing was changed.", exception),
            Busy or Locked => LockedTooLong(store, exception),
            ReadOnly => NotWritable(store, exception),
            CannotOpen => CannotBeOpened(store, exception),
            Corrupt => Damaged(store, exception.Message, exception),
            NotADatabase => NotRecognized(store, exception),
            Full => DiskFull(store, exception),
            IoError when FreeBytes(store) < NearlyFullBytes => DiskFull(store, exception),
            _ => new ClawException(
                "StoreFailed",
                ClawErrorKind.Disk,
                $"SQLite reported an error ({exception.SqliteExtendedErrorCode}) on the store '{store.File}': {exception.Message} Nothing of this command was stored. Run Test-ClawStore to see whether the file is sound.",
                store.File,
                exception),
        };

    public static ClawException NotFound(StoreLocation store) => new(
        "StoreNotFound",
        ClawErrorKind.NotFound,
        $"There is no store at '{store.File}' yet. The first write makes one, or run Initialize-ClawStore (clawpowers init). If you expected one here, check the environment variable CLAWPOWERS_DIR.",
        store.File);

    public static ClawException Damaged(StoreLocation store, string detail, Exception? inner = null) => new(
        "StoreDamaged",
        ClawErrorKind.InvalidStore,
        $"The store '{store.File}' is damaged ({detail.TrimEnd('.')}). Nothing was changed. Move the file and its -wal and -shm files to a safe place, then run Restore-ClawStore with your newest backup.",
        store.File,
        inner);

    public static ClawException NotRecognized(StoreLocation store, Exception? inner = null) => new(
        "StoreNotRecognized",
        ClawErrorKind.InvalidStore,
        $"The file '{store.File}' is not a ClawPowers store: another program made it, or its beginning is damaged. It was left untouched. Move it away, or point CLAWPOWERS_DIR at another folder.",
        store.File,
        inner);

    public static ClawException TooNew(StoreLocation store, long found, int known) => new(
        "StoreTooNew",
        ClawErrorKind.InvalidStore,
        $"The store '{store.File}' was written by a later version of ClawPowers (schema {found}; this one knows up to {known}). It was left untouched. Update ClawPowers, or point CLAWPOWERS_DIR at another folder.",
        store.File);

    public static ClawException NotWritable(StoreLocation store, Exception? inner = null) => new(
        "StoreReadOnly",
        ClawErrorKind.ReadOnly,
        $"The store '{store.File}' can't be written from here; reading works. Nothing was changed. Check the permissions of the folder, its -wal and -shm files included, or point CLAWPOWERS_DIR at a folder of your own.",
        store.File,
        inner);

    public static ClawException UnmergedLog(StoreLocation store, Exception? inner = null) => new(
        "StoreReadOnly",
        ClawErrorKind.ReadOnly,
        $"The store '{store.File}' has changes in its write-ahead log (-wal) that can't be read, because the folder can't be written. Run any command once as a user who may write there, then try again.",
        store.File,
        inner);

    public static ClawException OnNetwork(StoreLocation store, string fileSystem) => new(
        "StoreOnNetwork",
        ClawErrorKind.InvalidStore,
        $"The folder '{store.Directory}' is on a network file system ({fileSystem}), where several processes can't share a store safely. Point CLAWPOWERS_DIR at a folder on a local disk.",
        store.Directory);

    public static ClawException FolderFailed(StoreLocation store, Exception inner) => new(
        "StoreReadOnly",
        ClawErrorKind.ReadOnly,
        $"The folder '{store.Directory}' for the store can't be made or written: {inner.Message} Point CLAWPOWERS_DIR at a folder of your own.",
        store.Directory,
        inner);

    public static ClawException DiskFull(StoreLocation store, Exception? inner = null) => new(
        "StoreFull",
        ClawErrorKind.Disk,
        $"The disk of '{store.Directory}' is full. Nothing of this command was stored, and what was there before is safe. Free some space, then try again.",
        store.File,
        inner);

    public static ClawException LockedTooLong(StoreLocation store, Exception? inner = null) => new(
        "StoreBusy",
        ClawErrorKind.Busy,
        $"Another process has kept the store '{store.File}' locked for over {StoreConnections.BusySeconds} seconds. Nothing of this command was stored. Try again; if it goes on, find the process that holds the file.",
        store.File,
        inner);

    public static ClawException LockedTooLong(StoreLocation store, LockPatience patience) => patience.IsStuck ? LockedTooLong(store) : new(
        "StoreBusy",
        ClawErrorKind.Busy,
        $"Others have kept writing to the store '{store.File}' for over {StoreConnections.LongestBusySeconds} seconds, and it was never this command's turn. Nothing of this command was stored. Try again, with fewer processes that write at once.",
        store.File);

    public static ClawException BackupExists(string path) => new(
        "BackupExists",
        ClawErrorKind.InvalidArgument,
        $"There is already something at '{path}'. Choose another path, or say -Force to replace that file.",
        path);

    public static ClawException BackupFolderMissing(string path) => new(
        "BackupFolderNotFound",
        ClawErrorKind.NotFound,
        $"The folder of '{path}' does not exist. Make it first, or choose another path.",
        path);

    public static ClawException BackupFailed(string path, Exception inner) => new(
        "BackupFailed",
        ClawErrorKind.Disk,
        $"The copy '{path}' could not be written: {inner.Message} The store itself is untouched.",
        path,
        inner);

    public static ClawException BackupUnusable(string path, string detail, Exception? inner = null) => new(
        "BackupUnusable",
        ClawErrorKind.InvalidStore,
        $"'{path}' can't be restored: {detail.TrimEnd('.')}. The store is untouched.",
        path,
        inner);

    private static ClawException CannotBeOpened(StoreLocation store, Exception inner) => new(
        "StoreUnreadable",
        ClawErrorKind.ReadOnly,
        $"The store '{store.File}' can't be opened. Check that it is a file, that you may read it and that the folder can be written, or point CLAWPOWERS_DIR elsewhere.",
        store.File,
        inner);

    private static long FreeBytes(StoreLocation store)
    {
        try
        {
            return new DriveInfo(store.Directory).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return long.MaxValue;
        }
    }
}
