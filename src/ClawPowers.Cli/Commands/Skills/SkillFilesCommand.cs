using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Skills.Checking;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary>A command that looks at skills as files, those that can't be read included.</summary>
internal abstract class SkillFilesCommand : SkillCommand
{
    private readonly Argument<string[]> _skills = new("name-or-path")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Skills by name or pattern (quote it), or by path: a folder of skills, one skill's folder, its SKILL.md. All that are seen from here if left out.",
    };

    protected SkillFilesCommand(string name, string description)
        : base(name, description) => Arguments.Add(_skills);

    /// <summary>The files that are meant. What is not there is a failure.</summary>
    protected IReadOnlyList<string> Files(Invocation invocation)
    {
        // A name has no separators: who gives some means a place. So does who names a folder that is here.
        ILookup<bool, string> given = invocation.Words(_skills).ToLookup(text => text.AsSpan().ContainsAny('/', '\\') || text is "." or ".." || text.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
            || Directory.Exists(Path.Combine(invocation.Context.WorkingDirectory, text)));
        List<string> files = [];
        if (given[false].Any() || given.Count == 0)
        {
            Add(SkillSelection.OfNames(invocation.Context, given.Count == 0 ? null : [.. given[false]], invocation.Cancellation));
        }

        if (given[true].Any())
        {
            Add(SkillSelection.OfPaths(invocation.Context, [.. given[true]], invocation.Cancellation));
        }

        return [.. files.Distinct(StringComparer.Ordinal)];

        void Add(SkillSelection selection)
        {
            if (selection.Errors is [{ } error, ..])
            {
                throw error;
            }

            files.AddRange(selection.Files);
        }
    }
}
