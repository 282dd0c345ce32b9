using System.Runtime.InteropServices;

namespace ClawPowers.Core.Git.Objects;

/// <summary>The name of a Git object: a SHA-1 in its twenty bytes. All zero is no object.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct ObjectName : IEquatable<ObjectName>
{
    /// <summary>How many bytes a name has.</summary>
    public const int Size = 20;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly uint _third;

    /// <summary>Whether it names nothing.</summary>
    public bool IsNone => (_first | _second | _third) == 0;

    /// <summary>The name in twenty bytes.</summary>
    public static ObjectName Of(ReadOnlySpan<byte> bytes) => MemoryMarshal.Read<ObjectName>(bytes);

    /// <summary>The name in forty hexadecimal digits.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static ObjectName Parse(string hex) => Of(Convert.FromHexString(hex));

    /// <summary>The name in forty hexadecimal digits, as commits hold it.</summary>
    public static ObjectName Parse(ReadOnlySpan<byte> hex)
    {
        Span<byte> bytes = stackalloc byte[Size];
        for (int i = 0; i < Size; i++)
        {
            bytes[i] = (byte)((Digit(hex[2 * i]) << 4) | Digit(hex[(2 * i) + 1]));
        }

        return Of(bytes);
    }

    public bool Equals(ObjectName other) => _first == other._first && _second == other._second && _third == other._third;

    public override bool Equals(object? obj) => obj is ObjectName other && Equals(other);

    // The bytes of a hash are as good as any.
    public override int GetHashCode() => (int)_first;

    public override string ToString()
    {
        ObjectName name = this;
        return Convert.ToHexString(MemoryMarshal.AsBytes(new ReadOnlySpan<ObjectName>(in name))).ToLowerInvariant();
    }

    private static int Digit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => throw new FormatException("A commit holds a name that is none."),
    };
}
