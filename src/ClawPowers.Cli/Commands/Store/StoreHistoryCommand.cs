using System.CommandLine;
using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store history</c></summary>
internal sealed class StoreHistoryCommand : StoreCommand
{
    private readonly Option<string> _limit = new("--limit") { HelpName = "n", Description = "Only the newest n versions." };

    public StoreHistoryCommand()
        : base("history", "Print the versions of a value, the newest first.")
    {
        Arguments.Add(CommonOptions.Key);
        Options.Add(_limit);
    }

    public override string Details => "One on a line: version, time, what was done, by whom, value (written as in list-values; none after a removal).";

    public override int Run(Invocation invocation)
    {
        StateKey.Validate(invocation.Key);
        IEnumerable<StateVersion> versions = invocation.Store.History(invocation.Query(KeyPattern.Parse(invocation.Key)), invocation.Cancellation);
        if (invocation.Version(_limit, minimum: 1) is { } limit)
        {
            versions = versions.Take((int)Math.Min(limit, int.MaxValue));
        }

        if (invocation.Json)
        {
            JsonOutput.WriteArray(invocation.Out, versions, JsonOutput.Version);
            return CommandHost.Success;
        }

        foreach (StateVersion version in versions)
        {
            invocation.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{version.Version,4}  {JsonOutput.Moment(version.UpdatedAt)}  {JsonOutput.Word(version.Change.ToString()),-6}  {Author(version)}  {(version.Value is null ? string.Empty : LineText.OfValue(version.Value))}").TrimEnd(' '));
        }

        return CommandHost.Success;
    }

    private static string Author(StateVersion version) => (OneLine(version.Agent), OneLine(version.SessionId)) switch
    {
        (null, null) => "-",
        ({ } agent, null) => agent,
        (var agent, { } session) => $"{agent ?? "-"}/{session}",
    };

    private static string? OneLine(string? name) => name is null ? null : LineText.OfValue(name);
}
