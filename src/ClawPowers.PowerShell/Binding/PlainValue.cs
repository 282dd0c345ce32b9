using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using ClawPowers.Core.State;

namespace ClawPowers.PowerShell.Binding;

/// <summary>Takes PowerShell's wrapping off a value, so that Core sees plain .NET types.</summary>
internal static class PlainValue
{
    /// <summary>The value without wrapping, through dictionaries, custom objects and arrays.</summary>
    public static object? Of(object? value) => Of(value, depth: 0);

    private static object? Of(object? value, int depth)
    {
        // What is deeper than Core accepts is left as it is, for Core to refuse; a circle ends here too.
        if (depth > StateLimits.MaximumDepth + 1)
        {
            return value;
        }

        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (plain)
        {
            case PSCustomObject:
                var properties = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
                foreach (PSPropertyInfo property in ((PSObject)value!).Properties)
                {
                    properties[property.Name] = Of(property.Value, depth + 1);
                }

                return properties;
            case IDictionary dictionary:
                // A hashtable stays one: Core orders its keys, which have no order of their own.
                IDictionary copy = dictionary is Hashtable ? new Hashtable(StringComparer.Ordinal) : new OrderedDictionary();
                foreach (DictionaryEntry member in dictionary)
                {
                    copy[member.Key is PSObject key ? key.BaseObject : member.Key] = Of(member.Value, depth + 1);
                }

                return copy;
            case IList list:
                return list.Cast<object?>().Select(item => Of(item, depth + 1)).ToArray();
            default:
                return plain;
        }
    }
}
