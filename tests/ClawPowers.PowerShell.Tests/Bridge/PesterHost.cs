using System.Diagnostics;

namespace ClawPowers.PowerShell.Tests.Bridge;

/// <summary>The pwsh that the Pester files run in, or the reason why there is none.</summary>
public sealed class PesterHost
{
    private const string ProbeScript =
        "(Get-Module Pester -ListAvailable | Where-Object Version -ge 5.5 | Select-Object -First 1).Version.ToString()";

    private PesterHost(string? executable, string? missing, bool required)
    {
        Executable = executable ?? "";
        Missing = missing;
        IsRequired = required;
    }

    /// <summary>Full path of pwsh; empty if <see cref="Missing"/> is set.</summary>
    public string Executable { get; }

    /// <summary>What is missing, as a sentence; null if Pester files can run.</summary>
    public string? Missing { get; }

    /// <summary>Whether something missing is a failure: <c>CLAWPOWERS_REQUIRE_PESTER=1</c>, for machines that are known to have all.</summary>
    public bool IsRequired { get; }

    /// <summary>Looks at <c>CLAWPOWERS_PWSH</c>, then at PATH, and asks what it finds for Pester.</summary>
    public static Task<PesterHost> FindAsync(CancellationToken cancellationToken) =>
        FindAsync(Environment.GetEnvironmentVariable, cancellationToken);

    /// <summary>The same with another environment.</summary>
    public static async Task<PesterHost> FindAsync(Func<string, string?> variable, CancellationToken cancellationToken)
    {
        bool required = string.Equals(variable("CLAWPOWERS_REQUIRE_PESTER"), "1", StringComparison.Ordinal);
        string? executable = FindExecutable(variable);
        if (executable is null)
        {
            return new(null, "There is no pwsh in PATH, and CLAWPOWERS_PWSH names none. Install PowerShell 7.4 or later.", required);
        }

        ProcessStartInfo start = new(executable)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-Command", ProbeScript])
        {
            start.ArgumentList.Add(argument);
        }

        BoundedProcess probe = await BoundedProcess.RunAsync(start, TimeSpan.FromMinutes(1), cancellationToken);
        return probe.ExitCode == 0 && Version.TryParse(probe.Output.Trim(), out _)
            ? new(executable, null, required)
            : new(executable, $"{executable} has no Pester 5.5 or later. Run: Install-PSResource Pester", required);
    }

    /// <summary>What becomes of a file that can't run here; only if <see cref="Missing"/> is set.</summary>
    public PesterOutcome NotRun() =>
        new($"(not run) {Missing}", IsRequired ? PesterVerdict.Failed : PesterVerdict.Skipped, Missing, 0);

    private static string? FindExecutable(Func<string, string?> variable)
    {
        if (variable("CLAWPOWERS_PWSH") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (variable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
