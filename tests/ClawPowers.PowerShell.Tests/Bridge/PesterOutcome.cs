using System.Text.Json.Serialization;

namespace ClawPowers.PowerShell.Tests.Bridge;

/// <summary>How one Pester test went, as Invoke-PesterFile.ps1 writes it.</summary>
/// <param name="Name">The test's path inside its file: describe, context, it.</param>
/// <param name="Result">Passed, Failed or Skipped.</param>
/// <param name="Message">Why it failed or was skipped; null if it passed.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record PesterOutcome(string Name, PesterVerdict Result, string? Message, double Seconds);

/// <summary>What a Pester test can end as.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PesterVerdict>))]
public enum PesterVerdict
{
    Passed,
    Failed,
    Skipped,
}
