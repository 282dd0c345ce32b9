using System.Text;

namespace ClawPowers.Core.Plans.Reading;

/// <summary>One value of a field.</summary>
/// <param name="Text">The value.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="IsItem">Whether it is an item of a list, and so one thing whatever commas are in it.</param>
internal readonly record struct FieldValue(string Text, int Line, bool IsItem);

/// <summary>Collects fields and their values from the pieces below a heading.</summary>
/// <param name="fieldOf">The field that a label names; null for none.</param>
internal sealed class FieldValues(Func<string, string?> fieldOf)
{
    private readonly Dictionary<string, List<(StringBuilder Text, int Line, bool IsItem)>> _values = new(StringComparer.Ordinal);

    // The field that was named without a value: what follows is its value.
    private string? _open;
    private bool _isList;

    /// <summary>The lines in lists that name no field: the label of a field that is not known, or null, with the text.</summary>
    public List<(string? Label, string Text, int Line)> Strange { get; } = [];

    /// <summary>The values of a field; none if it is not there.</summary>
    public IReadOnlyList<FieldValue> this[string field] =>
        _values.TryGetValue(field, out List<(StringBuilder Text, int Line, bool IsItem)>? values)
            ? [.. values.Select(static value => new FieldValue(value.Text.ToString(), value.Line, value.IsItem))]
            : [];

    /// <summary>Names a field by a heading, whose values follow; null for a heading that names none.</summary>
    public void Open(string? field) => (_open, _isList) = (field, false);

    /// <summary>Reads a paragraph: lines that begin with the label of a field, and what goes on below them.</summary>
    public void Add(PlanParagraph paragraph)
    {
        string? waiting = _isList ? null : _open;
        string? field = null;
        foreach (PlanLine line in paragraph.Lines)
        {
            bool splits = PlanFields.TrySplit(line.Text, out string label, out string value);
            if (splits && fieldOf(label) is { } named)
            {
                waiting = null;
                field = named;
                Open(value.Length == 0 ? named : null);
                Add(named, value, line.Number, isItem: false);
            }
            else if (splits && (line.Text[0] is '*' or '_' || char.IsUpper(label[0])))
            {
                // Something else with a label of its own, such as "Not in scope: ...".
                (field, waiting, _open) = (null, null, null);
            }
            else if (field is not null)
            {
                Continue(field, line);
                _open = null;
            }
            else if (waiting is not null)
            {
                Add(waiting, line.Text, line.Number, isItem: false);
                (field, waiting, _open) = (waiting, null, null);
            }
        }

        if (field is null)
        {
            _open = null;
        }
    }

    /// <summary>Reads the item of a list: a field with its values, or a value of the field that was named above.</summary>
    public void Add(PlanItem item)
    {
        if (item.Lines.Count == 0 && item.Items.Count == 0)
        {
            return;
        }

        PlanLine first = item.Lines.Count > 0 ? item.Lines[0] : item.Items[0];
        string text = Unticked(first.Text, out _);
        bool splits = PlanFields.TrySplit(text, out string label, out string value);
        string? field = splits ? fieldOf(label) : null;
        if (_open is { } open && field is null)
        {
            _isList = true;
            Add(open, string.Join(' ', item.Lines.Select(static line => line.Text).Prepend(string.Empty)).Trim(), first.Number, isItem: true);
            AddItems(open, item.Items);
            return;
        }

        _open = null;
        if (field is null)
        {
            Strange.Add((splits ? label : null, text, first.Number));
            return;
        }

        Add(field, value, first.Number, isItem: false);
        foreach (PlanLine line in item.Lines.Skip(1))
        {
            if (PlanFields.TrySplit(line.Text, out string next, out string its) && fieldOf(next) is { } named)
            {
                field = named;
                Add(named, its, line.Number, isItem: false);
            }
            else
            {
                Continue(field, line);
            }
        }

        AddItems(field, item.Items);
    }

    /// <summary>A text without the box of a task list before it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isTicked">Whether the box is ticked.</param>
    public static string Unticked(string text, out bool isTicked)
    {
        bool isBox = text.Length >= 3 && text[0] == '[' && text[2] == ']' && text[1] is ' ' or 'x' or 'X' && (text.Length == 3 || char.IsWhiteSpace(text[3]));
        isTicked = isBox && text[1] != ' ';
        return isBox ? text[3..].TrimStart() : text;
    }

    private void AddItems(string field, IReadOnlyList<PlanLine> items)
    {
        foreach (PlanLine item in items)
        {
            Add(field, item.Text, item.Number, isItem: true);
        }
    }

    private void Add(string field, string text, int line, bool isItem)
    {
        string plain = Unticked(text, out _);
        if (plain.Length == 0)
        {
            return;
        }

        if (!_values.TryGetValue(field, out List<(StringBuilder Text, int Line, bool IsItem)>? values))
        {
            _values.Add(field, values = []);
        }

        values.Add((new StringBuilder(plain), line, isItem));
    }

    private void Continue(string field, PlanLine line)
    {
        if (_values.TryGetValue(field, out List<(StringBuilder Text, int Line, bool IsItem)>? values) && !values[^1].IsItem)
        {
            values[^1].Text.Append(' ').Append(line.Text);
        }
        else
        {
            Add(field, line.Text, line.Number, isItem: false);
        }
    }
}
