using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Transfer;
using ClawPowers.PowerShell.Transfer;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Brings a home of clawpowers 1.0.0, or what was exported, into the store.</summary>
[Cmdlet(VerbsData.Import, "ClawStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreImport))]
public sealed class ImportClawStoreCommand : ScopedCommand
{
    /// <summary>The folder or file to import; the home of 1.0.0 where the store is, if left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>What to do where the store says something else.</summary>
    [Parameter]
    public ImportConflict Conflict { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForItem(Path, () =>
    {
        ClawContext context = CreateContext();
        string path = Path is null ? context.Store.Directory : FilePath(Path);
        string what = $"Import '{path}' into the store '{context.Store.File}'";
        bool isConfirmed = ShouldProcess(what, what + "?", "Import", out ShouldProcessReason reason);
        if (isConfirmed || reason is ShouldProcessReason.WhatIf)
        {
            var request = new ImportRequest
            {
                Path = Path is null ? null : path,
                Conflict = Conflict,
                Scope = WantedScope,
                Project = WantedProject,
                Commit = isConfirmed,
            };
            Emit(WithProgress("Importing", (tell, stopped) => new StoreImporter(context).Run(request, new TransferStatus(tell), stopped)));
        }
    });
}
