using System.CommandLine;
using System.Text.Json;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Commands.Store;

/// <summary><c>clawpowers store get</c></summary>
internal sealed class StoreGetCommand : StoreCommand
{
    private readonly Argument<string?> _default = new("default") { Arity = ArgumentArity.ZeroOrOne, Description = "Printed if the entry is absent, which is else a failure." };

    public StoreGetCommand()
        : base("get", "Print a value.")
    {
        Arguments.Add(CommonOptions.Key);
        Arguments.Add(_default);
    }

    public override string Details => "Text as it is, dictionaries and arrays as JSON, and a newline. With --scope all: every entry of that key there is; JSON then is an array.";

    public override int Run(Invocation invocation)
    {
        StateKey.Validate(invocation.Key);
        IEnumerable<StateEntry> entries = invocation.Store.Read(invocation.Query(KeyPattern.Parse(invocation.Key)), invocation.Cancellation);
        try
        {
            if (invocation.Json && invocation.WantsAllScopes)
            {
                JsonOutput.WriteArray(invocation.Out, entries, JsonOutput.Entry);
                return CommandHost.Success;
            }

            foreach (StateEntry entry in entries)
            {
                if (invocation.Json)
                {
                    JsonOutput.WriteObject(invocation.Out, entry, JsonOutput.Entry);
                }
                else
                {
                    invocation.Out.WriteLine(StateValue.ToText(entry.Value!));
                }
            }
        }
        catch (ClawException error) when (error.ErrorId == "StateKeyNotFound" && invocation.Text(_default) is not null)
        {
            PrintDefault(invocation, invocation.Text(_default)!);
        }

        return CommandHost.Success;
    }

    private static void PrintDefault(Invocation invocation, string value)
    {
        if (!invocation.Json)
        {
            invocation.Out.WriteLine(value);
            return;
        }

        if (invocation.WantsAllScopes)
        {
            JsonOutput.WriteArray(invocation.Out, [(invocation.Key, value)], Absent);
        }
        else
        {
            JsonOutput.WriteObject(invocation.Out, (invocation.Key, value), Absent);
        }
    }

    // An absent entry is at version 0, as --if-version has it.
    private static void Absent(Utf8JsonWriter writer, (string Key, string Value) entry)
    {
        writer.WriteStartObject();
        writer.WriteString("key", entry.Key);
        writer.WriteString("value", entry.Value);
        writer.WriteNumber("version", 0);
        writer.WriteEndObject();
    }
}
