namespace ClawPowers.Core.Verification.Detection;

/// <summary>PowerShell: Pester's tests and PSScriptAnalyzer's rules, where these are installed.</summary>
internal static class PowerShellGates
{
    private const string Settings = "PSScriptAnalyzerSettings.psd1";

    private static readonly string[] Scripts = [".ps1", ".psm1", ".psd1"];

    public static DetectedGates? Find(ProjectProbe probe)
    {
        if (!probe.Files.Any(static file => Scripts.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        List<GateSpec> gates = [];
        if (probe.Files.Any(static file => file.EndsWith(".Tests.ps1", StringComparison.OrdinalIgnoreCase)) && IsInstalled(probe, "Pester", atLeast: 5))
        {
            gates.Add(Gate("pester", 30, "Invoke-Pester -Configuration @{ Run = @{ Exit = $true }; Output = @{ Verbosity = 'Normal' } }"));
        }

        if (IsInstalled(probe, "PSScriptAnalyzer", atLeast: 1))
        {
            string settings = probe.Has(Settings) ? $" -Settings ./{Settings}" : " -Severity Warning, Error";
            gates.Add(Gate("analyzer", 10, $"$found = @(Invoke-ScriptAnalyzer . -Recurse{settings}); $found | ForEach-Object {{ \"$($_.ScriptPath):$($_.Line): $($_.RuleName): $($_.Message)\" }}; exit [math]::Min($found.Count, 100)") with { Findings = ": PS[A-Z][A-Za-z]+: " });
        }

        return new DetectedGates("powershell", gates);
    }

    private static GateSpec Gate(string name, int minutes, string command) =>
        new() { Name = name, Program = ["pwsh", "-NoProfile", "-NonInteractive", "-Command", command], Limit = TimeSpan.FromMinutes(minutes) };

    // A module is a folder with its name, and mostly one in it for each version.
    private static bool IsInstalled(ProjectProbe probe, string module, int atLeast)
    {
        foreach (string folder in (probe.ModulePath ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(path => Path.Combine(path, module)))
        {
            try
            {
                if (Directory.Exists(folder) && (File.Exists(Path.Combine(folder, module + ".psd1"))
                    || Directory.EnumerateDirectories(folder).Any(version => Version.TryParse(Path.GetFileName(version), out Version? number) && number.Major >= atLeast)))
                {
                    return true;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Not for us to see, so not for the gate to use.
            }
        }

        return false;
    }
}
