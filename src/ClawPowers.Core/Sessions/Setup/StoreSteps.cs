using System.Buffers.Binary;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Hooks;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Verification.Running;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Sessions.Setup;

/// <summary>The steps that make the store and that delete it.</summary>
internal static class StoreSteps
{
    private const int ApplicationIdAt = 68;
    private const int HeaderBytes = 100;

    /// <summary>Makes the store, or brings an older one up to date.</summary>
    /// <exception cref="ClawException">What is there is no store.</exception>
    public static PlannedStep Make(ClawContext context)
    {
        var maintenance = new StoreMaintenance(context);
        StoreStatus status = maintenance.Status();
        bool isOld = status.Exists && status.SchemaVersion < Migrator.CurrentVersion;
        var step = new SetupStep
        {
            Kind = SetupStepKind.Store,
            Path = context.Store.File,
            Change = !status.Exists ? "Make the store" : isOld ? "Bring the store up to date" : "The store is there",
            IsDone = false,
        };
        return new PlannedStep(step, status.Exists && !isOld, (step, _) =>
        {
            maintenance.Initialize();
            return new SetupOutcome([step with { IsDone = true }], []);
        });
    }

    /// <summary>Deletes the store, its backups, the log of hooks and what gates printed. Whatever else is in the folder stays, and the folder with it.</summary>
    public static IEnumerable<PlannedStep> Purge(ClawContext context)
    {
        StoreLocation store = context.Store;
        if (!Directory.Exists(store.Directory))
        {
            return [];
        }

        string? foreign = IsStrange(store) ? $"'{store.File}' was not made by ClawPowers, and stays." : null;
        (string Path, string What)[] files =
        [
            .. foreign is null ? Present("the store", store.File, store.LogFile, store.File + "-shm") : [],
            .. Present("the log of hooks", PathOf(store, HookLog.FileName), PathOf(store, HookLog.FileName + ".lock"), PathOf(store, HookLog.FileName + ".tmp")),
            .. Backups(store).Select(static path => (path, "a backup")),
        ];
        (IReadOnlyList<string> outputs, IReadOnlyList<string> folders) = OutputFolder.Made(store);
        if (files.Length == 0 && outputs.Count == 0 && foreign is null)
        {
            return [];
        }

        string[] parts = [.. files.Select(file => $"{file.What} {Path.GetRelativePath(store.Directory, file.Path).Replace('\\', '/')}"), .. outputs.Count == 0 ? (string[])[] : ["what gates printed"]];

        var step = new SetupStep
        {
            Kind = SetupStepKind.Store,
            Path = store.Directory,
            Change = "Delete " + string.Join(", ", parts),
            IsDone = false,
            Message = foreign,
        };
        return [new PlannedStep(step, parts.Length == 0, (step, _) => Delete(store, step, [.. files.Select(static file => file.Path), .. outputs], folders))];
    }

    private static SetupOutcome Delete(StoreLocation store, SetupStep step, IReadOnlyList<string> files, IReadOnlyList<string> folders)
    {
        List<ClawException> problems = [];
        StoreConnections.ReleaseIdle(store);
        foreach (string path in files)
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problems.Add(SetupErrors.NotDeleted(path, exception));
            }
        }

        foreach (string folder in folders)
        {
            RemoveIfEmpty(folder);
        }

        RemoveIfEmpty(store.BackupDirectory);
        RemoveIfEmpty(store.Directory);
        string[] left = Directory.Exists(store.Directory) ? [.. Directory.EnumerateFileSystemEntries(store.Directory).Select(static entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)] : [];
        string? kept = left.Length == 0 ? null : $"Not deleted, since it is not the store's: {string.Join(", ", left)}.";
        return new SetupOutcome([step with { IsDone = problems.Count == 0, Message = problems is [var problem, ..] ? problem.Message : step.Message ?? kept }], problems);
    }

    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty folder does no harm.
        }
    }

    private static IEnumerable<(string Path, string What)> Present(string what, params string[] paths) => paths.Where(File.Exists).Select(path => (path, what));

    private static string PathOf(StoreLocation store, string name) => Path.Combine(store.Directory, name);

    private static IEnumerable<string> Backups(StoreLocation store) => Directory.Exists(store.BackupDirectory)
        ? Directory.EnumerateFiles(store.BackupDirectory).Where(static path => (path.EndsWith(".db", StringComparison.Ordinal) && !IsForeign(path)) || path.EndsWith(StoreCopies.Unfinished, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [];

    // Asked of the store itself, since what marks it as ours may still be in its log.
    private static bool IsStrange(StoreLocation store)
    {
        try
        {
            using SqliteConnection? connection = StoreConnections.OpenForReading(store);
            return false;
        }
        catch (ClawException exception)
        {
            return exception.ErrorId == "StoreNotRecognized";
        }
        catch (SqliteException)
        {
            return false; // Damaged, and ours all the same.
        }
    }

    // A copy that another program made, or that is not even a database.
    private static bool IsForeign(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] header = new byte[HeaderBytes];
            int read = file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
            return read > 0 && !(read == HeaderBytes && header.AsSpan().StartsWith("SQLite format 3\0"u8) && BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(ApplicationIdAt)) == StoreConnections.ApplicationId);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return File.Exists(path) && exception is not FileNotFoundException;
        }
    }
}
