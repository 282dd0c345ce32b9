namespace ClawPowers.Core.Sessions.Identity.Processes;

/// <summary>The processes of the system that this program runs on.</summary>
internal static class ProcessTable
{
    public static IProcessTable OfThisSystem { get; } =
        OperatingSystem.IsLinux() ? new LinuxProcesses()
        : OperatingSystem.IsWindows() ? new WindowsProcesses()
        : OperatingSystem.IsMacOS() ? new MacProcesses()
        : new NoProcesses();

    // A system whose processes are not known here: sessions are found by variables only.
    private sealed class NoProcesses : IProcessTable
    {
        public string Host => string.Empty;

        public int OwnId => Environment.ProcessId;

        public ProcessInstance? Find(int id) => null;
    }
}
