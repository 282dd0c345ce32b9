using ClawPowers.Core.Errors;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Transfer;

/// <summary>Writes a store, or a part of it, as sorted JSON Lines: the same store always gives the same bytes.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class StoreExporter(ClawContext context)
{
    /// <summary>Exports one snapshot. A file is whole or not there.</summary>
    /// <param name="request">What, and where to.</param>
    /// <param name="progress">Hears how far it has come, now and then.</param>
    /// <param name="cancellation">Ends the work; no file is left then.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ClawException">
    /// <c>StoreNotFound</c>, <c>ExportFileExists</c>, <c>ExportFolderNotFound</c>, <c>ExportFailed</c>, <c>InvalidStateKey</c>, <c>InvalidStatePattern</c>,
    /// <c>InvalidScope</c>, <c>NotInProject</c>.
    /// </exception>
    public StoreExport Write(ExportRequest request, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var export = new ExportWriter(context, request, progress);
        return request.Path is { } path
            ? WriteFile(export, path, request.Overwrite, cancellation)
            : export.Write(request.Output ?? throw new ArgumentException("Neither a file nor a stream was given.", nameof(request)), cancellation);
    }

    private StoreExport WriteFile(ExportWriter export, string path, bool overwrite, CancellationToken cancellation)
    {
        if (Directory.Exists(path) || (File.Exists(path) && (!overwrite || StoreCopies.IsStoreItself(context.Store, path))))
        {
            throw TransferErrors.FileExists(path);
        }

        // The file is made beside and moved to its name, which would put it in the place of /dev/null itself.
        if (File.Exists(path) && path.StartsWith("/dev/", StringComparison.Ordinal) && LegacyHome.Target(path).Length == 0)
        {
            throw TransferErrors.IsDevice(path);
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw TransferErrors.FolderMissing(path);
        }

        string partial = path + "." + Path.GetRandomFileName() + StoreCopies.Unfinished;
        try
        {
            StoreFolder.CreateFile(partial);
            StoreExport written;
            using (var file = new FileStream(partial, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                written = export.Write(file, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite);
            return written with { Path = path };
        }
        catch (Exception exception)
        {
            StoreCopies.TryDelete(partial);
            throw exception is IOException or UnauthorizedAccessException ? TransferErrors.WriteFailed(path, exception) : exception;
        }
    }
}
