using System.Globalization;

namespace ClawPowers.Core.Skills.Finding.Learning;

/// <summary>How a skill did in situations like the one at hand.</summary>
internal sealed class Experience
{
    /// <summary>The most that runs raise or lower a score by.</summary>
    public const double Most = 0.25;

    // As if it had worked once and failed once before anything is known: one success is no proof.
    private const double Prior = 1;

    private double _good;
    private double _bad;
    private int _succeeded;
    private int _failed;

    /// <summary>How many runs were in such a situation.</summary>
    public int Runs { get; private set; }

    /// <summary>The rate of success, drawn towards one half: (good + 1) / (good + bad + 2), each run counted by how alike its situation was.</summary>
    public double Rate => (_good + Prior) / (_good + _bad + (2 * Prior));

    /// <summary>What it changes the score by, from -<see cref="Most"/> to <see cref="Most"/>, never reaching either.</summary>
    public double Effect => Most * (_good - _bad) / (_good + _bad + (2 * Prior));

    /// <summary>Adds a run.</summary>
    /// <param name="outcome">How it ended. A skipped one says nothing.</param>
    /// <param name="likeness">How alike its situation was, 0 to 1.</param>
    public void Add(SkillOutcome outcome, double likeness)
    {
        if (outcome == SkillOutcome.Skipped)
        {
            return;
        }

        double share = outcome switch
        {
            SkillOutcome.Success => 1,
            SkillOutcome.Partial => 0.5,
            _ => 0,
        };
        Runs++;
        _good += share * likeness;
        _bad += (1 - share) * likeness;
        _succeeded += outcome == SkillOutcome.Success ? 1 : 0;
        _failed += outcome == SkillOutcome.Failure ? 1 : 0;
    }

    /// <summary>The runs in words.</summary>
    public override string ToString()
    {
        string times = Runs == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{Runs} times");
        string how = (_succeeded, _failed) switch
        {
            (0, 0) => "in part",
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{_succeeded} succeeded"),
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"{_failed} failed"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{_succeeded} succeeded, {_failed} failed"),
        };
        return $"led here {times} before, {how}";
    }
}
