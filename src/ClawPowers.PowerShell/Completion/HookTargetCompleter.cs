using System.Collections;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes what a hook can be registered with.</summary>
public sealed class HookTargetCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => Enum.GetNames<HookTarget>();
}
