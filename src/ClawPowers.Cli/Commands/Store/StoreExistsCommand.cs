using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store exists</c></summary>
internal sealed class StoreExistsCommand : StoreCommand
{
    public StoreExistsCommand()
        : base("exists", "Tell by the exit code whether there is an entry: 0 yes, 1 no.") => Arguments.Add(CommonOptions.Key);

    public override string Details => "Prints nothing, unless it could not find out.";

    public override int Run(Invocation invocation)
    {
        StateKey.Validate(invocation.Key);
        try
        {
            return invocation.Store.Read(invocation.Query(KeyPattern.Parse(invocation.Key)), invocation.Cancellation).Any() ? CommandHost.Success : CommandHost.Failure;
        }
        catch (ClawException error) when (error.ErrorId == "StateKeyNotFound")
        {
            return CommandHost.Failure;
        }
    }
}
