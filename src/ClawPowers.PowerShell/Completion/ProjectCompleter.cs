using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes projects that have entries in the store.</summary>
public sealed class ProjectCompleter : IArgumentCompleter
{
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
            return [.. new StateStore(CompletionText.CreateContext())
                .Projects()
                .Where(project => project.Contains(typed, StringComparison.OrdinalIgnoreCase))
                .Select(static project => CompletionText.Result(project))];
        }
        catch (ClawException)
        {
            return [];
        }
    }
}
