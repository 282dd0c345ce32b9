namespace ClawPowers.Core.Feedback.Runs;

/// <summary>The runs of one skill that feedback looks at, the oldest first, without skipped ones.</summary>
internal sealed class SkillRuns
{
    /// <summary>Takes runs that are in order already.</summary>
    /// <param name="skill">The skill's name.</param>
    /// <param name="runs">Its runs in order of time, without skipped ones.</param>
    /// <param name="columns">Their measures.</param>
    /// <param name="skipped">How many runs beside them were skipped.</param>
    public SkillRuns(string skill, IReadOnlyList<Run> runs, MeasureColumns columns, int skipped)
    {
        Skill = skill;
        Runs = runs;
        Skipped = skipped;
        Measures = columns.Columns;
        HasMoreMeasures = columns.IsCut;
        Succeeded = [.. runs.Select(static run => run.Succeeded)];
        Successes = Succeeded.Count(static succeeded => succeeded);
    }

    public string Skill { get; }

    public IReadOnlyList<Run> Runs { get; }

    public int Count => Runs.Count;

    public int Skipped { get; }

    public IReadOnlyList<MeasureColumn> Measures { get; }

    public bool HasMoreMeasures { get; }

    /// <summary>Whether each run succeeded.</summary>
    public bool[] Succeeded { get; }

    public int Successes { get; }

    public MeasureColumn? Measure(string name) =>
        Measures.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The ids of the newest runs among some, the newest first, as many as a finding cites.</summary>
    /// <param name="which">Whether a run, by its place, is one of them.</param>
    public IReadOnlyList<long> Ids(Func<int, bool> which)
    {
        List<long> ids = [];
        for (int i = Count - 1; i >= 0 && ids.Count < 20; i--)
        {
            if (which(i))
            {
                ids.Add(Runs[i].Id);
            }
        }

        return ids;
    }

    /// <summary>The ids of the newest runs that did not succeed, among some.</summary>
    public IReadOnlyList<long> FailureIds(Func<int, bool> which) => Ids(run => !Succeeded[run] && which(run));
}
