using System.Buffers;
using System.Text;
using System.Text.Json;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Transfer;

/// <summary>Writes one snapshot of a store as lines, in an order that depends on nothing but their content.</summary>
internal sealed class ExportWriter(ClawContext context, ExportRequest request, IProgress<TransferProgress>? progress)
{
    private const int ProgressEvery = 5_000;

    // The schema in which runs came into being.
    private const int MetricSchema = 2;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly string? _patterns = Patterns(request.Keys);
    private readonly IReadOnlyList<string>? _projects = new ScopeSelection(context).ForReading(
        request.Scope ?? (request.Project is { Length: > 0 } ? null : ClawScope.All),
        request.Project);

    private long _lines;
    private long _bytes;
    private long _masked;

    private bool IsComplete => _projects is null && _patterns is null;

    public StoreExport Write(Stream output, CancellationToken cancellation)
    {
        using SqliteConnection connection = StoreConnections.OpenForReading(context.Store) ?? throw StoreErrors.NotFound(context.Store);
        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
        (string id, long createdAt) = snapshot.Look(Identity);
        IReadOnlyList<(long Id, string Project)> scopes = snapshot.Scopes(_projects);
        WriteHeader(output, id, createdAt);
        if (IsComplete)
        {
            Copy(connection, output, LineShape.Scope.Shape, "ORDER BY project", cancellation);
            Copy(connection, output, LineShape.Purged.Shape, "ORDER BY 1, key_hash", cancellation);
        }

        foreach ((long scope, _) in scopes.OrderBy(static scope => scope.Project, CodePoints.Order))
        {
            WriteEntries(connection, output, scope, cancellation);
        }

        // A store that was not written to since has no runs yet, and reading does not bring it up to date.
        if (_patterns is null && snapshot.Look(StoreConnections.ReadIdentity) >= MetricSchema)
        {
            WriteMetrics(connection, output, scopes, cancellation);
        }

        return new StoreExport
        {
            StoreId = id,
            IsComplete = IsComplete,
            HasHistory = request.History,
            Entries = Count(LineShape.Entry.Shape),
            Versions = Count(LineShape.Version.Shape) + Count(LineShape.MetricVersion.Shape),
            Metrics = Count(LineShape.Metric.Shape),
            Recommendations = Count(LineShape.Recommendation.Shape),
            FeedbackRuns = Count(LineShape.Feedback.Shape),
            Masked = _masked,
            SizeBytes = _bytes,
        };
    }

