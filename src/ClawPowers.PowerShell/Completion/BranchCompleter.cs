using System.Collections;
using ClawPowers.Core.Git.Merging;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes branches.</summary>
public sealed class BranchCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => new BranchForecaster(CompletionText.CreateContext()).Branches();
}
