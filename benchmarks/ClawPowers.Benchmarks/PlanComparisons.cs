using System.Text;
using ClawPowers.Core;
using ClawPowers.Core.Plans;
using ClawPowers.Core.Plans.Importing;
using ClawPowers.Core.Plans.Tasks;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Benchmarks;

/// <summary>Claiming tasks of a large plan against one update of one row, committed as often.</summary>
internal static class PlanComparisons
{
    private const int Tasks = 10_000;
    private const int Times = 100;

    public static IEnumerable<Comparison> All(Scratch scratch)
    {
        string folder = Directory.CreateDirectory(scratch.NewFolder()).FullName;
        ClawContext context = scratch.BookedContext(folder);
        string file = Path.Combine(folder, "plan.md");
        File.WriteAllText(file, Plan());
        _ = new PlanStore(context).Import(new ImportPlanRequest { Path = file });
        var bare = new SqliteConnection("Data Source=" + context.Store.File);
        bare.Open();
        using SqliteCommand settings = bare.CreateCommand();
        settings.CommandText = "PRAGMA synchronous = NORMAL";
        _ = settings.ExecuteNonQuery();
        yield return new Comparison
        {
            Name = "plans: claim one of 10,000 tasks / a bare update (x 100)",
            Target = 5.0,
            Baseline = () => Update(bare),
            Subject = () => Claim(context),
        };
        bare.Dispose();
    }

    // Half of them are ready; each of the others waits for one of those.
    private static string Plan()
    {
        var text = new StringBuilder("# Plan: large\n\n## Tasks\n\n");
        for (int i = 1; i <= Tasks; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"### T{i} Do {i}\n- estimate: {(i % 50) + 1}m\n");
            if (i > Tasks / 2)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"- needs: T{i - (Tasks / 2)}\n");
            }

            text.Append("- done: it is there\n\n");
        }

        return text.ToString();
    }

    private static double Update(SqliteConnection connection) => CoreComparisons.Time(() =>
    {
        for (int i = 0; i < Times; i++)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE; UPDATE task SET title = title || '' WHERE id = $id; COMMIT";
            command.Parameters.AddWithValue("$id", 1 + (i * 97 % Tasks));
            _ = command.ExecuteNonQuery();
        }
    });

    private static double Claim(ClawContext context) => CoreComparisons.Time(() =>
    {
        for (int i = 0; i < Times; i++)
        {
            if (new TaskBoard(context).Start(new StartTaskRequest { Plan = "large" }) is null)
            {
                throw new InvalidOperationException("Nothing is ready.");
            }
        }
    });
}
