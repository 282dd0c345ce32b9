using System.Runtime.InteropServices;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        // The first Ctrl+C lets the command end cleanly; a second one ends the process.
        var interrupt = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        });
        return CommandHost.Run(args, Shell.OfProcess(), interrupt.Token);
    }
}
