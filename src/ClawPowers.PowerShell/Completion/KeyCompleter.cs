using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes keys that are in the store.</summary>
public sealed class KeyCompleter : IArgumentCompleter
{
    private const int Most = 100;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        try
        {
            string typed = CompletionText.Unquoted(wordToComplete);
            var query = new StateQuery
            {
                Keys = KeyPattern.Parse(typed.EndsWith('*') ? typed : typed + "*"),
                Scope = LanguagePrimitives.TryConvertTo(fakeBoundParameters["Scope"], CultureInfo.InvariantCulture, out ClawScope scope) && fakeBoundParameters.Contains("Scope") ? scope : null,
                Project = fakeBoundParameters["Project"] as string,
            };
            return [.. new StateStore(CompletionText.CreateContext())
                .Read(query)
                .Select(static entry => entry.Key)
                .Distinct(StringComparer.Ordinal)
                .Take(Most)
                .Select(static key => CompletionText.Result(key))];
        }
        catch (ClawException)
        {
            return []; // A prompt is no place for an error.
        }
    }
}
