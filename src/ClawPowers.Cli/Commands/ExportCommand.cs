using System.CommandLine;
using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Transfer;

namespace ClawPowers.Cli.Commands;

/// <summary><c>clawpowers export</c></summary>
internal sealed class ExportCommand : CliCommand
{
    private readonly Argument<string> _file = new("file") { Description = "The file to make; - for standard output." };
    private readonly Option<string[]> _keys = MetricOptions.Several("--key", "key-or-glob", "Only these entries, and no runs. May be given several times.");
    private readonly Option<bool> _noHistory = CommonOptions.LocalFlag("--no-history", "Leave superseded versions out.");
    private readonly Option<bool> _includeSecret = CommonOptions.LocalFlag("--include-secret", "Write what looks like a password, token or key as it is, instead of masked.");
    private readonly Option<bool> _force = CommonOptions.LocalFlag("--force", "Replace a file that is there.");

    public ExportCommand()
        : base("export", "Write the store, or a part of it, as sorted JSON lines.")
    {
        Arguments.Add(_file);
        Options.Add(_keys);
        Options.Add(_noHistory);
        Options.Add(_includeSecret);
        Options.Add(_force);
        Options.Add(CommonOptions.Scope);
        Options.Add(CommonOptions.Project);
    }

    public override string Details =>
        "Without --scope and --project everything is written. The same store always gives the same bytes, so that they can be kept in Git. To bring them back: clawpowers import <file>";

    public override int Run(Invocation invocation)
    {
        string file = invocation.Required(_file);
        bool toOutput = file == "-";
        if (toOutput && invocation.Json)
        {
            throw CommandLineErrors.Invalid("--json is about the result, which can't go to standard output beside the export. Leave it out, or name a file.");
        }

        using var output = new WriterStream(invocation.Out);
        StoreExport export = new StoreExporter(invocation.Context).Write(
            new ExportRequest
            {
                Path = toOutput ? null : Path.GetFullPath(file, invocation.Context.WorkingDirectory),
                Output = output,
                Keys = invocation.Texts(_keys),
                Scope = invocation.Scope,
                Project = invocation.Project,
                History = !invocation.Flag(_noHistory),
                IncludeSecrets = invocation.Flag(_includeSecret),
                Overwrite = invocation.Flag(_force),
            },
            progress: null,
            invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, export, TransferJson.Export);
        }
        else if (!toOutput)
        {
            invocation.Out.WriteLine($"Exported {Count(export.Entries, "entry", "entries")} and {Count(export.Metrics, "run", "runs")} to {export.Path}");
        }

        if (export.Masked > 0)
        {
            invocation.Out.Flush();
            invocation.Shell.Error.WriteLine($"Secrets were masked in {Count(export.Masked, "line", "lines")}; --include-secret writes them as they are.");
        }

        return CommandHost.Success;
    }

    private static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
