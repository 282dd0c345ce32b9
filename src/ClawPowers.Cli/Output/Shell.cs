using System.Text;
using ClawPowers.Core;

namespace ClawPowers.Cli.Output;

/// <summary>What a command has around it: its streams, the environment, and the store that is meant. UTF-8 without a mark, lines end in <c>\n</c>.</summary>
internal sealed class Shell
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <summary>For results. Buffered; flush before writing to <see cref="Error"/>.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>For messages.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Reads an environment variable; null if it is not set or blank.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Says which store is meant, from where, and who asks.</summary>
    public required Func<ClawContext> Context { get; init; }

    /// <summary>Whether results may be coloured: only on a terminal, and not if <c>NO_COLOR</c> is set.</summary>
    public required bool UsesColor { get; init; }

    /// <summary>Whether results go to a person's screen: they may have more than ASCII then, for looks.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Whether a person is there to answer a question.</summary>
    public bool CanAsk { get; init; }

    /// <summary>The shell that this process was started from.</summary>
    public static Shell OfProcess()
    {
        if (OperatingSystem.IsWindows() && !(Console.IsOutputRedirected && Console.IsErrorRedirected))
        {
            Console.OutputEncoding = Utf8;
        }

        return new Shell
        {
            Out = new StreamWriter(new ResultStream(Console.OpenStandardOutput()), Utf8, bufferSize: 16 * 1024) { NewLine = "\n" },
            Error = new StreamWriter(Console.OpenStandardError(), Utf8, bufferSize: 1024) { NewLine = "\n", AutoFlush = true },
            OpenInput = Console.OpenStandardInput,
            Variable = VariableOfProcess,
            Context = static () => ClawContext.FromEnvironment(Environment.CurrentDirectory),
            UsesColor = VariableOfProcess("NO_COLOR") is null && UnderstandsColor() && !Console.IsOutputRedirected,
            IsTerminal = !Console.IsOutputRedirected,
            CanAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected,
        };
    }

    // An old console on Windows would print the codes.
    private static bool UnderstandsColor() => OperatingSystem.IsWindows()
        ? VariableOfProcess("WT_SESSION") is not null || VariableOfProcess("TERM") is not (null or "dumb")
        : VariableOfProcess("TERM") is not "dumb";

    private static string? VariableOfProcess(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
