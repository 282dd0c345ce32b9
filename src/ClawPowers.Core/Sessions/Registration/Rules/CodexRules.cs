using System.Text;
using ClawPowers.Core.Sessions.Registration.Files;

namespace ClawPowers.Core.Sessions.Registration.Rules;

/// <summary>
/// The rules of Codex, in a file of ours. It takes a line apart into words, and what it can't take apart meets no rule; so the first
/// words are enough. Nothing but what every version reads stands in it: one word too much, and Codex drops the rules of all files.
/// </summary>
internal static class CodexRules
{
    private const string Text = """
        # Lets Codex call ClawPowers without asking. Register-ClawHook -AllowCommands wrote it, Unregister-ClawHook removes it.
        prefix_rule(
            pattern = ["clawpowers", [{0}]],
            decision = "allow",
        )
        prefix_rule(
            pattern = ["clawpowers", "skill", [{1}]],
            decision = "allow",
        )
        prefix_rule(
            pattern = [[{2}]],
            decision = "allow",
        )

        """;

    public static CommandRules Of(string folder) =>
        new() { Files = [new OwnFile(Path.Combine(folder, "rules", "clawpowers.rules"), Content, isRules: true)] };

    private static byte[] Content() => Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n")
        .Replace("{0}", List(CommandRules.Words), StringComparison.Ordinal)
        .Replace("{1}", List(CommandRules.SkillWords), StringComparison.Ordinal)
        .Replace("{2}", List(CommandRules.Cmdlets), StringComparison.Ordinal));

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(static word => $"\"{word}\""));
}
