using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Skills;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill show</c></summary>
internal sealed class SkillShowCommand : SkillCommand
{
    private readonly Argument<string[]> _names = new("name") { Arity = ArgumentArity.OneOrMore, Description = "Skills by name or pattern (quote it)." };
    private readonly Option<string> _section = new("--section") { HelpName = "heading", Description = "Only the section below this heading; a pattern may be given." };
    private readonly Option<string[]> _paths = CreatePaths();

    public SkillShowCommand()
        : base("show", "Print a skill's text, and below it the lessons in force.")
    {
        Arguments.Add(_names);
        Options.Add(_section);
        Options.Add(_paths);
    }

    public override string Details => "With --json all that is known of it, the text and the sections included.";

    public override int Run(Invocation invocation)
    {
        IReadOnlyList<SkillEntry> skills = Look(invocation, new SkillQuery
        {
            Names = invocation.Words(_names),
            Paths = invocation.Texts(_paths),
            WithContent = true,
            Section = invocation.Text(_section),
        });
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, skills, SkillJson.EntryWithContent);
            return CommandHost.Success;
        }

        string separator = string.Empty;
        foreach (SkillEntry skill in skills)
        {
            invocation.Out.Write(separator);
            invocation.Out.WriteLine(invocation.Shell.IsTerminal ? HarmlessText.Of(skill.Content!) : skill.Content);
            separator = "\n";
        }

        return CommandHost.Success;
    }
}
