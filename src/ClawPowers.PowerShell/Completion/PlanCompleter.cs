using System.Collections;
using ClawPowers.Core.Plans;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes the plans that are seen from here.</summary>
public sealed class PlanCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => new PlanStore(CompletionText.CreateContext()).Names();
}
