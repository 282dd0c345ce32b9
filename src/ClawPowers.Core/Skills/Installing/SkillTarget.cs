using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>A folder that agents read skills from. Two reach all of them.</summary>
internal sealed record SkillTarget
{
    private static readonly (string Folder, ClawAgent[] Agents)[] Folders =
    [
        (".agents/skills", [ClawAgent.Codex, ClawAgent.Gemini, ClawAgent.Cursor, ClawAgent.Copilot, ClawAgent.OpenCode]),
        (".claude/skills", [ClawAgent.ClaudeCode]),
    ];

    /// <summary>For the user or for the project.</summary>
    public required SkillScope Scope { get; init; }

    /// <summary>The home or the project's top folder.</summary>
    public required string Base { get; init; }

    /// <summary>The folder of skills, as the agents name it.</summary>
    public required string Folder { get; init; }

    /// <summary>The agents that read it.</summary>
    public required IReadOnlyList<ClawAgent> Agents { get; init; }

    /// <summary>What was installed there.</summary>
    public string ManifestPath => Path.Combine(Folder, SkillManifest.FileName);

    /// <summary>The folders on the way to it, relative to <see cref="Base"/>, the outermost first; of every target.</summary>
    public static IReadOnlyList<string> Ways { get; } = [.. Folders.SelectMany(static target => new[] { target.Folder.Split('/')[0], target.Folder })];

    /// <summary>The targets of a scope.</summary>
    /// <exception cref="ClawException"><c>NotInProject</c>, <c>SkillFolderUnusable</c>.</exception>
    public static IReadOnlyList<SkillTarget> Of(ClawContext context, SkillScope scope)
    {
        string root = scope is SkillScope.Project ? ProjectOf(context) : HomeOf(context);
        List<SkillTarget> targets = [];
        foreach ((string name, ClawAgent[] agents) in Folders)
        {
            string folder = Path.GetFullPath(name, root);
            string real = RealPath.Of(folder);
            if (scope is SkillScope.Project && !IsWithin(real, RealPath.Of(root)))
            {
                throw InstallErrors.LeadsOut(folder, real);
            }

            // One folder by two names, where someone has linked them, has one manifest.
            int same = targets.FindIndex(target => RealPath.Of(target.Folder) == real);
            if (same >= 0)
            {
                targets[same] = targets[same] with { Agents = [.. targets[same].Agents.Concat(agents).Order()] };
            }
            else
            {
                targets.Add(new SkillTarget { Scope = scope, Base = root, Folder = folder, Agents = agents });
            }
        }

        return targets;
    }

    /// <summary>Whether the location is in a project, whose skills can be asked for.</summary>
    public static bool IsInProject(ClawContext context) => ProjectIdentity.TopFolder(context.WorkingDirectory) is not null;

    /// <summary>Whether a path is a folder or in it. Both without links.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>A folder as a manifest names it: relative to the home or project if it is in there, so that it can move.</summary>
    public string Relative(string folder) =>
        IsWithin(folder, Base) ? Path.GetRelativePath(Base, folder).Replace('\\', '/') : folder;

    /// <summary>The folder that a manifest names.</summary>
    public string Absolute(string folder) => Path.GetFullPath(folder, Base);

    /// <summary>Whether a project's manifest names a folder of another machine: a stranger's, to which an update would hand the user's name and password on Windows.</summary>
    public bool LeadsToNetwork(string? source) =>
        Scope is SkillScope.Project && source is [('/' or '\\'), ('/' or '\\'), ..];

    /// <summary>The folder of a skill.</summary>
    public string FolderOf(string skill) => Path.Combine(Folder, skill);

    private static string ProjectOf(ClawContext context) =>
        ProjectIdentity.TopFolder(context.WorkingDirectory) ?? throw InstallErrors.NotInProject(context.WorkingDirectory);

    private static string HomeOf(ClawContext context) =>
        Directory.Exists(context.HomeDirectory) ? context.HomeDirectory : throw InstallErrors.NoHome(context.HomeDirectory);
}
