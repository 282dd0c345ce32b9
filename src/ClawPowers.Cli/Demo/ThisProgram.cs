using System.Diagnostics;
using System.Text;
using ClawPowers.Core;
using ClawPowers.Core.Storage;

namespace ClawPowers.Cli.Demo;

/// <summary>How a process of this program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it said on standard error.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Error);

/// <summary>Starts this program again, as another agent in another session would, on a store in a folder of its own.</summary>
internal sealed class ThisProgram(string storeDirectory)
{
    /// <summary>Runs one command in a process of its own.</summary>
    /// <param name="agent">The agent that it is booked to.</param>
    /// <param name="arguments">The command.</param>
    /// <param name="cancellation">Ends the process.</param>
    public async Task<ProgramResult> RunAsync(string agent, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        ProcessStartInfo start = Start();
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[StoreLocation.DirectoryVariable] = storeDirectory;
        start.Environment[ClawContext.ScopeVariable] = "global";
        start.Environment[ClawContext.AgentVariable] = agent;
        start.Environment.Remove(ClawContext.SessionVariable);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' did not start.");
        using CancellationTokenRegistration stop = cancellation.Register(() => End(process));
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        var result = new ProgramResult(process.ExitCode, await output, await error);
        cancellation.ThrowIfCancellationRequested();
        return result;
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended by itself.
        }
    }

    // The program is its own executable, or a library that "dotnet" was told to run.
    private ProcessStartInfo Start()
    {
        string executable = Environment.ProcessPath!;
        var start = new ProcessStartInfo(executable)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = storeDirectory,
        };
        if (Path.GetFileNameWithoutExtension(executable).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(Path.GetFullPath(Environment.GetCommandLineArgs()[0]));
        }

        return start;
    }
}
