using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace ClawPowers.Benchmarks;

/// <summary>The module in a real PowerShell against the same bare loops, and its import against the smallest module there is.</summary>
internal static class ModuleComparisons
{
    private const int Count = 100_000;

    /// <summary>The PowerShell to use: <c>CLAWPOWERS_PWSH</c>, else the one on the path; null if there is none.</summary>
    public static string? FindPowerShell()
    {
        string? named = Environment.GetEnvironmentVariable("CLAWPOWERS_PWSH");
        if (!string.IsNullOrEmpty(named))
        {
            return named;
        }

        return Find("pwsh");
    }

    /// <summary>The folder of all sources.</summary>
    public static string Root => Metadata("RepositoryRoot");

    /// <summary>The module as the build left it.</summary>
    public static string StagedModule => Path.TrimEndingDirectorySeparator(Metadata("ModuleStagePath"));

    /// <summary>A program on the path; null if there is none of that name.</summary>
    public static string? Find(string program)
    {
        string name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    public static IEnumerable<Comparison> All(Scratch scratch, string powerShell)
    {
        (string Key, string Value)[] entries = Scratch.Entries(Count);
        string data = scratch.NewFolder() + ".csv";
        File.WriteAllLines(data, entries.Select(static entry => $"\"{entry.Key}\",\"{entry.Value}\"").Prepend("Key,Value"));
        yield return new Comparison
        {
            Name = "pwsh: 100,000 objects | Set-ClawState / the upserts, bare",
            Target = 3.0,
            Pairs = 5,
            Baseline = () =>
            {
                string folder = scratch.NewFolder();
                Directory.CreateDirectory(folder);
                using var bare = new BareStore(Path.Combine(folder, "bare.db"));
                return bare.Write(entries);
            },
            Subject = () => Run(powerShell, scratch.NewFolder(), $"$rows = Import-Csv '{data}'; $rows | Set-ClawState; $env:CLAWPOWERS_DIR += '-counted'; $clock.Restart(); $rows | Set-ClawState; $clock.Stop()"),
        };

        string folder = scratch.NewFolder();
        Directory.CreateDirectory(folder);
        using var reader = new BareStore(Path.Combine(folder, "bare.db"));
        reader.Write(entries);
        string filled = scratch.NewFolder();
        scratch.Fill(filled, entries);
        yield return new Comparison
        {
            Name = "pwsh: $x = Get-ClawState debug:* (100,000) / a bare reader",
            Target = 3.0,
            Pairs = 5,
            Baseline = () => reader.Read("debug:", "debug;", Count),
            Subject = () => Run(powerShell, filled, "$x = Get-ClawState debug:*; $clock.Restart(); $x = Get-ClawState debug:*; $clock.Stop(); if ($x.Count -ne 100000) { throw $x.Count }"),
        };

        string trivial = Path.Combine(Metadata("RepositoryRoot"), "artifacts", "bin", "TrivialModule", Metadata("Configuration").ToLowerInvariant(), "TrivialModule.psd1");
        string module = Path.Combine(Metadata("ModuleStagePath"), "ClawPowers.psd1");
        yield return new Comparison
        {
            Name = "pwsh: Import-Module ClawPowers / a trivial binary module",
            Target = 1.5,
            Pairs = 15,
            Baseline = () => Import(powerShell, scratch.NewFolder(), trivial),
            Subject = () => Import(powerShell, scratch.NewFolder(), module),
        };
        yield return new Comparison
        {
            Name = "pwsh: a session that lists the bundled skills / bare pwsh",
            Target = 2.5,
            Pairs = 9,
            Baseline = () => WholeProcess(powerShell, scratch.NewFolder(), "1"),
            Subject = () => WholeProcess(powerShell, scratch.NewFolder(), "$x = Get-ClawSkill; if ($x.Count -lt 20) { throw $x.Count }; 1"),
        };
    }

    private static double Import(string powerShell, string store, string manifest) =>
        Run(powerShell, store, $"$clock.Restart(); Import-Module '{manifest}'; $clock.Stop()");

    private static double WholeProcess(string powerShell, string store, string script)
    {
        long started = Stopwatch.GetTimestamp();
        _ = Run(powerShell, store, script);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    // Each run is a fresh process that times only what matters, so that starting PowerShell counts for nobody. The bare loops
    // run in a process that is warm, so a pipeline runs once, uncounted, before it is timed.
    private static double Run(string powerShell, string store, string script)
    {
        var start = new ProcessStartInfo(powerShell)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "-NoProfile",
                "-NonInteractive",
                "-Command",
                $"$ErrorActionPreference = 'Stop'; $clock = [Diagnostics.Stopwatch]::new(); {script}; $clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)",
            },
        };
        start.Environment["CLAWPOWERS_DIR"] = store;
        start.Environment["CLAWPOWERS_SCOPE"] = "global";
        start.Environment["PSModulePath"] = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Metadata("ModuleStagePath"))) + Path.PathSeparator + Environment.GetEnvironmentVariable("PSModulePath");
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(output.Split('\n')[^1], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("PowerShell failed: " + output);
    }

    private static string Metadata(string key) => typeof(ModuleComparisons).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key)
        .Value!;
}
