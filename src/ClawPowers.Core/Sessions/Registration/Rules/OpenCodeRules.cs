using System.Text.Json;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Json;

namespace ClawPowers.Core.Sessions.Registration.Rules;

/// <summary>
/// The rules of OpenCode, which allows every command unless someone restricts them; then the last rule that fits wins. Only a list of rules is
/// added to. After ours stand some that ask about what could hide another command, and about redirections: what is compared is the command with
/// what follows it, so that a star stands for the name of a file too.
/// </summary>
internal static class OpenCodeRules
{
    private const string Allow = "\"allow\"";
    private const string Ask = "\"ask\"";

    private static readonly string[] Path = ["permission", "bash"];

    private static readonly JsonRule[] Rules =
    [
        .. CommandRules.Lines.Select(static line => new JsonRule(Path, line + " *", Allow)),
        new JsonRule(Path, "clawpowers *(*", Ask),
        new JsonRule(Path, "clawpowers *`*", Ask),
        new JsonRule(Path, "clawpowers *>*", Ask),
    ];

    /// <summary>The rules for the configurations in some folders.</summary>
    public static CommandRules Of(IEnumerable<string> folders)
    {
        string[] restricting = [.. folders
            .SelectMany(static folder => new[] { System.IO.Path.Combine(folder, "opencode.json"), System.IO.Path.Combine(folder, "opencode.jsonc") })
            .Where(RestrictsByList)];
        return restricting.Length == 0
            ? new CommandRules { None = "OpenCode asks before no command here, or not by a list of rules in permission.bash, so nothing was allowed." }
            : new CommandRules
            {
                Weakness = "OpenCode sees no redirection of several commands together, so with any allowed command it may write a file by '>' without asking.",
                Files = [.. restricting.Select(static file => new JsonHookFile(file, layout: null, string.Empty, Rules))],
            };
    }

    private static bool RestrictsByList(string file)
    {
        try
        {
            return HookDisk.Read(file) is { } bytes
                && JsonEditor.Find(JsonText.Parse(bytes, allowTrailingCommas: true), Path) is { } chain
                && chain[^1].Kind is JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is ClawException or JsonTextException)
        {
            return false; // It is not ours to say so: the hook does not stand in it.
        }
    }
}
