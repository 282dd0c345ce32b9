using System.ComponentModel;
using System.Diagnostics;

namespace ClawPowers.Core.Processes;

/// <summary>
/// A process and all that come from it. On Linux those are found that have left the tree as well, by their session, their group or a
/// marker in their environment; on Windows all are in a job; elsewhere what has become a child of another process is not found.
/// </summary>
/// <param name="marker">A text in the environment of all of them and of nothing else; null for none.</param>
internal sealed class ProcessTree(string? marker) : IDisposable
{
    private ProcessJob? _job;

    /// <summary>To be called as soon as the process has started: on Windows those that it starts later are in its job.</summary>
    public void Grows(Process root)
    {
        if (OperatingSystem.IsWindows())
        {
            _job = ProcessJob.Of(root);
        }
    }

    /// <summary>Ends them all. What can't be ended stays.</summary>
    public void End(Process root)
    {
        if (OperatingSystem.IsLinux())
        {
            LinuxProcesses.End(IsAlive(root) ? root.Id : null, marker);
        }
        else if (OperatingSystem.IsWindows())
        {
            _job?.End();
        }

        try
        {
            root.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It has ended by itself, or some of it can't be ended; there is nothing else to do.
        }
    }

    /// <summary>Lets go of them: what still runs goes on.</summary>
    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            _job?.Dispose();
        }
    }

    private static bool IsAlive(Process process)
    {
        try
        {
            return !process.HasExited;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
