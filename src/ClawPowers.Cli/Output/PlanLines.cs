using System.Globalization;

namespace ClawPowers.Cli.Output;

/// <summary>What imports and checks of plans say, in lines that are never cut.</summary>
internal static class PlanLines
{
    public static void Write(TextWriter output, PlanImport import)
    {
        string[] parts =
        [
            .. Part(import.Added, "new"),
            .. Part(import.Changed, "changed"),
            .. Part(import.Removed, "removed"),
            .. Part(import.Dropped, "dropped"),
        ];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{HarmlessText.OfName(import.Plan)}  {import.Tasks} {(import.Tasks == 1 ? "task" : "tasks")}: {(parts.Length == 0 ? "nothing changed" : string.Join(", ", parts))}{(import.IsDone ? string.Empty : " (only tried, nothing kept)")}"));
        Names(output, "removed", import.Removed);
        Names(output, "dropped, since no longer in the file", import.Dropped);
        Write(output, import.Problems);
    }

    public static void Write(TextWriter output, PlanCheck check)
    {
        string[] found = [.. check.Problems.GroupBy(static problem => problem.Severity).OrderByDescending(static group => group.Key).Select(static group => Counted(group.Count(), JsonOutput.Word(group.Key.ToString())))];
        output.WriteLine($"{HarmlessText.OfName(check.Plan)}  {(check.Passed ? "passes" : "fails")}{(found.Length == 0 ? string.Empty : ": " + string.Join(", ", found))}");
        Write(output, check.Problems);
        if (check.CriticalPath.Count > 0)
        {
            output.WriteLine($"  critical {Time(check.CriticalTime)} of {Time(check.TotalTime)}: {HarmlessText.OfName(string.Join(' ', check.CriticalPath))}");
            output.WriteLine($"  order    {HarmlessText.OfName(string.Join(' ', check.Order))}");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  at once  {check.AtOnce} at most{(check.AtOnce == 1 ? string.Empty : ", in " + Counted(check.Waves.Count, "wave"))}"));
            for (int wave = 0; check.AtOnce > 1 && wave < check.Waves.Count; wave++)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {wave + 1,3}  {HarmlessText.OfName(string.Join(' ', check.Waves[wave]))}"));
            }
        }
    }

    private static void Write(TextWriter output, IReadOnlyList<PlanProblem> problems)
    {
        foreach (PlanProblem problem in problems)
        {
            string place = problem.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $" on line {line}") : string.Empty;
            output.WriteLine($"  {JsonOutput.Word(problem.Severity.ToString())}{place}: {HarmlessText.OfName(problem.Message)}");
            if (problem.Advice is not null)
            {
                output.WriteLine("    > " + ShellWording.Of(HarmlessText.OfName(problem.Advice)));
            }
        }
    }

    private static void Names(TextWriter output, string what, IReadOnlyList<string> tasks)
    {
        if (tasks.Count > 0)
        {
            output.WriteLine($"  {what}: {HarmlessText.OfName(string.Join(", ", tasks))}");
        }
    }

    private static IEnumerable<string> Part(IReadOnlyList<string> tasks, string what) =>
        tasks.Count == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{tasks.Count} {what}")];

    private static string Counted(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? string.Empty : "s")}");

    private static string Time(TimeSpan time) => time >= TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}h{time.Minutes:00}m")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes, 1)}m");
}
