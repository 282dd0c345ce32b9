using System.Diagnostics;

namespace ClawPowers.PowerShell.Tests.Bridge;

/// <summary>A process that ended, by itself or because its time was up.</summary>
/// <param name="ExitCode">Its exit code; null if it was killed.</param>
/// <param name="Output">What it wrote to stdout.</param>
/// <param name="ErrorOutput">What it wrote to stderr.</param>
public sealed record BoundedProcess(int? ExitCode, string Output, string ErrorOutput)
{
    /// <summary>Runs a process to its end; kills it with all its children when the limit is reached.</summary>
    public static async Task<BoundedProcess> RunAsync(ProcessStartInfo start, TimeSpan limit, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errorOutput = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using CancellationTokenSource clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        clock.CancelAfter(limit);
        int? exitCode = null;
        try
        {
            await process.WaitForExitAsync(clock.Token);
            exitCode = process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new(exitCode, await ReadWhatCameAsync(output), await ReadWhatCameAsync(errorOutput));
    }

    // A grandchild that outlives its parent holds the pipe open; its words are not worth waiting for.
    private static async Task<string> ReadWhatCameAsync(Task<string> reading) =>
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(5))) == reading ? await reading : "";
}
