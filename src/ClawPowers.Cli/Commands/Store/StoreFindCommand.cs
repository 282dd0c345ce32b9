using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store find</c></summary>
internal sealed class StoreFindCommand : StoreCommand
{
    private readonly Argument<string[]> _words = new("words") { Arity = ArgumentArity.OneOrMore, Description = "Words that must all occur in the key or the value, each from its beginning." };
    private readonly Option<string> _keys = new("--keys") { HelpName = "prefix-or-glob", Description = "Only entries with such keys." };
    private readonly Option<string> _limit = new("--limit") { HelpName = "n", Description = "At most n matches; 20 if left out." };

    public StoreFindCommand()
        : base("find", "Find entries by words in them, the best first.")
    {
        Arguments.Add(_words);
        Options.Add(_keys);
        Options.Add(_limit);
    }

    public override string Details => "Prints the key and the part of the value around the first word found.";

    public override int Run(Invocation invocation)
    {
        IReadOnlyList<StateMatch> matches = invocation.Store.Find(
            new SearchQuery
            {
                Text = string.Join(' ', invocation.Words(_words)),
                Keys = StoreReadCommand.Pattern(invocation.Text(_keys)),
                Limit = (int)Math.Min(invocation.Version(_limit, minimum: 1) ?? 20, int.MaxValue),
                Scope = invocation.Scope,
                Project = invocation.Project,
            },
            invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, matches, JsonOutput.Match);
            return CommandHost.Success;
        }

        foreach (StateMatch match in matches)
        {
            invocation.Out.WriteLine(match.Snippet.Length == 0 ? match.Key : $"{match.Key}  {match.Snippet}");
        }

        if (matches.Count == 0)
        {
            invocation.Shell.Error.WriteLine("Nothing found.");
        }

        return CommandHost.Success;
    }
}
