using System.ComponentModel;
using System.Diagnostics;

namespace ClawPowers.Core.Processes;

/// <summary>Runs a program, byte for byte, and never waits for it longer than allowed. The one way in which other programs are run.</summary>
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
        using var tree = new ProcessTree(run.Marker);
        try
        {
            process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return new BoundedResult { Failure = exception.Message.TrimEnd('.') };
        }

        tree.Grows(process);
        Task input = Task.Run(() => WriteAsync(process.StandardInput.BaseStream, run.Input), CancellationToken.None);
        var output = new Stream[] { process.StandardOutput.BaseStream, process.StandardError.BaseStream };
        Kept[] kept = [new(), new()];
        var gate = new object();
        Task reading = Task.WhenAll(output.Zip(kept, (stream, kept) => Task.Run(() => ReadAsync(stream, run.Sink is { } sink ? Locked(sink, gate) : kept.Add), CancellationToken.None)));
        Task exited = process.WaitForExitAsync(CancellationToken.None);
        bool inTime = Wait(run.Sink is null ? Task.WhenAll(reading, exited) : exited, run.Limit, cancellation);
        TimeSpan duration = Stopwatch.GetElapsedTime(started);
        if (!inTime)
        {
            tree.End(process);
            Wait(Task.WhenAll(reading, exited, input), Grace, CancellationToken.None);
        }
        else if (!Wait(reading, Grace, CancellationToken.None))
        {
            Close(output); // Something that it left running holds them.
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
        ProcessStartInfo start = run.ArgumentLine is { } line ? new(run.Program, line) : new(run.Program, run.Arguments);
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = run.WorkingDirectory;
        start.Environment.Clear();
        foreach ((string name, string value) in run.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static Action<ReadOnlyMemory<byte>> Locked(Action<ReadOnlyMemory<byte>> sink, object gate) => bytes =>
    {
        lock (gate)
        {
            sink(bytes);
        }
    };

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

    private static void Close(Stream[] streams)
    {
        foreach (Stream stream in streams)
        {
            try
            {
                stream.Dispose();
            }
            catch (Exception exception) when (exception is IOException or InvalidOperationException)
            {
                // It closes when whoever holds it ends.
            }
        }
    }

    private static async Task ReadAsync(Stream stream, Action<ReadOnlyMemory<byte>> take)
    {
        byte[] buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
        {
            take(buffer.AsMemory(0, read));
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

        public void Add(ReadOnlyMemory<byte> bytes)
        {
            lock (_content)
            {
                _content.AddRange(bytes.Span[..Math.Min(bytes.Length, MaximumBytes - _content.Count)]);
            }
        }
    }
}
