namespace ClawPowers.Core.Storage;

/// <summary>
/// Bounds all waits for locks on a thread together, for work that is better left out than late: what a session is told at its
/// start, and that it has begun. Who runs into the bound gets <c>StoreLocked</c>.
/// </summary>
internal sealed class LockHaste : IDisposable
{
    /// <summary>How long the start of a session waits, in milliseconds.</summary>
    public const int OfSessionStart = 250;

    [ThreadStatic]
    private static long? _end;

    private readonly long? _before;

    private LockHaste(long? before) => _before = before;

    /// <summary>Whether waits on this thread are bounded.</summary>
    public static bool IsOn => _end is not null;

    /// <summary>Begins to count; ends where the result is disposed of, on the same thread.</summary>
    /// <param name="milliseconds">How long all waits may take together with the work between them.</param>
    public static LockHaste Begin(int milliseconds)
    {
        var haste = new LockHaste(_end);
        long end = Environment.TickCount64 + milliseconds;
        _end = _end is { } sooner && sooner < end ? sooner : end;
        return haste;
    }

    /// <summary>Whether no wait may begin or go on.</summary>
    /// <param name="now">The moment, in milliseconds of <see cref="Environment.TickCount64"/>.</param>
    public static bool IsOver(long now) => now >= _end;

    /// <inheritdoc/>
    public void Dispose() => _end = _before;
}
