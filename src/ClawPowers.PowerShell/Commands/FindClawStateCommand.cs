using System.Management.Automation;
using ClawPowers.Core.State;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Finds entries by words in their keys and values.</summary>
[Cmdlet(VerbsCommon.Find, "ClawState")]
[OutputType(typeof(StateMatch))]
public sealed class FindClawStateCommand : ClawCommand
{
    /// <summary>Words, all of which must occur.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromRemainingArguments = true)]
    [AllowEmptyString]
    public string[] Query { get; set; } = [];

    /// <summary>Look only at the keys that match this pattern.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string Key { get; set; } = "*";

    /// <summary>The scope to search instead of the one that the location decides.</summary>
    [Parameter]
    public ClawScope? Scope { get; set; }

    /// <summary>The project to search instead of that of the location.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProjectCompleter))]
    public string? Project { get; set; }

    /// <summary>The most matches wanted.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int First { get; set; } = 20;

    /// <inheritdoc/>
    protected override void End()
    {
        var query = new SearchQuery
        {
            Text = string.Join(' ', Query),
            Keys = KeyPattern.Parse(Key),
            Scope = Scope,
            Project = Project,
            Limit = First,
        };
        var store = new StateStore(CreateContext());
        foreach (StateMatch match in WithProgress("Searching", stopped => store.Find(query, stopped)))
        {
            Emit(match);
        }
    }
}
