using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClawPowers.Core;

namespace ClawPowers.Benchmarks;

/// <summary>What an agent's session starts in: a project with a year of work in its store, a home, the module with and without the native program.</summary>
internal sealed class SessionWorld
{
    private const int Keys = 100_000;
    private const int Runs = 1_000_000;
    private readonly string _project;
    private readonly string _store;
    private readonly string _home;
    private readonly string _said;

    /// <summary>Makes it, which takes a minute.</summary>
    public SessionWorld(Scratch scratch)
    {
        (_project, _store, _home) = (scratch.NewFolder(), scratch.NewFolder(), scratch.NewFolder());
        string git = Directory.CreateDirectory(Path.Combine(_project, ".git")).FullName;
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(Path.Combine(git, "config"), "[remote \"origin\"]\n\turl = https://github.com/ada/payments.git\n");
        ClawContext context = scratch.Context(_store) with { WorkingDirectory = _project };
        _ = Scratch.Fill(context, Scratch.Entries(Keys));
        _ = MetricFill.Fill(context, Runs);
        _said = JsonSerializer.Serialize(new { session_id = "benchmark", transcript_path = "/nowhere/projects/x.jsonl", cwd = _project, hook_event_name = "SessionStart", source = "startup" });

        Plain = Copy(ModuleComparisons.StagedModule, scratch.NewFolder());
        if (NativeProgram is { } native)
        {
            WithNative = Copy(ModuleComparisons.StagedModule, scratch.NewFolder());
            string folder = Path.Combine(WithNative, "ClawPowers", "lib", "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
            File.Copy(native, Path.Combine(folder, Path.GetFileName(native)), overwrite: true);
        }

        string hooks = Directory.CreateDirectory(Path.Combine(_home, ".clawpowers", "hooks")).FullName;
        File.Copy(Path.Combine(ModuleComparisons.StagedModule, "hooks", "starter.ps1"), Path.Combine(hooks, "session-start.ps1"));
        EmptyProfile = Path.Combine(_home, "empty.ps1");
        File.WriteAllText(EmptyProfile, string.Empty);
        Profile = Path.Combine(_home, "profile.ps1");
        File.WriteAllText(Profile, ". ~/.clawpowers/hooks/session-start.ps1\n");
    }

    /// <summary>The native program that <c>./build.ps1 -Task Native</c> made; null if it did not.</summary>
    public static string? NativeProgram { get; } =
        Path.Combine(ModuleComparisons.Root, "artifacts", "native", RuntimeInformation.RuntimeIdentifier, OperatingSystem.IsWindows() ? "clawpowers.exe" : "clawpowers") is var path && File.Exists(path) ? path : null;

    /// <summary>A folder of modules with ClawPowers as a plain build makes it.</summary>
    public string Plain { get; }

    /// <summary>The same with the native program in it; null where there is none.</summary>
    public string? WithNative { get; }

    /// <summary>A profile with nothing in it.</summary>
    public string EmptyProfile { get; }

    /// <summary>A profile with the one line of ours.</summary>
    public string Profile { get; }

    /// <summary>Runs a program as a hook: gives it what Claude Code says, and takes what it answers. Gives milliseconds.</summary>
    /// <param name="modules">The folder of modules.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public double Answer(string modules, string program, params string[] arguments)
    {
        double time = Run(modules, program, arguments, _said, out string output);
        using JsonDocument answer = JsonDocument.Parse(output);
        string context = answer.RootElement.GetProperty("hookSpecificOutput").GetProperty("additionalContext").GetString()!;
        return context.Length > 100 ? time : throw new InvalidOperationException("The answer is no context: " + output);
    }

    /// <summary>Runs a program that is told nothing and says nothing. Gives milliseconds.</summary>
    public double Quiet(string modules, string program, params string[] arguments)
    {
        double time = Run(modules, program, arguments, string.Empty, out string output);
        return output.Length == 0 ? time : throw new InvalidOperationException("It says: " + output);
    }

    private double Run(string modules, string program, string[] arguments, string input, out string output)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _project,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("CLA", StringComparison.Ordinal) || name.StartsWith("CODEX", StringComparison.Ordinal) || name.StartsWith("CURSOR", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["CLAWPOWERS_DIR"] = _store;
        start.Environment["HOME"] = start.Environment["USERPROFILE"] = _home;
        start.Environment["PSModulePath"] = modules;
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return process.ExitCode == 0 && errors.Result.Length == 0
            ? time
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Result}{output}");
    }

    // Returns the folder that holds the copy.
    private static string Copy(string module, string target)
    {
        foreach (string file in Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, "ClawPowers", Path.GetRelativePath(module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }
}
