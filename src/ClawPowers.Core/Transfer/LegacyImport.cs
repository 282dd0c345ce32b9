using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Transfer;

/// <summary>Imports a home of clawpowers 1.0.0: all of it is read before the store is locked, and written in one commit.</summary>
internal sealed class LegacyImport(ClawContext context, ImportRequest request, ImportReport report, IProgress<TransferProgress>? progress)
{
    private const int ProgressEvery = 500;

    public StoreImport Run(string home, CancellationToken cancellation)
    {
        string project = new ScopeSelection(context).ForWriting(request.Scope ?? (string.IsNullOrEmpty(request.Project) ? ClawScope.Global : null), request.Project);
        long now = context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        IReadOnlyList<(ExportLine Entry, string File)> entries = new LegacyState(home, project, now, report).Read((done, total) => Report("reading state", done, total), cancellation);
        IReadOnlyList<(ExportLine Metric, string File)> metrics = new LegacyMetrics(home, project, now, report).Read(done => Report("reading runs", done, total: null), cancellation);
        LegacyHome.NoteLeft(home, report);
        if (entries.Count + metrics.Count > 0)
        {
            StoreTransaction.Run(
                context,
                request.Commit,
                transaction =>
                {
                    Write(transaction, entries, metrics, cancellation);
                    return true;
                },
                cancellation);
        }

        return report.Finish(request.Commit);
    }

    private void Write(StoreTransaction transaction, IReadOnlyList<(ExportLine Entry, string File)> entries, IReadOnlyList<(ExportLine Metric, string File)> metrics, CancellationToken cancellation)
    {
        using var inserts = new LineInserts(transaction);
        var entryMerge = new EntryMerge(transaction, inserts, request.Conflict, report) { ComparesTexts = true };
        var metricMerge = new MetricMerge(transaction, inserts, ImportConflict.Keep, report, sourceId: null, isCopy: false) { OnlyAdds = true };
        long total = entries.Count + metrics.Count;
        long done = 0;
        foreach ((ExportLine entry, string file) in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            entryMerge.Take(entry, file, line: null);
            Report("writing", ++done, total);
        }

        foreach ((ExportLine metric, string file) in metrics)
        {
            cancellation.ThrowIfCancellationRequested();
            metricMerge.Take(metric, file);
            Report("writing", ++done, total);
        }

        metricMerge.WriteTotals();
    }

    private void Report(string step, long done, long? total)
    {
        if (done % ProgressEvery == 0)
        {
            progress?.Report(new TransferProgress(step, done, total));
        }
    }
}
