using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ClawPowers.Core.Sessions.Identity.Processes;

/// <summary>The processes of macOS, by <c>libproc</c>.</summary>
internal sealed unsafe partial class MacProcesses : IProcessTable
{
    // sys/proc_info.h: struct proc_bsdinfo
    private const int BasicInfo = 3;
    private const int InfoBytes = 136;
    private const int StatusAt = 4;
    private const int IdAt = 12;
    private const int ParentAt = 16;
    private const int ShortNameAt = 48;
    private const int ShortNameBytes = 16;
    private const int NameAt = 64;
    private const int NameBytes = 32;
    private const int SecondsAt = 120;
    private const int MicrosecondsAt = 128;
    private const uint Zombie = 5;

    private string? _host;

    public string Host => _host ??= "macos " + (Control("kern.bootsessionuuid") ?? Environment.MachineName);

    public int OwnId => Environment.ProcessId;

    public ProcessInstance? Find(int id)
    {
        Span<byte> info = stackalloc byte[InfoBytes];
        fixed (byte* start = info)
        {
            return ProcessInfo(id, BasicInfo, 0, start, InfoBytes) == InfoBytes ? Parse(info) : null;
        }
    }

    public TimeSpan? AgeOf(ProcessInstance process) => DateTime.UtcNow - DateTime.UnixEpoch.AddMicroseconds(process.Started);

    /// <summary>Reads what the system says of a process; null if it has ended and only its exit code is waited for.</summary>
    internal static ProcessInstance? Parse(ReadOnlySpan<byte> info)
    {
        if (info.Length < InfoBytes || Number(info, StatusAt) == Zombie)
        {
            return null;
        }

        string name = Text(info.Slice(NameAt, NameBytes));
        return new ProcessInstance(
            (int)Number(info, IdAt),
            (int)Number(info, ParentAt),
            (long)((BinaryPrimitives.ReadUInt64LittleEndian(info[SecondsAt..]) * 1_000_000) + BinaryPrimitives.ReadUInt64LittleEndian(info[MicrosecondsAt..])),
            name.Length > 0 ? name : Text(info.Slice(ShortNameAt, ShortNameBytes)));
    }

    private static uint Number(ReadOnlySpan<byte> info, int at) => BinaryPrimitives.ReadUInt32LittleEndian(info[at..]);

    private static string Text(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.IndexOf((byte)0) is >= 0 and var end ? bytes[..end] : bytes);

    private static string? Control(string name)
    {
        Span<byte> buffer = stackalloc byte[64];
        nuint length = (nuint)buffer.Length;
        fixed (byte* start = buffer)
        {
            return SystemControl(name, start, &length, null, 0) == 0 && length > 1 ? Text(buffer[..(int)length]) : null;
        }
    }

    [LibraryImport("libproc", EntryPoint = "proc_pidinfo")]
    private static partial int ProcessInfo(int id, int flavor, ulong argument, byte* buffer, int size);

    [LibraryImport("libc", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SystemControl(string name, byte* old, nuint* oldLength, void* value, nuint length);
}
