using System.Runtime.InteropServices;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Commands.Hooks;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        // An agent waits for this one at the start of each session, and always in this form: no parser and no thread for signals. The script
        // hands on what it was given, in PowerShell's spelling.
        if (args is ["hook", "run", "--agent" or "-Agent", var agent])
        {
            return HookRunCommand.Run(Shell.OfProcess(), agent, CancellationToken.None);
        }

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
