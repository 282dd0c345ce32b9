namespace ClawPowers.Core.Storage;

/// <summary>
/// How long one wait for a lock lasts. One who keeps it and does nothing is given up soon; while the store keeps
/// changing, others take their turns, and one's own will come.
/// </summary>
/// <param name="began">When the wait began, in milliseconds of <see cref="Environment.TickCount64"/>.</param>
/// <param name="longestSeconds">When to give up whatever happens.</param>
internal struct LockPatience(long began, int longestSeconds = StoreConnections.LongestBusySeconds)
{
    private readonly long _began = began;
    private readonly long _end = began + (longestSeconds * 1000L);
    private long _changed = began;
    private long? _seen;

    /// <summary>Whether it ended because nothing had changed, and not because it had been so long.</summary>
    public bool IsStuck { get; private set; }

    /// <summary>Whether to go on waiting.</summary>
    /// <param name="now">The moment, in the same milliseconds.</param>
    /// <param name="seen">What changes with the store; null if that can't be told now.</param>
    public bool Lasts(long now, long? seen)
    {
        if (seen is not null && seen != _seen)
        {
            // The first look tells nothing about what was before.
            _changed = _seen is null ? _changed : now;
            _seen = seen;
        }

        IsStuck = now - _changed >= StoreConnections.BusySeconds * 1000L;
        return !IsStuck && now < _end && !LockHaste.IsOver(now);
    }

    /// <summary>
    /// How long to wait before the next try, in milliseconds. By chance, so that waiters do not meet again and again; ever longer
    /// at first, to leave the processor to those who work, and shorter again for those who have waited long.
    /// </summary>
    /// <param name="tries">How many tries there were.</param>
    /// <param name="now">The moment, in the same milliseconds.</param>
    public readonly int Pause(int tries, long now) => Random.Shared.Next(1, LongestPause(tries, now - _began) + 1);

    /// <summary>The bound of a pause.</summary>
    internal static int LongestPause(int tries, long waited) =>
        Math.Min(Math.Min(3 + (2 * tries), 25), (int)Math.Max(5, 35 - (waited / 100)));
}
