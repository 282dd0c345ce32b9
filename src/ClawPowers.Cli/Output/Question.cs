using System.Text;
using ClawPowers.Cli.CommandLine;

namespace ClawPowers.Cli.Output;

/// <summary>Asks whoever sits at the terminal.</summary>
internal static class Question
{
    /// <summary>Whether there is someone to ask who would see the question.</summary>
    public static bool IsPossible(Invocation invocation) => invocation.Shell.CanAsk && !invocation.Json;

    /// <summary>Whether the answer is yes; everything else is no.</summary>
    public static bool IsAgreedTo(Invocation invocation, string question)
    {
        invocation.Out.Write($"{question} [y/N] ");
        invocation.Out.Flush();
        return Answer(invocation).Trim().ToUpperInvariant() is "Y" or "YES";
    }

    // One line. Reading a terminal can't be stopped, so it is left behind.
    private static string Answer(Invocation invocation) => Task.Run(
        () =>
        {
            List<byte> line = [];
            using Stream input = invocation.Shell.OpenInput();
            for (int read; (read = input.ReadByte()) >= 0 && read != '\n';)
            {
                line.Add((byte)read);
            }

            return Encoding.UTF8.GetString([.. line]);
        },
        CancellationToken.None).WaitAsync(invocation.Cancellation).GetAwaiter().GetResult();
}
