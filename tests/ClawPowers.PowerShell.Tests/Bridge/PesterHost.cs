using System.Diagnostics;

namespace ClawPowers.PowerShell.Tests.Bridge;

/// <summary>The pwsh that the Pester files run in, or the reason why there is none.</summary>
public sealed class PesterHost
{
    private const string ProbeScript =
        "(Get-Module Pester -ListAvailable | Where-Object Version -ge 5.5 | Select-Object -First 1).Version.ToString()";

    private PesterHost(string? executable, string? missing)
    {
        Executable = executable ?? "";
        Missing = missing;
    }

    /// <summary>Full path of pwsh; empty if <see cref="Missing"/> is set.</summary>
    public string Executable { get; }

    /// <summary>What is missing, as a sentence; null if Pester files can run.</summary>
    public string? Missing { get; }

    /// <summary>Looks at <c>CLAWPOWERS_PWSH</c>, then at PATH, and asks what it finds for Pester.</summary>
    public static async Task<PesterHost> FindAsync(CancellationToken cancellationToken)
    {
        string? executable = FindExecutable();
        if (executable is null)
        {
            return new(null, "There is no pwsh in PATH, and CLAWPOWERS_PWSH names none. Install PowerShell 7.4 or later.");
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
            ? new(executable, null)
            : new(executable, $"{executable} has no Pester 5.5 or later. Run: Install-PSResource Pester");
    }

    private static string? FindExecutable()
    {
        if (Environment.GetEnvironmentVariable("CLAWPOWERS_PWSH") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
