using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Json;
using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Core.Sessions.Registration.Rules;

/// <summary>
/// The rules of Claude Code, which takes a line apart and wants a rule for every part of it. About what can't be taken apart it asks by
/// itself: calls of .NET methods and other commands within an argument, script blocks, redirections.
/// </summary>
internal static class ClaudeCodeRules
{
    private static readonly string[] Allow = ["permissions", "allow"];
    private static readonly string[] AllowWrite = ["sandbox", "filesystem", "allowWrite"];
    private static readonly string[] DenyWrite = ["sandbox", "filesystem", "denyWrite"];

    public static CommandRules Of(ClawContext context, SkillScope scope)
    {
        string[] lines = [.. CommandRules.Lines];
        return new CommandRules
        {
            WithHook =
            [
                .. lines.Select(static line => Rule(Allow, $"Bash({line} *)")),
                .. lines.Concat(CommandRules.Cmdlets).Select(static line => Rule(Allow, $"PowerShell({line} *)")),
                .. Store(context, scope) is { } store ? new[] { Rule(AllowWrite, store), Rule(DenyWrite, CommandRules.HooksFolder) } : [],
            ],
        };
    }

    // Of a folder elsewhere nothing goes into what teammates read, and nothing that holds the home.
    private static string? Store(ClawContext context, SkillScope scope)
    {
        string usual = Path.Combine(context.HomeDirectory, ".clawpowers");
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(context.Store.Directory, context.WorkingDirectory));
        return folder == usual || scope is SkillScope.Project ? "~/.clawpowers"
            : SkillTarget.IsWithin(usual, folder) || SkillTarget.IsWithin(folder, Path.Combine(usual, "hooks")) ? null
            : folder.Replace('\\', '/');
    }

    private static JsonRule Rule(string[] path, string text) => new(path, Name: null, JsonStyle.Quote(text));
}
