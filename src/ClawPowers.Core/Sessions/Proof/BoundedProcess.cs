using System.ComponentModel;
using System.Diagnostics;

namespace ClawPowers.Core.Sessions.Proof;

/// <summary>Runs a program, byte for byte, and never waits for it longer than allowed.</summary>
internal static class BoundedProcess
{
    /// <summary>What is kept of each stream. What is beyond that is read and dropped, so that the program does not wait for us.</summary>
    public const int MaximumBytes = 1024 * 1024;

    // After a kill the streams close at once, unless a grandchild that has left the tree holds them.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs it.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="cancellation">Ends the program and everything that it has started.</param>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public static BoundedResult Run(BoundedRun run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        long started = Stopwatch.GetTimestamp();
        using var process = new Process { StartInfo = StartOf(run) };
        try
        {
            process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return new BoundedResult { Failure = exception.Message.TrimEnd('.') };
        }

        Task input = Task.Run(() => WriteAsync(process.StandardInput.BaseStream, run.Input), CancellationToken.None);
        var output = new Stream[] { process.StandardOutput.BaseStream, process.StandardError.BaseStream };
        Kept[] kept = [new(), new()];
        Task reading = Task.WhenAll(output.Zip(kept, static (stream, kept) => Task.Run(() => kept.ReadAsync(stream), CancellationToken.None)));
        Task ended = Task.WhenAll(reading, process.WaitForExitAsync(CancellationToken.None));
        bool inTime = Wait(ended, run.Limit, cancellation);
        TimeSpan duration = Stopwatch.GetElapsedTime(started);
        if (!inTime)
        {
            Kill(process);
            Wait(Task.WhenAll(ended, input), Grace, CancellationToken.None);
        }

        cancellation.ThrowIfCancellationRequested();
        return new BoundedResult
        {
            ExitCode = inTime ? process.ExitCode : null,
            Output = kept[0].Bytes,
            Errors = kept[1].Bytes,
            Duration = duration,
            TookTooLong = !inTime,
        };
    }

    private static ProcessStartInfo StartOf(BoundedRun run)
    {
        var start = new ProcessStartInfo(run.Program, run.Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = run.WorkingDirectory,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in run.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool Wait(Task task, TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            return task.Wait((int)Math.Min(limit.TotalMilliseconds, int.MaxValue), cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (AggregateException)
        {
            return true; // A stream broke; what came before is kept.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It has ended by itself, or some of it can't be ended; there is nothing else to do.
        }
    }

    private static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> input)
    {
        try
        {
            await using (stream)
            {
                await stream.WriteAsync(input);
            }
        }
        catch (IOException)
        {
            // It does not read, which it need not.
        }
    }

    private sealed class Kept
    {
        private readonly List<byte> _content = [];

        public byte[] Bytes
        {
            get
            {
                lock (_content)
                {
                    return [.. _content];
                }
            }
        }

        public async Task ReadAsync(Stream stream)
        {
            byte[] buffer = new byte[16 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
            {
                lock (_content)
                {
                    _content.AddRange(buffer.AsSpan(0, Math.Min(read, MaximumBytes - _content.Count)));
                }
            }
        }
    }
}
