using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary>A command of the group <c>skill</c>.</summary>
internal abstract class SkillCommand(string name, string description) : CliCommand(name, description)
{
    public override string? Group => "skill";

    public override bool TakesScope => false;

    /// <summary>Where to look instead of the catalogue.</summary>
    protected static Option<string[]> CreatePaths() => new("--path")
    {
        HelpName = "folder",
        Description = "Look here instead: a folder of skills, one skill's folder, or its SKILL.md. May be given more than once.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Looks for skills. What is passed over is said on standard error; what was asked for by name and is not there is a failure.</summary>
    protected static IReadOnlyList<SkillEntry> Look(Invocation invocation, SkillQuery query)
    {
        SkillListing listing = new SkillCatalogue(invocation.Context).Entries(query, invocation.Cancellation);
        foreach (SkillIssue issue in listing.Issues)
        {
            invocation.Shell.Error.WriteLine(ShellWording.Of(issue.ToString()));
        }

        return listing.Errors is [ClawException error, ..] ? throw error : listing.Entries;
    }
}
