using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace ClawPowers.Core.Transfer;

/// <summary>Reads the log of a 1.0.0 home: a JSON line per run, a file per month.</summary>
internal sealed class LegacyMetrics(string home, string project, long now, ImportReport report)
{
    /// <summary>Reads all files.</summary>
    /// <param name="step">Hears of each line.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>Runs, each with the file that it was in.</returns>
    public IReadOnlyList<(ExportLine Metric, string File)> Read(Action<long> step, CancellationToken cancellation)
    {
        List<(ExportLine Metric, string File)> metrics = [];
        long done = 0;
        foreach (string path in LegacyHome.MetricFiles(home))
        {
            string file = LegacyHome.Relative(home, path);
            try
            {
                // What has no length has no lines, or is a pipe or a device, which may never end.
                if (LegacyHome.Target(path).Length > 0)
                {
                    using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
                    ReadFile(stream, file);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                report.Note(ImportIssueKind.LeftOut, file, null, null, "it can't be read: " + exception.Message.TrimEnd('.'), "left it where it is");
            }
        }

        return metrics;

        void ReadFile(Stream stream, string file)
        {
            // A line is known by what it says, and by how many before it say the same: what is added to the file later is new.
            Dictionary<UInt128, int> seen = [];
            byte[] hash = new byte[SHA256.HashSizeInBytes];
            var reader = new LineReader(stream);
            while (reader.Read(out ReadOnlyMemory<byte> line))
            {
                cancellation.ThrowIfCancellationRequested();
                step(++done);
                ReadOnlySpan<byte> text = line.Span.Trim(" \t\r"u8);
                if (text.IsEmpty)
                {
                    continue;
                }

                SHA256.HashData(text, hash);
                ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, MemoryMarshal.Read<UInt128>(hash), out _);
                count++;
                if (Parse(text, file, reader.Number) is { } metric)
                {
                    metric[LineShape.Metric.Origin] = string.Create(CultureInfo.InvariantCulture, $"1.0.0/{Path.GetFileName(file)}/{Convert.ToHexString(hash.AsSpan(0, 16)).ToLowerInvariant()}/{count}");
                    metric.Number = reader.Number;
                    metrics.Add((metric, file));
                }
            }
        }
    }

    private ExportLine? Parse(ReadOnlySpan<byte> bytes, string file, long number)
    {
        (string text, string? problem) = LegacyText.Read(bytes);
        JsonDocument? document = TryParse(text);
        if (document is null && TryParse(BrokenJson.Mend(text)) is { } mended)
        {
            (document, problem) = (mended, problem ?? "a text in it has control characters, single backslashes or half a surrogate pair");
        }

        using (document)
        {
            if (document is null || document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                report.Note(ImportIssueKind.BadLine, file, number, null, document is null ? "it is no JSON" : "it is no JSON object", "left it out");
                return null;
            }

            var run = new LegacyRun(file, number, project, now, report);
            ExportLine? metric = run.Read(document.RootElement);
            if (metric is not null && problem is not null)
            {
                report.Note(ImportIssueKind.Mended, file, number, metric.Text(LineShape.Metric.Skill), problem, "read it as it was meant");
            }

            return metric;
        }
    }

    private static JsonDocument? TryParse(string text)
    {
        try
        {
            return BrokenJson.HasHalfPair(text) ? null : JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
