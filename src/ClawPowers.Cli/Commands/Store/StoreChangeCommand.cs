using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary>A command that changes one entry.</summary>
internal abstract class StoreChangeCommand : StoreCommand
{
    protected StoreChangeCommand(string name, string description)
        : base(name, description)
    {
        Arguments.Add(CommonOptions.Key);
        Options.Add(CommonOptions.IfVersion);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
    }

    public override int Run(Invocation invocation)
    {
        StateEntry? entry = invocation.Store.Apply(
            Request(invocation) with
            {
                Scope = invocation.Scope,
                Project = invocation.Project,
                IfVersion = invocation.IfVersion,
                WantsEntry = invocation.Json || PrintsValue,
            },
            invocation.Cancellation);
        if (invocation.Json && entry is not null)
        {
            JsonOutput.WriteObject(invocation.Out, entry, JsonOutput.Entry);
        }
        else if (invocation.Json)
        {
            invocation.Out.WriteLine("null");
        }
        else if (PrintsValue && entry is not null)
        {
            invocation.Out.WriteLine(StateValue.ToText(entry.Value!));
        }

        return CommandHost.Success;
    }

    /// <summary>Whether the new value is the point of the command.</summary>
    protected virtual bool PrintsValue => false;

    /// <summary>The change, without what all changes share.</summary>
    protected abstract StateRequest Request(Invocation invocation);
}
