using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ClawPowers.Core.Processes;

/// <summary>A job of Windows: whoever a process in it starts is in it too, and all of it ends at once, also when this program dies.</summary>
internal sealed partial class ProcessJob : IDisposable
{
    private const int ExtendedLimits = 9; // JobObjectExtendedLimitInformation
    private const uint EndsWhenClosed = 0x2000; // JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE

    private readonly nint _handle;

    private ProcessJob(nint handle) => _handle = handle;

    /// <summary>Puts a process into a job of its own; null if that is not possible.</summary>
    [SupportedOSPlatform("windows")]
    public static ProcessJob? Of(Process process)
    {
        nint handle = CreateJobObject(0, 0);
        if (handle == 0)
        {
            return null;
        }

        var job = new ProcessJob(handle);
        try
        {
            if (job.Limit(EndsWhenClosed) && AssignProcessToJobObject(handle, process.Handle))
            {
                return job;
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }

        job.Dispose();
        return null;
    }

    /// <summary>Ends all that is in it.</summary>
    [SupportedOSPlatform("windows")]
    public void End() => _ = TerminateJobObject(_handle, 1);

    /// <summary>Lets go of what is still in it.</summary>
    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            Limit(0);
            _ = CloseHandle(_handle);
        }
    }

    [SupportedOSPlatform("windows")]
    private bool Limit(uint flags)
    {
        var limits = new Limits { Flags = flags };
        return SetInformationJobObject(_handle, ExtendedLimits, ref limits, Marshal.SizeOf<Limits>());
    }

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW")]
    private static partial nint CreateJobObject(nint attributes, nint name);

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformationJobObject(nint job, int kind, ref Limits limits, int length);

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AssignProcessToJobObject(nint job, nint process);

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateJobObject(nint job, uint exitCode);

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);

    // JOBOBJECT_EXTENDED_LIMIT_INFORMATION
    [StructLayout(LayoutKind.Sequential)]
    private struct Limits
    {
        public long PerProcessUserTime;
        public long PerJobUserTime;
        public uint Flags;
        public nuint MinimumWorkingSet;
        public nuint MaximumWorkingSet;
        public uint ActiveProcesses;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public ulong ReadOperations;
        public ulong WriteOperations;
        public ulong OtherOperations;
        public ulong ReadBytes;
        public ulong WriteBytes;
        public ulong OtherBytes;
        public nuint ProcessMemory;
        public nuint JobMemory;
        public nuint PeakProcessMemory;
        public nuint PeakJobMemory;
    }
}
