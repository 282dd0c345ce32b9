using System.CommandLine;
using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Skills.Finding;

namespace ClawPowers.Cli.Commands.Skills;

/// <summary><c>clawpowers skill find</c></summary>
internal sealed class SkillFindCommand : SkillCommand
{
    private readonly Argument<string[]> _situation = new("situation") { Arity = ArgumentArity.OneOrMore, Description = "What is at hand, in plain words." };
    private readonly Option<string> _limit = new("--limit") { HelpName = "n", Description = "At most n skills; 5 if left out." };
    private readonly Option<bool> _all = CommonOptions.LocalFlag("--all", "Every skill that meets any of the words, however little.");

    public SkillFindCommand()
        : base("find", "Find the skill for a situation, the best first.")
    {
        Arguments.Add(_situation);
        Options.Add(_limit);
        Options.Add(_all);
    }

    public override string Details => "Prints the score, 0 to 1, and why: which words met what, and how runs in like situations went.";

    public override int Run(Invocation invocation)
    {
        var finder = new SkillFinder(invocation.Context);
        IReadOnlyList<SkillMatch> matches = finder.Find(
            string.Join(' ', invocation.Words(_situation)),
            new SkillFindQuery
            {
                First = (int)Math.Min(invocation.Version(_limit, minimum: 1) ?? SkillFindQuery.DefaultFirst, int.MaxValue),
                All = invocation.Flag(_all),
            },
            invocation.Cancellation);
        foreach (SkillIssue issue in finder.Issues)
        {
            invocation.Shell.Error.WriteLine(ShellWording.Of(issue.ToString()));
        }

        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, matches, SkillJson.Match);
            return CommandHost.Success;
        }

        var style = new Style(invocation.Shell.UsesColor);
        foreach (SkillMatch match in matches)
        {
            Write(invocation.Out, match, style, invocation.Shell.IsTerminal);
        }

        if (matches.Count == 0)
        {
            invocation.Shell.Error.WriteLine("No skill fits this situation. 'clawpowers skill list' shows all of them.");
        }

        return CommandHost.Success;
    }

    private static void Write(TextWriter output, SkillMatch match, Style style, bool wraps)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{match.Rank}. {style.Command(HarmlessText.OfName(match.Name))}  {style.Quiet(string.Create(CultureInfo.InvariantCulture, $"{match.Score:0.00}"))}"));
        output.Write("   ");
        if (wraps)
        {
            WrappedText.Write(output, HarmlessText.Of(match.Reason), indent: 3);
        }
        else
        {
            output.WriteLine(HarmlessText.OfName(match.Reason));
        }
    }
}
