using ClawPowers.Core.Feedback;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Benchmarks;

/// <summary>The log of runs against bare inserts, against one plain GROUP BY, and against itself when it was short.</summary>
internal static class MetricComparisons
{
    private const int Short = 10_000;
    private const int Long = 1_000_000;

    private const string GroupBy = """
        SELECT skill_id, count(*), sum(outcome = 0), sum(outcome = 1), sum(outcome = 2), sum(outcome = 3), avg(duration) FROM metric GROUP BY skill_id
        """;

    public static IEnumerable<Comparison> All(Scratch scratch)
    {
        (MetricFill.Row, string)[] rows = [.. MetricFill.Rows(Short).Select(static row => (row, row.Measures))];
        AddMetricRequest[] requests = [.. MetricFill.Requests(Short)];
        yield return new Comparison
        {
            Name = "Core: metrics add 10,000 / the same inserts, bare",
            Target = 2.0,
            Baseline = () => MetricFill.WriteBare(Path.Combine(Directory.CreateDirectory(scratch.NewFolder()).FullName, "bare.db"), rows),
            Subject = () => Add(scratch, requests),
        };

        string shortFolder = scratch.NewFolder();
        string longFolder = scratch.NewFolder();
        _ = MetricFill.Fill(scratch.BookedContext(shortFolder), Short);
        _ = MetricFill.Fill(scratch.BookedContext(longFolder), Long);
        var few = new MetricLog(scratch.BookedContext(shortFolder));
        var many = new MetricLog(scratch.BookedContext(longFolder));
        yield return new Comparison
        {
            Name = "Core: metrics summary of 1,000,000 / one GROUP BY of them",
            Target = 0.05,
            Baseline = () => ReadAll(scratch, longFolder),
            Subject = () => Summarize(many, Long, times: 1),
        };
        yield return new Comparison
        {
            Name = "Core: metrics summary, 1,000,000 / 10,000 (x 20)",
            Target = 1.5,
            Baseline = () => Summarize(few, Short, times: 20),
            Subject = () => Summarize(many, Long, times: 20),
        };
        yield return new Comparison
        {
            Name = "Core: metrics status, 1,000,000 / 10,000 (x 50)",
            Target = 1.5,
            Baseline = () => Status(scratch, shortFolder, Short),
            Subject = () => Status(scratch, longFolder, Long),
        };
        yield return new Comparison
        {
            Name = "Core: metrics first 20 of 1,000,000 / of 10,000 (x 50)",
            Target = 1.5,
            Baseline = () => First(few),
            Subject = () => First(many),
        };
        yield return new Comparison
        {
            Name = "Core: full feedback on 1,000,000 runs / one GROUP BY of them",
            Target = 1.0,
            Baseline = () => ReadAll(scratch, longFolder),
            Subject = () => Judge(scratch, longFolder),
        };
    }

    private static double Add(Scratch scratch, AddMetricRequest[] requests)
    {
        // The store is there, as it is for the baseline.
        Core.ClawContext context = scratch.BookedContext(scratch.NewFolder());
        _ = new StoreMaintenance(context).Initialize();
        var log = new MetricLog(context);
        return CoreComparisons.Time(() => _ = log.Apply([.. requests.Select(log.Plan)]));
    }

    private static double ReadAll(Scratch scratch, string folder)
    {
        using var connection = new SqliteConnection("Data Source=" + scratch.BookedContext(folder).Store.File);
        connection.Open();
        return CoreComparisons.Time(() =>
        {
            using SqliteCommand command = connection.Command(GroupBy);
            using SqliteDataReader reader = command.ExecuteReader();
            long sum = 0;
            while (reader.Read())
            {
                sum += reader.GetInt64(1);
            }

            Expect(Long, sum);
        });
    }

    private static double Summarize(MetricLog log, long expected, int times) => CoreComparisons.Time(() =>
    {
        for (int i = 0; i < times; i++)
        {
            Expect(expected, log.Summarize(new SummaryQuery()).Sum(static summary => summary.Runs));
        }
    });

    private static double Status(Scratch scratch, string folder, long expected) => CoreComparisons.Time(() =>
    {
        for (int i = 0; i < 50; i++)
        {
            Expect(expected, new StoreMaintenance(scratch.BookedContext(folder)).Status().TotalMetrics);
        }
    });

    private static double First(MetricLog log) => CoreComparisons.Time(() =>
    {
        for (int i = 0; i < 50; i++)
        {
            Expect(20, log.Read(new MetricQuery { First = 20 }).Count());
        }
    });

    // Every analyzer over the last 2,000 runs of each of 20 skills; what it says and proposes is kept.
    private static double Judge(Scratch scratch, string folder)
    {
        var engine = new FeedbackEngine(scratch.BookedContext(folder));
        return CoreComparisons.Time(() => Expect(20, engine.Run(new FeedbackRequest()).Count(static report => report.Runs == RunReader.Most)));
    }

    private static void Expect(long expected, long actual)
    {
        if (actual != expected)
        {
            throw new InvalidOperationException($"There are {actual} runs instead of {expected}.");
        }
    }
}
