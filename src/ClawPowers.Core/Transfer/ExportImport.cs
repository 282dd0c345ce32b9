using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClawPowers.Core.Transfer;

/// <summary>Imports an export. Every line is read and checked before the store is touched, then all is written in one commit.</summary>
internal sealed class ExportImport(ClawContext context, ImportRequest request, ImportReport report, IProgress<TransferProgress>? progress)
{
    private const int ProgressEvery = 5_000;

    public StoreImport Run(string path, CancellationToken cancellation)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        if (!stream.CanSeek)
        {
            throw TransferErrors.FormatUnknown(path, "it is a pipe or a device, which can't be read twice");
        }

        var file = new ExportFile(stream, path);
        ExportHeader header = file.Header();
        report.SourceId = header.StoreId;
        (long lines, string? project) = Check(file, path, cancellation);
        StoreTransaction.Run(
            context,
            request.Commit,
            transaction =>
            {
                Write(transaction, file, path, header, project, lines, cancellation);
                return true;
            },
            cancellation);
        return report.Finish(request.Commit);
    }

    private (long Lines, string? Project) Check(ExportFile file, string path, CancellationToken cancellation)
    {
        var check = new LineCheck();
        long count = 0;
        foreach (ExportLine line in file.Lines(cancellation))
        {
            try
            {
                check.Next(line);
            }
            catch (FormatException exception)
            {
                throw TransferErrors.LineInvalid(path, line.Number, exception.Message, exception);
            }

            Report("checking lines", ++count, total: null);
        }

        if (request.Scope is null or ClawScope.All && string.IsNullOrEmpty(request.Project))
        {
            return (count, null);
        }

        string project = new ScopeSelection(context).ForWriting(request.Scope, request.Project);
        return check.Projects.Count <= 1
            ? (count, project)
            : throw TransferErrors.SeveralScopes(path, [.. check.Projects.Order(CodePoints.Order).Select(ScopeSelection.Describe)]);
    }

    private void Write(StoreTransaction transaction, ExportFile file, string path, ExportHeader header, string? project, long lines, CancellationToken cancellation)
    {
        string name = Path.GetFileName(path);
        SqliteConnection connection = transaction.Connection;
        bool isCopy = header.IsComplete && project is null && IsEmpty(connection);
        report.IsCopy = isCopy;
        if (isCopy)
        {
            connection.Execute("UPDATE store SET id = $id, created_at = $at", ("$id", header.StoreId), ("$at", header.CreatedAt));
        }

        bool isOwn = (string)connection.ReadValue("SELECT id FROM store")! == header.StoreId;
        using var inserts = new LineInserts(transaction);
        var entries = new EntryMerge(transaction, inserts, request.Conflict, report);
        var metrics = new MetricMerge(transaction, inserts, request.Conflict, report, header.StoreId, isCopy);
        var recommendations = new RecommendationMerge(transaction, inserts, request.Conflict, report, isCopy);
        using var runs = new RunNumbers(connection, isNeeded: !isCopy);
        long done = 0;
        long skipped = 0;
        foreach (ExportLine line in file.Lines(cancellation))
        {
            if (project is not null && line.Shape.Owner is { } where)
            {
                line[where] = project;
            }

            if (line.IsMasked)
            {
                report.Note(ImportIssueKind.Masked, name, line.Number, Subject(line), "a secret in it was masked when it was exported", "took it as it is, unless the store has it already");
            }

            try
            {
                Write(line);
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
            {
                throw TransferErrors.LineInvalid(path, line.Number, "it says what another line says already", exception);
            }

            Report("writing lines", ++done, lines);
        }

        if (skipped > 0)
        {
            report.Note(ImportIssueKind.LeftOut, name, null, null, string.Create(CultureInfo.InvariantCulture, $"it holds {skipped} calls for feedback, which only an empty store takes"), "left them out");
        }

        metrics.WriteTotals();

        void Write(ExportLine line)
        {
            switch (line.Shape.Type)
            {
                case "scope" when isCopy:
                    inserts.Scope(line.Text(LineShape.Scope.Project)!);
                    break;
                case "purged" when isOwn && project is null:
                    Purged(connection, inserts, line);
                    break;
                case "entry":
                    entries.Take(line, name, line.Number);
                    break;
                case "version":
                    entries.TakeVersion(line);
                    break;
                case "removed":
                    metrics.TakeRemoved(line);
                    break;
                case "metric":
                    long id = line.Long(LineShape.Metric.Id);
                    runs.Add(id, metrics.Take(line, name));
                    break;
                case "metric-version":
                    metrics.TakeVersion(line);
                    break;
                case "recommendation":
                    recommendations.Take(line, name, runs.Find);
                    break;
                case "lesson":
                    recommendations.TakeLesson(line);
                    break;
                case "feedback" when isCopy:
                    inserts.Insert(line);
                    report.Feedback++;
                    break;
                case "feedback" when !isOwn || connection.ReadLong("SELECT EXISTS (SELECT 1 FROM feedback WHERE id = $id AND at = $at)", ("$id", line[LineShape.Feedback.Id]), ("$at", line[LineShape.Feedback.At])) == 0:
                    skipped++;
                    break;
            }
        }
    }

    private static void Purged(SqliteConnection connection, LineInserts inserts, ExportLine line) => connection.Execute(
        "INSERT INTO purged (scope_id, key_hash, version) VALUES ($scope, $hash, $version) ON CONFLICT (scope_id, key_hash) DO UPDATE SET version = max(version, excluded.version)",
        ("$scope", inserts.Scope(line.Text(LineShape.Purged.Project)!)),
        ("$hash", Convert.FromHexString(line.Text(LineShape.Purged.Hash)!)),
        ("$version", line[LineShape.Purged.Version]));

    private static bool IsEmpty(SqliteConnection connection) => connection.ReadLong(
        """
        SELECT NOT EXISTS (SELECT 1 FROM entry) AND NOT EXISTS (SELECT 1 FROM purged) AND NOT EXISTS (SELECT 1 FROM metric)
           AND NOT EXISTS (SELECT 1 FROM recommendation) AND NOT EXISTS (SELECT 1 FROM feedback) AND NOT EXISTS (SELECT 1 FROM scope WHERE project <> '')
           AND (SELECT up_to FROM metric_removed) = 0
        """) == 1;

    private static string? Subject(ExportLine line) => line.Shape.Type switch
    {
        "entry" => line.Text(LineShape.Entry.Key),
        "metric" => string.Create(CultureInfo.InvariantCulture, $"run {line.Long(LineShape.Metric.Id)}"),
        _ => line.Shape.Type,
    };

    private void Report(string step, long done, long? total)
    {
        if (done % ProgressEvery == 0)
        {
            progress?.Report(new TransferProgress(step, done, total));
        }
    }
}
