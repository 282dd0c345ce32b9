using System.CommandLine;

namespace ClawPowers.Cli.CommandLine;

/// <summary>Arguments and options that several commands share. Values are read as text and checked by us, so that a mistake gets our sentence.</summary>
internal static class CommonOptions
{
    public static Option<bool> Help { get; } = Flag("--help", "Show how to use the command.", "-h");

    public static Option<bool> Json { get; } = Flag("--json", "Print JSON; errors too, on standard error.");

    public static Option<string> Scope { get; } = new("--scope")
    {
        Description = "Where: project, global or all. Without it a change goes to the project of the current folder, else global; reading looks in both.",
        HelpName = "project|global|all",
        Recursive = true,
    };

    public static Option<string> Project { get; } = new("--project")
    {
        Description = "Another project than that of the current folder, such as github.com/owner/name.",
        HelpName = "name",
        Recursive = true,
    };

    public static Option<string> ExpiresIn { get; } = new("--expires-in")
    {
        Description = "Let the entry be gone after a time, such as 90s, 10m, 2h or 30d.",
        HelpName = "duration",
    };

    public static Option<string> IfVersion { get; } = new("--if-version")
    {
        Description = "Change it only if it is at this version now; 0 means it must be absent.",
        HelpName = "n",
    };

    public static Option<string> SessionId { get; } = new("--session-id")
    {
        Description = "The session that does it; without it the one of CLAWPOWERS_SESSION, of the agent's own variable, or that a hook registered.",
        HelpName = "id",
    };

    public static Option<string> Agent { get; } = new("--agent")
    {
        Description = "The agent that does it; without it the one of CLAWPOWERS_AGENT, of its own variables, or that a hook registered.",
        HelpName = "name",
    };

    public static Option<bool> AllowSecret { get; } = LocalFlag("--allow-secret", "Store it even if it looks like a password, token or key.");

    public static Argument<string> Key { get; } = new("key")
    {
        Description = "Segments joined by ':', such as debug:login:root_cause.",
    };

    public static Argument<string?> Keys { get; } = new("prefix-or-glob")
    {
        Description = "The beginning of the keys, or a pattern with * ? [a-z] (quote it). All if left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>An option without a value. Never takes the word after it for one.</summary>
    public static Option<bool> LocalFlag(string name, string description, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        Arity = ArgumentArity.Zero,
    };

    private static Option<bool> Flag(string name, string description, params string[] aliases)
    {
        Option<bool> flag = LocalFlag(name, description, aliases);
        flag.Recursive = true;
        return flag;
    }
}
