using ClawPowers.Core.Scope;

namespace ClawPowers.Core.Plans;

/// <summary>
/// Where a plan file is: kept from the root of its project, so that every clone and worktree finds its own copy, and given back as a whole path
/// to whoever is in one.
/// </summary>
internal sealed class PlanPaths(ClawContext context, ScopeSelection scopes)
{
    private readonly Lazy<string?> _root = new(() => ProjectIdentity.TopFolder(context.WorkingDirectory));

    /// <summary>The path to keep.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="project">The project of the plan; empty for global.</param>
    public static string ToStored(string path, string project)
    {
        string folder = Path.GetDirectoryName(path) ?? path;
        string file = project.Length > 0 && ProjectIdentity.Find(folder) == project && ProjectIdentity.TopFolder(folder) is { } root
            ? Path.GetRelativePath(root, path)
            : path;
        return Path.DirectorySeparatorChar == '\\' ? file.Replace('\\', '/') : file;
    }

    /// <summary>The path to show: whole where it is known, with the separators of the system.</summary>
    public string? ToUser(string? stored, string project)
    {
        if (stored is null)
        {
            return null;
        }

        string path = stored.Replace('/', Path.DirectorySeparatorChar);
        return !Path.IsPathRooted(path) && project.Length > 0 && scopes.Here == project && _root.Value is { } root ? Path.Combine(root, path) : path;
    }

    /// <summary>The root of the checkout of a project that the command runs in; null if it runs elsewhere.</summary>
    public string? RootOf(string project) => project.Length > 0 && scopes.Here == project ? _root.Value : null;
}
