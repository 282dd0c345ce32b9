using System.Text;
using ClawPowers.Cli.CommandLine;

namespace ClawPowers.Cli.Output;

/// <summary>Reads what is piped in.</summary>
internal static class StandardInput
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All of it, without the byte order mark that some programs put before it.</summary>
    /// <exception cref="Core.Errors.ClawException"><c>InvalidInput</c>: it is not UTF-8, so that storing it would change it.</exception>
    /// <exception cref="OperationCanceledException">It was stopped. Reading a terminal can't be, so it is left behind.</exception>
    public static string ReadToEnd(Shell shell, CancellationToken cancellation)
    {
        Task<MemoryStream> reading = Task.Run(
            () =>
            {
                var content = new MemoryStream();
                using Stream input = shell.OpenInput();
                input.CopyTo(content);
                return content;
            },
            CancellationToken.None);
        using MemoryStream content = reading.WaitAsync(cancellation).GetAwaiter().GetResult();
        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        try
        {
            return Strict.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw CommandLineErrors.InvalidInput($"Standard input is not UTF-8 (byte {exception.Index + 1}), and was not stored. Convert it first, or store its Base64 form.", exception);
        }
    }

    /// <summary>All of it as a value: the newline that ends the last line is the pipe's, not the value's.</summary>
    public static string ReadValue(Shell shell, CancellationToken cancellation)
    {
        string text = ReadToEnd(shell, cancellation);
        return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
    }
}
