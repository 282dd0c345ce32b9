using System.CommandLine;
using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Skills;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill list</c></summary>
internal sealed class SkillListCommand : SkillCommand
{
    private readonly Argument<string[]> _names = new("name-or-glob") { Arity = ArgumentArity.ZeroOrMore, Description = "Skills by name or pattern (quote it). All if left out." };
    private readonly Option<bool> _all = CommonOptions.LocalFlag("--all", "Also those before which another of the same name counts.");
    private readonly Option<string[]> _paths = CreatePaths();

    public SkillListCommand()
        : base("list", "List the skills that are seen from here, and what each is for.")
    {
        Arguments.Add(_names);
        Options.Add(_all);
        Options.Add(_paths);
    }

    public override string Details => "A skill of the project counts before one of the user, that before one that comes with the program.";

    public override int Run(Invocation invocation)
    {
        IReadOnlyList<SkillEntry> skills = Look(invocation, new SkillQuery
        {
            Names = invocation.Words(_names) is { Length: > 0 } names ? names : null,
            Paths = invocation.Texts(_paths),
            WithShadowed = invocation.Flag(_all),
        });
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, skills, SkillJson.Entry);
            return CommandHost.Success;
        }

        var style = new Style(invocation.Shell.UsesColor);
        foreach (SkillEntry skill in skills)
        {
            Write(invocation.Out, skill, style, invocation.Shell.IsTerminal);
        }

        if (skills.Count == 0)
        {
            invocation.Shell.Error.WriteLine("No skills found.");
        }

        return CommandHost.Success;
    }

    private static void Write(TextWriter output, SkillEntry skill, Style style, bool wraps)
    {
        string[] about =
        [
            JsonOutput.Word(skill.Source.ToString()),
            string.Create(CultureInfo.InvariantCulture, $"about {skill.Tokens} tokens"),
            .. skill.Missing.Count == 0 ? Array.Empty<string>() : ["needs " + string.Join(", ", skill.Missing)],
            .. skill.Lessons.Count == 0 ? Array.Empty<string>() : [skill.Lessons.Count == 1 ? "1 lesson" : string.Create(CultureInfo.InvariantCulture, $"{skill.Lessons.Count} lessons")],
            .. skill.IsShadowed ? ["shadowed by " + HarmlessText.OfName(skill.ShadowedBy!)] : Array.Empty<string>(),
        ];
        output.WriteLine($"{style.Command(HarmlessText.OfName(skill.Name))}  {style.Quiet($"({string.Join(", ", about)})")}");
        output.Write("  ");
        if (wraps)
        {
            WrappedText.Write(output, skill.Description, indent: 2);
        }
        else
        {
            output.WriteLine(skill.Description);
        }
    }
}
