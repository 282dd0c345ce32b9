using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills.Installing;

/// <summary>A home, a project and a program with skills, in folders with blanks and letters beyond ASCII.</summary>
internal sealed class InstallHome : IDisposable
{
    private readonly Scratch _scratch = new();

    public InstallHome()
    {
        Home = Directory.CreateDirectory(_scratch.PathOf("home of Zoë", "das Zuhause 家")).FullName;
        Project = Directory.CreateDirectory(_scratch.PathOf("mein Prøjekt ☃")).FullName;
        Directory.CreateDirectory(Path.Combine(Project, ".git"));
        File.WriteAllText(Path.Combine(Project, ".git", "HEAD"), "ref: refs/heads/main\n");
        Bundled = Directory.CreateDirectory(_scratch.PathOf("program files", "skills")).FullName;
        Context = _scratch.Context with
        {
            HomeDirectory = Home,
            BundledSkills = Bundled,
            WorkingDirectory = Directory.CreateDirectory(Path.Combine(Project, "src", "deep")).FullName,
        };
        _scratch.Context = Context;
    }

    public Scratch Scratch => _scratch;

    public string Home { get; }

    public string Project { get; }

    public string Bundled { get; }

    public ClawContext Context { get; }

    /// <summary>What stops before a step; null for nothing.</summary>
    public Action<string>? BeforeStep { get; set; }

    private SkillInstaller Installer => new(Context, new SkillDisk(step => BeforeStep?.Invoke(step)));

    public string BaseOf(SkillScope scope) => scope is SkillScope.User ? Home : Project;

    /// <summary>The folder of a skill for an agent.</summary>
    public string FolderOf(string skill, ClawAgent agent = ClawAgent.Codex, SkillScope scope = SkillScope.User) =>
        Path.Combine(BaseOf(scope), agent is ClawAgent.ClaudeCode ? ".claude" : ".agents", "skills", skill);

    public string ManifestOf(ClawAgent agent = ClawAgent.Codex, SkillScope scope = SkillScope.User) =>
        Path.Combine(Path.GetDirectoryName(FolderOf("x", agent, scope))!, SkillManifest.FileName);

    /// <summary>Writes a bundled skill, whose text names a version, with files beside it.</summary>
    public string Bundle(string name, string version = "1", params (string Path, string Text)[] files) => Write(Bundled, name, version, files);

    public static string Write(string root, string name, string version = "1", params (string Path, string Text)[] files)
    {
        SkillFolder.Write(root, name, body: $"# Version {version}\n");
        foreach ((string path, string text) in files)
        {
            Put(Path.Combine(root, name, path), text);
        }

        return Path.Combine(root, name);
    }

    public static void Put(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
    }

    public SkillOutcomes TryInstall(InstallSkillRequest request)
    {
        SkillInstaller installer = Installer;
        SkillChanges changes = installer.PlanInstall(request);
        SkillOutcomes outcomes = installer.Apply(changes.Skills);
        return outcomes with { Problems = [.. changes.Problems, .. outcomes.Problems] };
    }

    public SkillOutcomes TryInstall(params ClawAgent[] agents) => TryInstall(new InstallSkillRequest { Agents = agents });

    public IReadOnlyList<SkillInstallation> Install(params ClawAgent[] agents) => Install(SkillScope.User, agents);

    public IReadOnlyList<SkillInstallation> Install(SkillScope scope, params ClawAgent[] agents) => All(TryInstall(new InstallSkillRequest { Agents = agents, Scope = scope }));

    public SkillOutcomes TryUpdate(UpdateSkillRequest? request = null)
    {
        SkillInstaller installer = Installer;
        SkillChanges changes = installer.PlanUpdate(request ?? new UpdateSkillRequest());
        SkillOutcomes outcomes = installer.Apply(changes.Skills);
        return outcomes with { Problems = [.. changes.Problems, .. outcomes.Problems] };
    }

    public IReadOnlyList<SkillInstallation> Update(bool force = false) => All(TryUpdate(new UpdateSkillRequest { Force = force }));

    public SkillOutcomes TryUninstall(UninstallSkillRequest request)
    {
        SkillInstaller installer = Installer;
        SkillChanges changes = installer.PlanUninstall(request);
        SkillOutcomes outcomes = installer.Apply(changes.Skills);
        return outcomes with { Problems = [.. changes.Problems, .. outcomes.Problems] };
    }

    public IReadOnlyList<SkillInstallation> Uninstall(SkillScope scope = SkillScope.User, params ClawAgent[] agents) =>
        All(TryUninstall(new UninstallSkillRequest { Scope = scope, Agents = agents.Length == 0 ? null : agents }));

    public SkillChanges PlanInstall(params ClawAgent[] agents) => Installer.PlanInstall(new InstallSkillRequest { Agents = agents });

    /// <summary>Everything under a folder: files with their bytes, folders, links with their targets, and who may run what.</summary>
    public static SortedDictionary<string, string> Snapshot(string root)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (FileSystemInfo entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = default }))
        {
            string what = entry.LinkTarget is { } target ? "-> " + target
                : entry is FileInfo ? Convert.ToBase64String(File.ReadAllBytes(entry.FullName)) + (FileLook.IsExecutable(entry.FullName) ? " x" : string.Empty)
                : "folder";
            found.Add(Path.GetRelativePath(root, entry.FullName).Replace('\\', '/'), what);
        }

        return found;
    }

    public static string FileText(string folder, string path) => File.ReadAllText(Path.Combine(folder, path));

    public void Dispose() => _scratch.Dispose();

    private static IReadOnlyList<SkillInstallation> All(SkillOutcomes outcomes)
    {
        Assert.Equal([], outcomes.Problems.Select(static (ClawException problem) => problem.Message));
        return outcomes.Installations;
    }
}
