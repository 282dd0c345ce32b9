using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Transfer;

/// <summary>Brings a home of clawpowers 1.0.0, or what was exported, into the store.</summary>
/// <param name="context">Which store, from where, and who asks.</param>
public sealed class StoreImporter(ClawContext context)
{
    /// <summary>Imports in one commit: all of it or nothing. Doing it again changes nothing.</summary>
    /// <param name="request">What, and where to.</param>
    /// <param name="progress">Hears how far it has come, now and then.</param>
    /// <param name="cancellation">Ends the work; nothing is imported then.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ClawException">
    /// <c>ImportSourceNotFound</c>, <c>ImportFormatUnknown</c>, <c>ImportFormatNewer</c>, <c>ImportLineInvalid</c>, <c>ImportReadFailed</c>,
    /// <c>ImportScopeAmbiguous</c>, <c>InvalidScope</c>, <c>NotInProject</c>, or the store can't be written.
    /// </exception>
    public StoreImport Run(ImportRequest request, IProgress<TransferProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path ?? context.Store.Directory));
        var report = new ImportReport(path);
        try
        {
            if (Directory.Exists(path))
            {
                return !LegacyHome.Is(path)
                    ? throw (request.Path is null ? TransferErrors.NoHome(path) : TransferErrors.FormatUnknown(path, "it is a folder with neither 'state' nor 'metrics' in it"))
                    : new LegacyImport(context, request, report, progress).Run(path, cancellation);
            }

            if (!File.Exists(path))
            {
                throw request.Path is null ? TransferErrors.NoHome(path) : TransferErrors.SourceNotFound(path);
            }

            return new ExportImport(context, request, report, progress).Run(path, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw TransferErrors.ReadFailed(path, exception);
        }
    }
}
