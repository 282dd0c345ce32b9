using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClawPowers.Core.Sessions.Identity.Processes;

/// <summary>The processes of Linux, by <c>/proc</c>.</summary>
internal sealed class LinuxProcesses : IProcessTable
{
    // A line has 52 fields, of at most 20 digits but for the name.
    private const int LongestLine = 2048;
    private const int ParentField = 4;
    private const int StartField = 22;

    // USER_HZ, which is 100 for every processor that .NET runs on.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private string? _host;

    // Containers share the boot but not the numbers of processes.
    public string Host => _host ??= $"linux {Read("/proc/sys/kernel/random/boot_id")} {Link("/proc/self/ns/pid")}";

    public int OwnId => Environment.ProcessId;

    public ProcessInstance? Find(int id)
    {
        Span<byte> buffer = stackalloc byte[LongestLine];
        try
        {
            using SafeFileHandle file = File.OpenHandle(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Parse(buffer[..RandomAccess.Read(file, buffer, 0)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public TimeSpan? AgeOf(ProcessInstance process) =>
        double.TryParse(Read("/proc/uptime").Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            ? TimeSpan.FromSeconds(seconds) - (process.Started * Tick)
            : null;

    /// <summary>Reads the line of <c>stat</c>; null if it is none, or the process has ended and only its exit code is waited for.</summary>
    /// <remarks>proc(5): number, name in parentheses, state, parent … and as the 22nd field the start, in clock ticks since the boot.</remarks>
    internal static ProcessInstance? Parse(ReadOnlySpan<byte> line)
    {
        // A name may hold blanks, parentheses and line breaks, so it ends at the last parenthesis.
        int open = line.IndexOf((byte)'(');
        int close = line.LastIndexOf((byte)')');
        if (open < 1 || close < open || !Utf8Parser.TryParse(line, out int id, out _))
        {
            return null;
        }

        ReadOnlySpan<byte> rest = line[(close + 1)..];
        int parent = 0;
        for (int field = 3; ; field++)
        {
            rest = rest.TrimStart((byte)' ');
            int end = rest.IndexOf((byte)' ');
            ReadOnlySpan<byte> text = end < 0 ? rest : rest[..end];
            switch (field)
            {
                case 3 when text is not [not ((byte)'Z' or (byte)'X' or (byte)'x')]:
                case ParentField when !Utf8Parser.TryParse(text, out parent, out _):
                    return null;
                case StartField:
                    return Utf8Parser.TryParse(text, out long started, out _)
                        ? new ProcessInstance(id, parent, started, Encoding.UTF8.GetString(line[(open + 1)..close]))
                        : null;
            }

            if (end < 0)
            {
                return null;
            }

            rest = rest[end..];
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }

    private static string Link(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "?";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "?";
        }
    }
}
