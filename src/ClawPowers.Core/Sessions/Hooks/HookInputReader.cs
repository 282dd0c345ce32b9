using System.Diagnostics;
using System.Text.Json;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>Reads what an agent says to a hook, and never waits for one that says nothing.</summary>
internal static class HookInputReader
{
    /// <summary>The most that is read, in bytes. Agents send less than a thousandth of it, but may add the first prompt.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>How long a stream may stay silent. In all it gets twice as long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Reads until the end, until one whole JSON object is there, or until nothing more comes.</summary>
    /// <param name="input">The stream. Where it stays silent it is left behind with a reader that waits on.</param>
    /// <param name="patience">How long it may stay silent.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The bytes; one more than <see cref="MostBytes"/> if there are too many.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ReadOnlyMemory<byte> Read(Stream input, TimeSpan patience, CancellationToken cancellation)
    {
        var reading = new Reading(input);
        new Thread(reading.Run) { IsBackground = true, Name = "ClawPowers hook input" }.Start();
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            // A stream that drips does not get its patience anew for ever.
            TimeSpan left = (2 * patience) - Stopwatch.GetElapsedTime(started);
            bool hasNews = left > TimeSpan.Zero && reading.WaitForMore(left < patience ? left : patience, cancellation);
            ReadOnlyMemory<byte> content = reading.Content(out bool hasEnded);
            if (!hasNews || hasEnded || IsWhole(content.Span))
            {
                return content;
            }
        }
    }

    // An agent that forgets to close the stream has said all it has to say when its object ends.
    private static bool IsWhole(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> trimmed = content.TrimEnd(" \t\r\n"u8);
        if (trimmed.IsEmpty || trimmed[^1] != (byte)'}')
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(HookInput.WithoutMark(trimmed), isFinalBlock: true, new JsonReaderState(HookInput.ReaderOptions));
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private sealed class Reading(Stream input)
    {
        private readonly object _gate = new();
        private byte[] _buffer = new byte[8 * 1024];
        private int _length;
        private int _told;
        private bool _hasEnded;

        public void Run()
        {
            byte[] chunk = new byte[8 * 1024];
            try
            {
                int count;
                while ((count = input.Read(chunk)) > 0 && Add(chunk.AsSpan(0, count)))
                {
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
            {
                // A closed descriptor, or an agent that went away. What came so far is all there is.
            }

            lock (_gate)
            {
                _hasEnded = true;
                Monitor.PulseAll(_gate);
            }
        }

        public bool WaitForMore(TimeSpan patience, CancellationToken cancellation)
        {
            using CancellationTokenRegistration wake = cancellation.UnsafeRegister(static gate => Wake(gate!), _gate);
            lock (_gate)
            {
                bool hasNews = _hasEnded || _length > _told || Monitor.Wait(_gate, patience);
                cancellation.ThrowIfCancellationRequested();
                _told = _length;
                return hasNews;
            }
        }

        public ReadOnlyMemory<byte> Content(out bool hasEnded)
        {
            lock (_gate)
            {
                hasEnded = _hasEnded;
                return _buffer.AsMemory(0, _length);
            }
        }

        private static void Wake(object gate)
        {
            lock (gate)
            {
                Monitor.PulseAll(gate);
            }
        }

        // Returns whether more is wanted.
        private bool Add(ReadOnlySpan<byte> chunk)
        {
            lock (_gate)
            {
                chunk = chunk[..Math.Min(chunk.Length, MostBytes + 1 - _length)];
                if (_length + chunk.Length > _buffer.Length)
                {
                    // A new array, since the old one may just be looked at.
                    byte[] larger = new byte[Math.Min(MostBytes + 1, Math.Max(_buffer.Length * 2, _length + chunk.Length))];
                    _buffer.AsSpan(0, _length).CopyTo(larger);
                    _buffer = larger;
                }

                chunk.CopyTo(_buffer.AsSpan(_length));
                _length += chunk.Length;
                Monitor.PulseAll(_gate);
                return _length <= MostBytes;
            }
        }
    }
}
