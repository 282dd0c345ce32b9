using System.CommandLine;
using System.CommandLine.Parsing;
using ClawPowers.Cli.Commands;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Errors;

namespace ClawPowers.Cli.CommandLine;

/// <summary>Parses, runs one command, and turns every way in which it can end into an exit code and one clear message.</summary>
internal static class CommandHost
{
    /// <summary>All went well, or the answer is yes.</summary>
    public const int Success = 0;

    /// <summary>It failed, or the answer is no.</summary>
    public const int Failure = 1;

    /// <summary>It was stopped by Ctrl+C: 128 and the signal's number, as shells count.</summary>
    public const int Stopped = 130;

    // "@name" is a value and not a file of further arguments; "-ab" is not "-a -b".
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public static int Run(string[] args, Shell shell, CancellationToken cancellation)
    {
        bool json = false;
        try
        {
            Command root = CommandTree.Build(args);
            ParseResult parse = CommandLineParser.Parse(root, args, Configuration);
            json = parse.GetValue(CommonOptions.Json);
            int exitCode = Run(parse, shell, cancellation);
            shell.Out.Flush();
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            shell.Error.WriteLine("Stopped.");
            return Stopped;
        }
        catch (ClawException error)
        {
            return Fail(shell, error, json);
        }
        catch (Exception exception)
        {
            // A stack trace helps nobody at a prompt. What is known is said, and that it is our fault.
            return Fail(shell, new ClawException("Unexpected", ClawErrorKind.Disk, $"Something unexpected went wrong ({exception.GetType().Name}): {exception.Message}", target: null, exception), json);
        }
    }

    private static int Run(ParseResult parse, Shell shell, CancellationToken cancellation)
    {
        Command command = parse.CommandResult.Command;
        if (parse.GetValue(CommonOptions.Help))
        {
            Usage.Write(shell.Out, command);
            return Success;
        }

        if (command is not CliCommand runnable)
        {
            return CommandGroup.Run(parse, shell);
        }

        if (ParseProblem.In(parse) is { } problem)
        {
            throw CommandLineErrors.Invalid($"{problem} Usage: {Usage.Line(command)}");
        }

        return runnable.Run(new Invocation(parse, shell, cancellation));
    }

    private static int Fail(Shell shell, ClawException error, bool json)
    {
        try
        {
            shell.Out.Flush();
        }
        catch (ClawException)
        {
            // The results can't be written. The message below still has its own way out, and is either just this or more important.
        }

        try
        {
            ErrorOutput.Write(shell.Error, error, json);
        }
        catch (IOException)
        {
            // Nobody can be told; the exit code still says it.
        }

        return Failure;
    }
}
