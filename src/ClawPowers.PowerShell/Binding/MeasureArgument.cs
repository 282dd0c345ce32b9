using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Text.RegularExpressions;
using ClawPowers.Core.Metrics;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Binding;

/// <summary>
/// Measures as a caller gives them: words such as <c>findings=3</c>, several of them in one text, dictionaries, or objects
/// whose properties are measures. A name that comes again replaces what it had.
/// </summary>
internal sealed partial class MeasureArgument
{
    private readonly OrderedDictionary _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was given, in order; null if nothing was.</summary>
    public IDictionary? Values => _values.Count == 0 ? null : _values;

    /// <summary>Adds what one argument or property holds.</summary>
    public void Add(object? argument)
    {
        object? plain = argument is PSObject wrapped ? wrapped.BaseObject : argument;
        switch (plain)
        {
            case null:
                break;
            case string text:
                AddText(text);
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry measure in dictionary)
                {
                    _values[$"{measure.Key}"] = PlainValue.Of(measure.Value);
                }

                break;
            case PSCustomObject:
                foreach (PSPropertyInfo measure in ((PSObject)argument!).Properties)
                {
                    _values[measure.Name] = PlainValue.Of(measure.Value);
                }

                break;
            case IList list:
                foreach (object? item in list)
                {
                    Add(item);
                }

                break;
            default:
                throw ErrorRecords.InvalidMeasure($"{TypedText.Of(argument)}");
        }
    }

    private void AddText(string text)
    {
        foreach (string measure in NextMeasure().Split(text))
        {
            if (!string.IsNullOrWhiteSpace(measure))
            {
                KeyValuePair<string, object?> read = MeasureText.Parse(measure);
                _values[read.Key] = read.Value;
            }
        }
    }

    // Before a name with its sign: "a=1, b=2" is two measures, "where=north, south" is one.
    [GeneratedRegex(@"[\s,;]+(?=[A-Za-z_][A-Za-z0-9_.-]*=)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextMeasure();
}
