using System.Collections.ObjectModel;
using System.Management.Automation;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Reads the skills that are seen from the location.</summary>
[Cmdlet(VerbsCommon.Get, "ClawSkill")]
[OutputType(typeof(SkillEntry))]
public sealed class GetClawSkillCommand : ClawCommand
{
    private readonly List<string> _names = [];
    private readonly List<string> _paths = [];
    private bool _isAsked;

    /// <summary>Skills by name or pattern; all if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Skill")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CatalogueCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Where to look instead of the catalogue.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Emits those too before which another of the same name counts.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Adds the text of each skill and its lessons in force.</summary>
    [Parameter]
    public SwitchParameter Content { get; set; }

    /// <summary>Adds only the section below a heading.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Section { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        _isAsked = true;
        _paths.AddRange((Path ?? []).SelectMany(Files));

        // A piped file or folder has a name of its own, which is no skill's.
        _names.AddRange((Name ?? []).Where(name => Path is not [var only] || !only.EndsWith(name, StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (!_isAsked)
        {
            return; // The pipeline was empty; that is not to ask for every skill.
        }

        var query = new SkillQuery
        {
            Names = _names.Count == 0 ? null : _names,
            Paths = Path is null && _paths.Count == 0 ? null : _paths,
            WithShadowed = All,
            WithContent = Content || Section is not null,
            Section = Section,
        };
        var catalogue = new SkillCatalogue(CreateContext());
        SkillListing listing = WithProgress("Reading skills", stopped => catalogue.Entries(query, stopped));
        foreach (SkillIssue issue in listing.Issues)
        {
            WriteWarning(issue.ToString());
        }

        foreach (ClawException error in listing.Errors)
        {
            WriteError(error.ToErrorRecord());
        }

        foreach (SkillEntry entry in listing.Entries)
        {
            Emit(entry);
        }
    }

    // A name may have brackets in it; what is there as it is written is no pattern.
    private Collection<string> Files(string path)
    {
        string file = FilePath(path);
        return !WildcardPattern.ContainsWildcardCharacters(path) || File.Exists(file) || Directory.Exists(file)
            ? [file]
            : Resolved(path, file);
    }

    private Collection<string> Resolved(string path, string file)
    {
        try
        {
            return SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException)
        {
            return [file];
        }
    }
}
