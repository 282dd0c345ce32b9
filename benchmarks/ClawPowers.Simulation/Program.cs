using System.Diagnostics;
using System.Globalization;
using ClawPowers.Simulation;

// Prints the tables of docs/feedback.md. An argument sets how many sets are judged for each figure.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int sets = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000;
const int seed = 20261121;
long started = Stopwatch.GetTimestamp();

(int any, IReadOnlyDictionary<string, int> byAnalyzer) = Experiment.FalseAlarms(sets, seed);
Console.WriteLine($"False alarms in {sets} sets of {Experiment.Skills} stable skills");
Console.WriteLine($"| decline, drivers, trend or duration | {100.0 * any / sets:0.0}% |");
foreach ((string analyzer, int count) in byAnalyzer.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
{
    Console.WriteLine($"| {analyzer} | {100.0 * count / sets:0.0}% |");
}

int[] afters = [5, 10, 20, 40, 80];
Console.WriteLine();
Console.WriteLine("A fall after 100 runs: found (date within 10 runs)");
Console.WriteLine($"| fall | {string.Join(" | ", afters.Select(static after => $"{after} runs since"))} |");
foreach (int points in new[] { 10, 20, 30, 40, 50 })
{
    Console.WriteLine($"| {points} points | {string.Join(" | ", afters.Select(after =>
    {
        (double found, double dated) = Experiment.Decline(sets / 4, 100, after, points / 100.0, seed + 1);
        return $"{100 * found:0}% ({100 * dated:0}%)";
    }))} |");
}

int[] counts = [20, 40, 60, 100, 200];
Console.WriteLine();
Console.WriteLine("A measure with two labels, evenly split: found");
Console.WriteLine($"| difference | {string.Join(" | ", counts.Select(static count => $"{count} runs"))} |");
foreach (int points in new[] { 10, 20, 30, 40, 50 })
{
    Console.WriteLine($"| {points} points | {string.Join(" | ", counts.Select(count => $"{100 * Experiment.Driver(sets / 4, count, points / 100.0, seed + 2):0}%"))} |");
}

Console.WriteLine();
Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
