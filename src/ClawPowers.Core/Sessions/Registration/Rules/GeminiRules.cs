using System.Text;
using ClawPowers.Core.Sessions.Registration.Files;

namespace ClawPowers.Core.Sessions.Registration.Rules;

/// <summary>
/// The policy of Gemini CLI, in a file of ours. On Windows Gemini looks at the commands of a line and not at calls of .NET methods, which may
/// stand in an argument; so a prefix would not be narrow. The rule is an expression that the whole line has to fulfil, of characters by which
/// no shell begins anything.
/// </summary>
internal static class GeminiRules
{
    private const string Text = """
        # Lets Gemini CLI call ClawPowers without asking. Register-ClawHook -AllowCommands wrote it, Unregister-ClawHook removes it.
        # The whole line has to match: no quotes but single ones, no brackets, variables, redirections or further commands.
        [[rule]]
        toolName = "run_shell_command"
        commandRegex = '''({0})(?= |")[A-Za-z0-9_:.,=/@+*?' -]*"'''
        decision = "allow"
        priority = 200

        """;

    public static CommandRules Of(string? folder) => folder is null
        ? new CommandRules { None = "Gemini CLI reads policies of the user only, so nothing allows commands for the project. Use -Scope User." }
        : new CommandRules { Files = [new OwnFile(Path.Combine(folder, "policies", "clawpowers.toml"), Content, isRules: true)] };

    /// <summary>The file.</summary>
    internal static byte[] Content() =>
        Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n").Replace("{0}", string.Join('|', CommandRules.Lines), StringComparison.Ordinal));
}
