using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Binding;

/// <summary>Takes PowerShell's wrapping off a value, so that Core sees plain .NET types.</summary>
internal static class PlainValue
{
    /// <summary>The value without wrapping, through dictionaries, custom objects and arrays.</summary>
    public static object? Of(object? value)
    {
        bool isTooDeep = false;
        return value is PSObject { BaseObject: ValueType }
            ? TypedText.KeepOddNumbers(value)
            : Of(value, depth: 0, ref isTooDeep);
    }

    // What is nested deeper than Core accepts is cut off at that depth, for Core to refuse, and nothing beside it is looked
    // at any more: a dictionary that holds itself twice would else be copied 2^32 times.
    private static object? Of(object? value, int depth, ref bool isTooDeep)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (plain is not (PSCustomObject or IDictionary or IList))
        {
            return plain;
        }

        if (depth > StateLimits.MaximumDepth)
        {
            isTooDeep = true;
            return Array.Empty<object?>();
        }

        switch (plain)
        {
            case PSCustomObject:
                var properties = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
                foreach (PSPropertyInfo property in ((PSObject)value!).Properties)
                {
                    properties[property.Name] = Of(ValueOf(property), depth + 1, ref isTooDeep);
                    if (isTooDeep)
                    {
                        break;
                    }
                }

                return properties;
            case IDictionary dictionary:
                // A hashtable stays one: Core orders its keys, which have no order of their own.
                IDictionary copy = dictionary is Hashtable ? new Hashtable(StringComparer.Ordinal) : new OrderedDictionary();
                foreach (DictionaryEntry member in dictionary)
                {
                    copy[member.Key is PSObject key ? key.BaseObject : member.Key] = Of(member.Value, depth + 1, ref isTooDeep);
                    if (isTooDeep)
                    {
                        break;
                    }
                }

                return copy;
            default:
                List<object?> items = [];
                foreach (object? item in (IList)plain)
                {
                    items.Add(Of(item, depth + 1, ref isTooDeep));
                    if (isTooDeep)
                    {
                        break;
                    }
                }

                return items.ToArray();
        }
    }

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException exception)
        {
            throw ErrorRecords.UnreadableValue(property.Name, exception);
        }
    }
}