    private static (string Id, long CreatedAt) Identity(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Command("SELECT id, created_at FROM store");
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetInt64(1)) : throw new FormatException("the store has no identity");
    }

    private static string? Patterns(IReadOnlyList<string>? keys) => keys is not { Count: > 0 } ? null : JsonText.Array(keys.Select(static key => KeyPattern.Parse(key).Text));

    private void WriteHeader(Stream output, string id, long createdAt) => Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", ExportHeader.Type);
        writer.WriteNumber("format", ExportHeader.CurrentFormat);
        writer.WriteString("store", id);
        writer.WriteString("created", LineJson.Time(createdAt));
        writer.WriteBoolean("complete", IsComplete);
        writer.WriteBoolean("history", request.History);
        writer.WriteEndObject();
    });

    private void WriteEntries(SqliteConnection connection, Stream output, long scope, CancellationToken cancellation)
    {
        using SqliteCommand versions = connection.Command($"SELECT {LineShape.Version.Shape.Columns} FROM history t WHERE t.entry_id = $id ORDER BY t.version DESC", ("$id", null));
        using SqliteCommand entries = connection.Command(
            $"""
            SELECT {LineShape.Entry.Shape.Columns}, t.id FROM entry t
            WHERE t.scope_id = $scope AND ($patterns IS NULL OR EXISTS (SELECT 1 FROM json_each($patterns) p WHERE t.key GLOB p.value))
            ORDER BY t.key
            """,
            ("$scope", scope),
            ("$patterns", _patterns));
        foreach ((ExportLine entry, long id) in entries.Rows(context.Store, static reader => (ExportLine.Read(LineShape.Entry.Shape, reader), reader.GetInt64(LineShape.Entry.Shape.Fields.Count)), cancellation))
        {
            var whole = entry[LineShape.Entry.Value] as string;
            Write(output, entry);
            if (request.History && entry.Long(LineShape.Entry.Version) > 1)
            {
                versions.Parameters["$id"].Value = id;
                WriteVersions(output, versions, whole, entry.IsMasked, cancellation);
            }
        }
    }

    // A version that kept only its length is the beginning of a text that may have been masked: it then gets its own text.
    private void WriteVersions(Stream output, SqliteCommand versions, string? newerText, bool isNewerMasked, CancellationToken cancellation)
    {
        foreach (ExportLine version in versions.Rows(context.Store, static reader => ExportLine.Read(LineShape.Version.Shape, reader), cancellation))
        {
            if (version.LongOrNull(LineShape.Version.Length) is { } length)
            {
                if (isNewerMasked && newerText is not null)
                {
                    byte[] bytes = Encoding.UTF8.GetBytes(newerText);
                    version[LineShape.Version.Value] = Encoding.UTF8.GetString(bytes, 0, (int)Math.Min(length, bytes.Length));
                    version[LineShape.Version.Length] = null;
                }

                Write(output, version);
            }
            else
            {
                newerText = version[LineShape.Version.Value] as string;
                Write(output, version);
                isNewerMasked = version.IsMasked;
            }
        }
    }

    private void WriteMetrics(SqliteConnection connection, Stream output, IReadOnlyList<(long Id, string Project)> scopes, CancellationToken cancellation)
    {
        string? wanted = _projects is null ? null : JsonText.Array(scopes.Select(static scope => scope.Id));
        const string inScope = "WHERE $scopes IS NULL OR t.scope_id IN (SELECT value FROM json_each($scopes))";
        if (IsComplete)
        {
            Copy(connection, output, LineShape.Removed.Shape, "WHERE up_to > 0", cancellation);
        }

        using SqliteCommand history = connection.Command($"SELECT {LineShape.MetricVersion.Shape.Columns} FROM metric_history t WHERE t.metric_id = $id ORDER BY t.version DESC", ("$id", null));
        using (SqliteCommand metrics = connection.Command($"SELECT {LineShape.Metric.Shape.Columns} FROM metric t {inScope} ORDER BY t.id", ("$scopes", wanted)))
        {
            foreach (ExportLine metric in metrics.Rows(context.Store, static reader => ExportLine.Read(LineShape.Metric.Shape, reader), cancellation))
            {
                Write(output, metric);
                if (request.History && metric.Long(LineShape.Metric.Version) > 1)
                {
                    history.Parameters["$id"].Value = metric.Long(LineShape.Metric.Id);
                    foreach (ExportLine version in history.Rows(context.Store, static reader => ExportLine.Read(LineShape.MetricVersion.Shape, reader), cancellation))
                    {
                        Write(output, version);
                    }
                }
            }
        }

        // A recommendation may be about an earlier one, and a lesson is of a recommendation: in this order none comes too soon.
        Copy(connection, output, LineShape.Recommendation.Shape, inScope + " ORDER BY t.id", cancellation, ("$scopes", wanted));
        Copy(connection, output, LineShape.Lesson.Shape, inScope + " ORDER BY t.recommendation_id, t.version", cancellation, ("$scopes", wanted));
        Copy(connection, output, LineShape.Feedback.Shape, inScope + " ORDER BY t.id", cancellation, ("$scopes", wanted));
    }

    private void Copy(SqliteConnection connection, Stream output, LineShape shape, string rest, CancellationToken cancellation, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = connection.Command($"SELECT {shape.Columns} FROM {shape.Table} t {rest}", parameters);
        foreach (ExportLine line in command.Rows(context.Store, reader => ExportLine.Read(shape, reader), cancellation))
        {
            Write(output, line);
        }
    }

    private void Write(Stream output, ExportLine line)
    {
        if (!request.IncludeSecrets && SecretMask.Apply(line))
        {
            _masked++;
        }

        _counts[line.Shape.Type] = Count(line.Shape) + 1;
        Write(output, writer => LineJson.Write(writer, line));
    }

    private void Write(Stream output, Action<Utf8JsonWriter> write)
    {
        _buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(_buffer, LineJson.Options))
        {
            write(writer);
        }

        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
        output.Write(_buffer.WrittenSpan);
        _bytes += _buffer.WrittenCount;
        if (++_lines % ProgressEvery == 0)
        {
            progress?.Report(new TransferProgress("writing lines", _lines, Total: null));
        }
    }

    private long Count(LineShape shape) => _counts.GetValueOrDefault(shape.Type);
}
