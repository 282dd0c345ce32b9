using System.Text;
using System.Text.Json;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Feedback.Runs;

/// <summary>Turns the measures of one run after the other, each a flat JSON object, into columns.</summary>
internal sealed class MeasureColumns(int runs)
{
    /// <summary>How many different measures of a skill are looked at: names that are made up run by run must not fill the memory.</summary>
    public const int Most = 200;

    private readonly List<(byte[] Name, MeasureColumn Column)> _columns = [];
    private readonly Dictionary<string, MeasureColumn> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>The columns, in the order in which their names first came up.</summary>
    public IReadOnlyList<MeasureColumn> Columns => [.. _byName.Values.OrderBy(column => _columns.FindIndex(known => known.Column == column))];

    /// <summary>Whether there were more measures than are looked at.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Adds a run's measures. What is no flat object is passed over: feedback is not the place to complain about it.</summary>
    /// <param name="run">The run's place.</param>
    /// <param name="json">The object, as UTF-8.</param>
    public void Read(int run, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            _next = 0;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                MeasureColumn? column = Find(ref reader);
                reader.Read();
                if (column is not null)
                {
                    Set(column, run, ref reader);
                }

                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Only a damaged or foreign row has no JSON here, or text that is no Unicode; the other runs still speak.
        }
    }

    /// <summary>Gives a run a number.</summary>
    public void Set(int run, string name, double number) => Find(name)?.Set(run, number);

    /// <summary>Gives a run a label.</summary>
    public void Set(int run, string name, string label) => Find(name)?.Set(run, label);

    private void Set(MeasureColumn column, int run, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDouble(out double number):
                column.Set(run, number);
                break;
            case JsonTokenType.True:
                column.Set(run, "true");
                break;
            case JsonTokenType.False:
                column.Set(run, "false");
                break;
            case JsonTokenType.String when reader.GetString() is { Length: > 0 } text:
                if (!_labels.TryGetValue(text, out string? known))
                {
                    _labels.Add(text, known = SecretScanner.Mask(text));
                }

                column.Set(run, known);
                break;
        }
    }

    // Runs of a skill mostly name the same measures in the same order.
    private MeasureColumn? Find(ref Utf8JsonReader reader)
    {
        for (int i = 0; i < _columns.Count; i++)
        {
            int at = (_next + i) % _columns.Count;
            if (reader.ValueTextEquals(_columns[at].Name))
            {
                _next = at + 1;
                return _columns[at].Column;
            }
        }

        string name = reader.GetString()!;
        MeasureColumn? column = Find(name);
        if (column is not null)
        {
            _columns.Add((Encoding.UTF8.GetBytes(name), column));
        }

        return column;
    }

    private MeasureColumn? Find(string name)
    {
        if (!_byName.TryGetValue(name, out MeasureColumn? column))
        {
            if (_byName.Count == Most)
            {
                IsCut = true;
                return null;
            }

            _byName.Add(name, column = new MeasureColumn(name, runs));
        }

        return column;
    }
}
