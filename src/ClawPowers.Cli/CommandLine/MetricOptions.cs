using System.CommandLine;

namespace ClawPowers.Cli.CommandLine;

/// <summary>Options that the commands about runs share.</summary>
internal static class MetricOptions
{
    public static Option<string[]> Skills { get; } = Several("--skill", "name-or-glob", "Only this skill, or those that match a pattern with * ? [a-z] (quote it). May be given several times.");

    public static Option<string[]> Outcomes { get; } = Several("--outcome", "outcome", "Only runs that ended so: success, failure, partial or skipped. May be given several times.");

    public static Option<string[]> Where { get; } = Several("--where", "condition", "Only runs whose measures fulfil it, such as gate=security, 'findings>3' or gate alone. Of several, all must hold.");

    public static Option<string> Since { get; } = new("--since")
    {
        HelpName = "when",
        Description = "Only runs since then: a time ago, such as 30d, or a moment, such as 2026-11-01 or 2026-11-01T08:30Z (local time if it names no zone).",
    };

    /// <summary>An option that may be given several times, each time with one value.</summary>
    public static Option<string[]> Several(string name, string helpName, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        Arity = ArgumentArity.OneOrMore,
    };
}
