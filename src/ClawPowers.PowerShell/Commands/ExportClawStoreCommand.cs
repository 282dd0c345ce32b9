using System.Management.Automation;
using ClawPowers.Core.Transfer;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Transfer;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Writes the store, or a part of it, as JSON Lines.</summary>
[Cmdlet(VerbsData.Export, "ClawStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreExport))]
public sealed class ExportClawStoreCommand : ScopedCommand
{
    /// <summary>The file to make.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Keys or patterns: only these entries, and no runs.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(KeyCompleter))]
    public string[]? Key { get; set; }

    /// <summary>Leaves superseded versions out.</summary>
    [Parameter]
    public SwitchParameter NoHistory { get; set; }

    /// <summary>Writes secrets as they are.</summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        var exporter = new StoreExporter(CreateContext());
        var request = new ExportRequest
        {
            Path = FilePath(Path),
            Keys = Key,
            Scope = WantedScope,
            Project = WantedProject,
            History = !NoHistory,
            IncludeSecrets = IncludeSecret,
            Overwrite = Force,
        };
        if (ShouldProcess(request.Path, "Export the store"))
        {
            Emit(WithProgress("Exporting the store", (tell, stopped) => exporter.Write(request, new TransferStatus(tell), stopped)));
        }
    }
}
