using System.Management.Automation;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Repositories;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Copies skills to where agents look for them.</summary>
[Cmdlet(VerbsLifecycle.Install, "ClawSkill", SupportsShouldProcess = true)]
[OutputType(typeof(SkillInstallation))]
public sealed class InstallClawSkillCommand : SkillInstallationCommand
{
    private readonly List<string> _names = [];
    private readonly List<string> _paths = [];
    private readonly List<InstallSkillRequest> _requests = [];
    private bool _all;

    /// <summary>Skills by name or pattern; all if left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NameOfSkill]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BundledSkillCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The agents to install for.</summary>
    [Parameter(Mandatory = true)]
    public ClawAgent[] Agent { get; set; } = [];

    /// <summary>For the user, or for the project of the location.</summary>
    [Parameter]
    public SkillScope Scope { get; set; }

    /// <summary>A Git repository to install from, instead of the module: a URL of https, owner/name at GitHub, or a path.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Repository { get; set; }

    /// <summary>The branch, tag or commit of the repository; its main branch if left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Ref { get; set; }

    /// <summary>Folders of skills, folders of one, or files SKILL.md, instead of the skills that come with the module; with -Repository, folders in it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Brings back files that were removed here, and takes skills with dangers or errors in them, or whose history was rewritten.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Verb => "Install";

    /// <inheritdoc/>
    protected override void Process()
    {
        // With a repository, paths are those in it.
        string[]? paths = Repository is null ? Path?.Select(FilePath).ToArray() : Path;
        if (paths is null)
        {
            _all |= Name is null;
            _names.AddRange(Name ?? []);
        }
        else if (Name is null || (Name.Length == paths.Length && Name.Zip(paths).All(static pair => IsNameOf(pair.First, pair.Second))))
        {
            // A skill or a folder in the pipeline brings both, and its path says it all.
            _paths.AddRange(paths);
        }
        else
        {
            _requests.Add(Request() with { Names = Name, Paths = paths });
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_paths.Count > 0)
        {
            _requests.Add(Request() with { Paths = _paths });
        }

        if (_all || _names.Count > 0)
        {
            _requests.Add(Request() with { Names = _all ? null : _names });
        }

        var installer = new SkillInstaller(CreateContext());
        foreach (InstallSkillRequest request in _requests)
        {
            Carry(installer, request.Repository is null
                ? installer.PlanInstall(request, Stopped)
                : WithProgress("Fetch skills", (progress, stopped) => installer.PlanInstall(request with { Progress = words => progress(words, null) }, stopped)));
        }
    }

    private InstallSkillRequest Request() => new()
    {
        Agents = Agent,
        Scope = Scope,
        Force = Force,
        Repository = Repository is not null && RepositoryAddress.IsPath(Repository) ? FilePath(Repository) : Repository,
        Ref = Ref,
    };

    private static bool IsNameOf(string name, string path)
    {
        string leaf = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path));
        return name == leaf || (leaf == "SKILL.md" && name == System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path)));
    }
}
