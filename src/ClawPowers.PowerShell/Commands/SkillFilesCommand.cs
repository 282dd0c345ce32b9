using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Checking;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>A command that looks at skills as files, those that can't be read included.</summary>
public abstract class SkillFilesCommand : ClawCommand
{
    private const string ByName = "Name";
    private const string ByPath = "Path";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Skills of the catalogue, by name or pattern; all if left out. A path is taken too.</summary>
    [Parameter(ParameterSetName = ByName, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CatalogueCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Folders of skills, skills' folders, or files <c>SKILL.md</c>.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>What is done with each skill, once.</summary>
    private protected abstract void Handle(string file);

    /// <summary>What is done besides when something that was asked for is not there.</summary>
    private protected virtual void Missing()
    {
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        ClawContext context = CreateContext();
        if (ParameterSetName == ByPath)
        {
            HandleAll(SkillSelection.OfPaths(context, [.. Path!.Select(FilePath)], Stopped));
            return;
        }

        // A name has no separators: who gives some means a place.
        ILookup<bool, string>? names = Name?.ToLookup(static name => name.AsSpan().ContainsAny('/', '\\') || name is "." or ".." || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase));
        if (names is null || names[false].Any())
        {
            HandleAll(SkillSelection.OfNames(context, names is null ? null : [.. names[false]], Stopped));
        }

        if (names is not null && names[true].Any())
        {
            HandleAll(SkillSelection.OfPaths(context, [.. names[true].Select(FilePath)], Stopped));
        }
    }

    private void HandleAll(SkillSelection selection)
    {
        foreach (ClawException error in selection.Errors)
        {
            Missing();
            WriteError(error.ToErrorRecord());
        }

        foreach (string file in selection.Files.Where(_seen.Add))
        {
            Stopped.ThrowIfCancellationRequested();
            Handle(file);
        }
    }
}
