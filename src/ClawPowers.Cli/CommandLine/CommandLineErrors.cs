using ClawPowers.Core.Errors;

namespace ClawPowers.Cli.CommandLine;

/// <summary>The ways in which the command line itself can be wrong.</summary>
internal static class CommandLineErrors
{
    public static ClawException Invalid(string message) => new("InvalidCommandLine", ClawErrorKind.InvalidArgument, message);

    public static ClawException InvalidInput(string message, Exception? inner = null) =>
        new("InvalidInput", ClawErrorKind.InvalidArgument, message, target: null, inner);

    public static ClawException OutputFailed(IOException inner) =>
        new("OutputFailed", ClawErrorKind.Disk, $"The output can't be written: {inner.Message}. What the command changed is stored all the same.", target: null, inner);

    public static ClawException InvalidChange(int line, string problem) => new(
        "InvalidChange",
        ClawErrorKind.InvalidArgument,
        $"Line {line} {problem}. Nothing was applied.",
        line);
}
