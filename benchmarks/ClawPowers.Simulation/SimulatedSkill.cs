using ClawPowers.Core.Feedback.Runs;

namespace ClawPowers.Simulation;

/// <summary>A skill whose truth is known, with everything recorded that real ones record.</summary>
internal sealed record SimulatedSkill
{
    /// <summary>The measure with two labels, each in about half of the runs.</summary>
    public const string Half = "half";

    /// <summary>One run in an hour, so that a moment tells a place.</summary>
    public const long Step = 3_600_000;

    /// <summary>When the first run is, in UTC milliseconds.</summary>
    public const long Start = 1_700_006_400_000;

    private static readonly string[] Vocabulary =
    [
        "parser", "login", "timeout", "cache", "index", "migration", "socket", "retry", "schema", "worker", "queue", "session", "token", "router",
        "layout", "theme", "export", "import", "search", "filter", "upload", "download", "report", "chart", "ledger", "invoice", "mailer", "webhook",
        "proxy", "cluster", "replica", "snapshot", "locale", "encoding", "thread", "buffer", "stream", "channel", "policy", "quota",
    ];

    private static readonly string[] Agents = ["claude", "codex", "gemini"];

    private static readonly string[] Sizes = ["low", "high"];

    public required string Name { get; init; }

    public required int Runs { get; init; }

    /// <summary>The success rate before any change.</summary>
    public required double Rate { get; init; }

    /// <summary>The place from which on the rate is lower; null for never.</summary>
    public int? FallsAt { get; init; }

    /// <summary>By how much the rate falls, from 0 to 1.</summary>
    public double Fall { get; init; }

    /// <summary>By how much the rate is lower with the second label of <see cref="Half"/>, from 0 to 1.</summary>
    public double Gap { get; init; }

    /// <summary>A skill that never changes: succeeds in 50 to 95% of 10 to 200 runs.</summary>
    public static SimulatedSkill Stable(Random random, int number) => new()
    {
        Name = $"skill-{number}",
        Runs = random.Next(10, 201),
        Rate = 0.5 + (0.45 * random.NextDouble()),
    };

    /// <summary>Plays it.</summary>
    public SkillRuns Play(Random random)
    {
        var runs = new Run[Runs];
        var columns = new MeasureColumns(Runs);
        for (int i = 0; i < Runs; i++)
        {
            int label = random.Next(2);
            double rate = Math.Clamp(Rate - (i >= FallsAt ? Fall : 0) - (label == 1 ? Gap : 0), 0, 1);
            runs[i] = new Run
            {
                Id = i + 1,
                At = Start + (i * Step),
                Outcome = random.NextDouble() < rate ? SkillOutcome.Success : random.NextDouble() < 0.8 ? SkillOutcome.Failure : SkillOutcome.Partial,
                Source = random.NextDouble() < 0.7 ? MetricSource.Self : MetricSource.Verified,
                Duration = Math.Exp(6 + (0.8 * Normal(random))),
                Agent = Agents[random.Next(Agents.Length)],
                Notes = string.Join(' ', Enumerable.Range(0, 6).Select(_ => Vocabulary[random.Next(Vocabulary.Length)])),
            };
            columns.Set(i, Half, Sizes[label]);
            columns.Set(i, "size", Math.Round(Math.Exp(7 + Normal(random))));
            columns.Set(i, "confidence", Math.Clamp(rate, 0.01, 0.99));
        }

        return new SkillRuns(Name, runs, columns, skipped: 0);
    }

    // Box and Muller's way to a standard normal number.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
