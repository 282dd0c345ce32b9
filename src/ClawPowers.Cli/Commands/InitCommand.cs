using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Storage;

namespace ClawPowers.Cli.Commands;

/// <summary><c>clawpowers init</c></summary>
internal sealed class InitCommand() : CliCommand("init", "Make the store, if there is none.")
{
    public override string Details => "The first write makes it too. CLAWPOWERS_QUIET=1 silences this command.";

    public override int Run(Invocation invocation)
    {
        StoreLocation store = invocation.Context.Store;
        bool hadFolder = Directory.Exists(store.Directory);
        bool created = new StoreMaintenance(invocation.Context).Initialize();
        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, store, (writer, store) =>
            {
                writer.WriteStartObject();
                writer.WriteString("path", store.File);
                writer.WriteBoolean("created", created);
                writer.WriteEndObject();
            });
        }
        else if (invocation.Shell.Variable("CLAWPOWERS_QUIET") != "1")
        {
            invocation.Out.WriteLine((created, hadFolder) switch
            {
                (false, _) => $"The store is there already: {store.File}",
                (true, true) => $"Created the store {store.File}",
                (true, false) => $"Created the folder {store.Directory} and in it the store {Path.GetFileName(store.File)}",
            });
        }

        return CommandHost.Success;
    }
}
