using System.Collections;
using ClawPowers.Core.Skills.Checking;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes the rules for skills.</summary>
public sealed class SkillRuleCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => SkillRules.Ids;
}
