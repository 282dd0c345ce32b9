using System.Diagnostics;
using System.Runtime.InteropServices;
using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Tests.Support;

/// <summary>Another process that works on a store. It waits until it is told to go.</summary>
internal sealed class Worker : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private Worker(ProcessStartInfo start)
    {
        // The tests themselves may run in an agent.
        foreach (string name in SessionResolver.Variables)
        {
            start.Environment.Remove(name);
        }

        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
    }

    private static string DotNet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static string Library => Path.Combine(AppContext.BaseDirectory, "ClawPowers.Worker.dll");

    public static Worker Start(StoreLocation store, params string[] what) => Start(store, prefix: [], what);

    /// <summary>Starts it as a user without any rights. Skips the test where that can't be done.</summary>
    public static Worker StartUnprivileged(StoreLocation store, params string[] what)
    {
        const string setpriv = "/usr/bin/setpriv";
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Permissions of the owner only are set in another way on this system.");
        Assert.SkipUnless(!Environment.IsPrivilegedProcess || File.Exists(setpriv), "Running as root, whom no permission stops, without setpriv(1) to be someone else.");
        return Start(store, Environment.IsPrivilegedProcess ? [setpriv, "--reuid", "65534", "--regid", "65534", "--clear-groups", "--"] : [], what);
    }

    public Worker Go()
    {
        Assert.Equal("ready", ReadLine());
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        return this;
    }

    /// <summary>Waits until it is ready, so that several can be told to go at once.</summary>
    public Worker GoTogether(Barrier barrier)
    {
        Assert.Equal("ready", ReadLine());
        barrier.SignalAndWait(Patience);
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        return this;
    }

    public string? ReadLine()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        return line.Wait(Patience) ? line.Result : throw new TimeoutException("The other process says nothing.");
    }

    /// <summary>Everything that it says until it ends.</summary>
    public string[] ReadToEnd()
    {
        Task<string> output = _process.StandardOutput.ReadToEndAsync();
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        Assert.True(Task.WaitAll([output, errors], Patience), "The other process does not end.");
        Assert.Equal(string.Empty, errors.Result);
        return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Says one more line to it.</summary>
    public void Continue(string line = "")
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Starts it by another name of the program that runs it, as an agent that is to be found among the processes.</summary>
    public static Worker StartAgent(StoreLocation store, string program)
    {
        if (!File.Exists(program))
        {
            File.CreateSymbolicLink(program, DotNet);
        }

        return new Worker(new ProcessStartInfo(program, [Library, store.Directory, "agent", DotNet]));
    }

    /// <summary>Ends it without a chance to clean up.</summary>
    /// <returns>What it had said and nobody had read.</returns>
    public string[] Kill()
    {
        Task<string> output = _process.StandardOutput.ReadToEndAsync();
        _process.Kill();
        _process.WaitForExit();
        return output.Result.Split('\n')[..^1]; // the last line may be cut
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static Worker Start(StoreLocation store, string[] prefix, string[] what)
    {
        string[] line = [.. prefix, DotNet, Library, store.Directory, .. what];
        return new Worker(new ProcessStartInfo(line[0], line[1..]));
    }
}
