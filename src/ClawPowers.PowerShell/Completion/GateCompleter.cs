using System.Collections;
using ClawPowers.Core.Verification;
using ClawPowers.Core.Verification.History;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes the gates of the project.</summary>
public sealed class GateCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) =>
        new Verifier(CompletionText.CreateContext()).Plan(new VerificationRequest { Path = bound["Path"] as string }).Gates.Select(static gate => gate.Gate);
}

/// <summary>Completes the gates that have runs.</summary>
public sealed class PastGateCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => new GateHistoryReader(CompletionText.CreateContext()).Gates();
}
