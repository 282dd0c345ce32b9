using System.CommandLine;
using System.Text.Json;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store delete</c></summary>
internal sealed class StoreDeleteCommand : StoreCommand
{
    private readonly Option<bool> _purge = CommonOptions.LocalFlag("--purge", "Erase it with its history, so that no byte of it is left in the store's files.");

    public StoreDeleteCommand()
        : base("delete", "Remove an entry.")
    {
        Arguments.Add(CommonOptions.Key);
        Options.Add(CommonOptions.IfVersion);
        Options.Add(_purge);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
    }

    public override string Details => "Its history stays, and 'store undo' brings it back, unless it is purged. A key that is not there is no failure.";

    public override int Run(Invocation invocation)
    {
        var request = new RemoveRequest
        {
            Key = invocation.Key,
            Scope = invocation.Scope,
            Project = invocation.Project,
            IfVersion = invocation.IfVersion,
            WantsEntry = invocation.Json,
        };
        try
        {
            if (invocation.Flag(_purge))
            {
                Purge(invocation, request);
            }
            else if (invocation.Store.Apply(request, invocation.Cancellation) is { } removed && invocation.Json)
            {
                JsonOutput.WriteObject(invocation.Out, removed, JsonOutput.Entry);
            }
        }
        catch (ClawException error) when (error.ErrorId == "StateKeyNotFound")
        {
            // What was wanted is so: there is no such entry.
            if (invocation.Json)
            {
                invocation.Out.WriteLine("null");
                invocation.Out.Flush();
            }

            ErrorOutput.Write(invocation.Shell.Error, error, invocation.Json);
        }

        return CommandHost.Success;
    }

    private static void Purge(Invocation invocation, RemoveRequest request)
    {
        PurgeResult result = invocation.Store.Purge([invocation.Store.Plan(request)], invocation.Cancellation);
        if (result.Outcomes[0].Error is { } error)
        {
            throw error;
        }

        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, result, Json);
            return;
        }

        if (result.Problem is { } problem)
        {
            invocation.Shell.Error.WriteLine(problem);
        }

        foreach (string backup in result.BackupsThatHoldIt)
        {
            invocation.Shell.Error.WriteLine($"This backup still holds it: {backup}");
        }
    }

    private static void Json(Utf8JsonWriter writer, PurgeResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("key", result.Outcomes[0].Request.Key);
        writer.WriteBoolean("isErased", result.IsErased);
        writer.WriteStartArray("backupsThatHoldIt");
        foreach (string backup in result.BackupsThatHoldIt)
        {
            writer.WriteStringValue(backup);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
