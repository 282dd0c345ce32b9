using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Errors;

namespace ClawPowers.PowerShell.Binding;

/// <summary>
/// Finds properties that PowerShell dropped. One that it can't convert it leaves out without a word, and a run that says
/// who vouches for it would be recorded as if it did not.
/// </summary>
internal sealed class PipedProperties
{
    private readonly HashSet<string> _typed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes which parameters are typed, before there is input: those take nothing from it.</summary>
    public void NoteTyped(InvocationInfo invocation) => _typed.UnionWith(invocation.BoundParameters.Keys);

    /// <summary>Refuses an object whose property says something that its parameter did not take.</summary>
    /// <param name="input">The object; null if there is none.</param>
    /// <param name="name">The parameter and the property.</param>
    /// <param name="bound">What the parameter took.</param>
    /// <param name="problem">The failure for the property's text.</param>
    public void RefuseDropped(PSObject? input, string name, object? bound, Func<string, ClawException> problem)
    {
        if (bound is null
            && !_typed.Contains(name)
            && input?.Properties[name]?.Value is { } value
            && Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture) is { } text
            && !string.IsNullOrWhiteSpace(text))
        {
            throw problem(text);
        }
    }
}
