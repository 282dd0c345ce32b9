using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ClawPowers.PowerShell.Tests.Bridge;

/// <summary>One Pester file and its run in a pwsh of its own.</summary>
/// <param name="Path">Full path of the file.</param>
public sealed record PesterFile(string Path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The file's name without <c>.Tests.ps1</c>.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Replace(".Tests.ps1", "", StringComparison.OrdinalIgnoreCase);

    /// <summary>Every <c>*.Tests.ps1</c> in a folder, by name.</summary>
    public static IReadOnlyList<PesterFile> In(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.Tests.ps1").Order(StringComparer.Ordinal).Select(path => new PesterFile(path))];

    /// <summary>Runs the file. Whatever goes wrong is a failed outcome, so that no file can drop out in silence.</summary>
    public async Task<IReadOnlyList<PesterOutcome>> RunAsync(PesterHost host, TimeSpan limit, CancellationToken cancellationToken)
    {
        string scratch = Directory.CreateTempSubdirectory("clawpowers-").FullName;
        try
        {
            string resultPath = System.IO.Path.Combine(scratch, "result.json");
            BoundedProcess run = await BoundedProcess.RunAsync(StartInfo(host, scratch, resultPath), limit, cancellationToken);
            if (run.ExitCode is null)
            {
                return [Failed(string.Create(CultureInfo.InvariantCulture, $"The file did not end within {limit.TotalSeconds:0} seconds and was stopped."), run)];
            }

            if (!File.Exists(resultPath))
            {
                return [Failed($"pwsh ended with exit code {run.ExitCode} and left no results.", run)];
            }

            PesterOutcome[] outcomes = JsonSerializer.Deserialize<PesterOutcome[]>(await File.ReadAllTextAsync(resultPath, cancellationToken), Json) ?? [];
            return outcomes.Length == 0 ? [Failed("The file holds no test.", run)] : outcomes;
        }
        finally
        {
            DeleteScratch(scratch);
        }
    }

    private static PesterOutcome Failed(string message, BoundedProcess run) =>
        new("(the file itself)", PesterVerdict.Failed, $"{message}\n{run.Output}\n{run.ErrorOutput}".Trim(), 0);

    private static void DeleteScratch(string scratch)
    {
        try
        {
            Directory.Delete(scratch, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A process that was left behind may still hold a file; the system clears its temporary folder one day.
            Debug.WriteLine(exception);
        }
    }

    private ProcessStartInfo StartInfo(PesterHost host, string scratch, string resultPath)
    {
        ProcessStartInfo start = new(host.Executable)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = scratch,
        };
        string script = System.IO.Path.Combine(TestPlace.RepositoryRoot, "tests", "ClawPowers.PowerShell.Tests", "Invoke-PesterFile.ps1");
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", script, "-Path", Path, "-ResultPath", resultPath])
        {
            start.ArgumentList.Add(argument);
        }

        string? modulePath = Environment.GetEnvironmentVariable("PSModulePath");
        start.Environment["PSModulePath"] = string.IsNullOrEmpty(modulePath) ? TestPlace.ModulePath : TestPlace.ModulePath + System.IO.Path.PathSeparator + modulePath;
        start.Environment["CLAWPOWERS_MODULE_PATH"] = TestPlace.ModulePath;
        start.Environment["CLAWPOWERS_CLI_PATH"] = TestPlace.CliPath;
        start.Environment["CLAWPOWERS_TEST_SCRATCH"] = scratch;
        start.Environment["CLAWPOWERS_DIR"] = System.IO.Path.Combine(scratch, "store");
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        string variables = System.IO.Path.Combine(TestPlace.RepositoryRoot, "tests", "ClawPowers.PowerShell.Tests", "SessionVariables.txt");
        foreach (string name in (string[])[.. File.ReadAllLines(variables), "CLAWPOWERS_SCOPE", "CLAWPOWERS_QUIET", "NO_COLOR"])
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
