using System.Diagnostics.CodeAnalysis;

namespace ClawPowers.Core.Sessions.Hooks;

/// <summary>What went wrong, as the one line that a hook may write to standard error.</summary>
internal static class HookFailureLine
{
    /// <summary>What the line begins with, so that it is known where it comes from.</summary>
    public const string Start = "clawpowers: ";
    private const int Longest = 400;

    /// <summary>The line for a sentence; null for none.</summary>
    [return: NotNullIfNotNull(nameof(problem))]
    public static string? Of(string? problem)
    {
        if (problem is null)
        {
            return null;
        }

        // A message may quote what came from outside.
        string line = string.Join(' ', new string([.. problem.Select(static c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Start + (line.Length > Longest ? line[..Longest] + "..." : line);
    }

    /// <summary>The line for an exception.</summary>
    public static string Of(Exception exception) => Of(exception is Errors.ClawException or TimeoutException or IOException or UnauthorizedAccessException
        ? exception.Message
        : $"Something unexpected went wrong ({exception.GetType().Name}): {exception.Message}");
}
