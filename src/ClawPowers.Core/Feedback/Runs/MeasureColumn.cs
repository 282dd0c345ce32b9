namespace ClawPowers.Core.Feedback.Runs;

/// <summary>One measure over all runs of a skill: a number, a label (text, or <c>true</c> and <c>false</c>) or nothing for each.</summary>
internal sealed class MeasureColumn
{
    private readonly double[] _numbers;
    private string?[]? _labels;

    /// <summary>A measure that no run has yet.</summary>
    /// <param name="name">The measure's name.</param>
    /// <param name="runs">How many runs there are.</param>
    public MeasureColumn(string name, int runs)
    {
        Name = name;
        _numbers = new double[runs];
        Array.Fill(_numbers, double.NaN);
    }

    public string Name { get; }

    /// <summary>How many runs have a number.</summary>
    public int Numbers { get; private set; }

    /// <summary>How many runs have a label.</summary>
    public int Labels { get; private set; }

    public int Count => Numbers + Labels;

    /// <summary>The number of a run; NaN if it has none.</summary>
    public double Number(int run) => _numbers[run];

    /// <summary>The label of a run; null if it has none.</summary>
    public string? Label(int run) => _labels?[run];

    public void Set(int run, double number)
    {
        if (double.IsFinite(number) && !Has(run))
        {
            _numbers[run] = number;
            Numbers++;
        }
    }

    public void Set(int run, string label)
    {
        if (!Has(run))
        {
            _labels ??= new string?[_numbers.Length];
            _labels[run] = label;
            Labels++;
        }
    }

    public bool Has(int run) => !double.IsNaN(_numbers[run]) || _labels?[run] is not null;
}
