using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ClawPowers.Core.Sessions.Identity.Processes;

/// <summary>The processes of Windows. A child keeps the number of its parent when that has ended, and the number may be given to another.</summary>
internal sealed unsafe partial class WindowsProcesses : IProcessTable
{
    private const uint QueryLimitedInformation = 0x1000;
    private const int StillActive = 259;
    private const int LongestPath = 1024;

    // PROCESS_BASIC_INFORMATION: six fields, each as large as a pointer or padded to it. Only half of the first is set.
    private const int BasicInformation = 0;
    private const int Fields = 6;
    private const int ExitStatusField = 0;
    private const int ParentField = 5;

    // Starts are moments in time here, so that a boot needs no name.
    public string Host { get; } = "windows " + Environment.MachineName;

    public int OwnId => Environment.ProcessId;

    public ProcessInstance? Find(int id)
    {
        using SafeProcessHandle process = OpenProcess(QueryLimitedInformation, inherit: false, id);
        nint* basics = stackalloc nint[Fields];
        if (process.IsInvalid
            || QueryInformation(process, BasicInformation, basics, Fields * sizeof(nint), null) != 0
            || (int)basics[ExitStatusField] != StillActive
            || !ProcessTimes(process, out long started, out _, out _, out _))
        {
            return null;
        }

        char* path = stackalloc char[LongestPath];
        int length = LongestPath;
        string name = ImageName(process, 0, path, &length) ? Path.GetFileName(new string(path, 0, length)) : string.Empty;
        return new ProcessInstance(id, (int)basics[ParentField], started, name);
    }

    public TimeSpan? AgeOf(ProcessInstance process) => DateTime.UtcNow - DateTime.FromFileTimeUtc(process.Started);

    [LibraryImport("kernel32", SetLastError = false)]
    private static partial SafeProcessHandle OpenProcess(uint access, [MarshalAs(UnmanagedType.Bool)] bool inherit, int id);

    [LibraryImport("kernel32", EntryPoint = "GetProcessTimes")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ProcessTimes(SafeProcessHandle process, out long created, out long exited, out long kernel, out long user);

    [LibraryImport("kernel32", EntryPoint = "QueryFullProcessImageNameW")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ImageName(SafeProcessHandle process, uint flags, char* name, int* length);

    [LibraryImport("ntdll", EntryPoint = "NtQueryInformationProcess")]
    private static partial int QueryInformation(SafeProcessHandle process, int kind, nint* basics, int size, int* written);
}
