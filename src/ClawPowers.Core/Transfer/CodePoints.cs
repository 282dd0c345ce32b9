using System.Text;

namespace ClawPowers.Core.Transfer;

/// <summary>The order of texts that SQLite has: by their UTF-8, which differs from .NET's ordinal one beyond the first 65,536 code points.</summary>
internal sealed class CodePoints : IComparer<string>
{
    public static CodePoints Order { get; } = new();

    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
}
