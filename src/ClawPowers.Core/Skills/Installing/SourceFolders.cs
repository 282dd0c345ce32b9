using ClawPowers.Core.Errors;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>A skill that can be installed: its name and its folder.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Folder">The folder.</param>
/// <param name="IsBundled">Whether it came with the program.</param>
internal sealed record SourceFolder(string Name, string Folder, bool IsBundled);

/// <summary>Finds the skills in folders that someone names, and those that came with the program.</summary>
internal static class SourceFolders
{
    private const int MaximumDepth = 6;
    private const int MaximumFolders = 2_000;

    /// <summary>The skills of the program.</summary>
    public static IReadOnlyList<SourceFolder> Bundled(ClawContext context)
    {
        string root = BundledRoot(context);
        return !Directory.Exists(root) ? []
            : [.. Below(root).Select(static folder => new SourceFolder(Path.GetFileName(folder), folder, IsBundled: true))];
    }

    /// <summary>The skills at some paths: folders of skills, folders of one skill, or files <c>SKILL.md</c>.</summary>
    /// <exception cref="ClawException"><c>SkillSourceNotFound</c>, <c>SkillSourceAmbiguous</c>.</exception>
    public static IReadOnlyList<SourceFolder> At(ClawContext context, IEnumerable<string> paths)
    {
        string bundled = RealPath.Of(BundledRoot(context));
        Dictionary<string, SourceFolder> found = new(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            string[] folders = [.. At(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, context.WorkingDirectory)))];
            if (folders.Length == 0)
            {
                throw InstallErrors.SourceNotFound(path);
            }

            foreach (string folder in folders)
            {
                string name = Path.GetFileName(folder);
                bool isBundled = RealPath.Of(Path.GetDirectoryName(folder)!) == bundled;
                if (!found.TryAdd(name, new SourceFolder(name, folder, isBundled)) && found[name].Folder != folder)
                {
                    throw InstallErrors.SeveralSources(name, found[name].Folder, folder);
                }
            }
        }

        return [.. found.Values.OrderBy(static source => source.Name, StringComparer.Ordinal)];
    }

    /// <summary>Whether a folder is there and has a skill in it: if not, that a skill is missing from it means nothing.</summary>
    public static bool HasSkills(string folder) => Directory.Exists(folder) && Below(folder).Any();

    /// <summary>Where an installed skill came from; null if it is not there, or not to be looked at.</summary>
    public static SourceFolder? Origin(ClawContext context, SkillTarget target, string name, ManifestSkill installed)
    {
        if (installed.IsLocked || target.LeadsToNetwork(installed.Source))
        {
            return null;
        }

        string folder = OriginPath(context, target, name, installed);
        return IsSkill(folder) ? new SourceFolder(name, folder, IsBundled: installed.Source is null) : null;
    }

    /// <summary>The folder that an installed skill came from.</summary>
    public static string OriginPath(ClawContext context, SkillTarget target, string name, ManifestSkill installed) =>
        installed.Source is { } from ? target.Absolute(from) : Path.Combine(BundledRoot(context), name);

    public static bool IsSkill(string folder) => File.Exists(Path.Combine(folder, SkillFile.FileName));

    public static string BundledRoot(ClawContext context) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(context.BundledSkills, context.WorkingDirectory));

    private static IEnumerable<string> At(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetFileName(path) == SkillFile.FileName ? [Path.GetDirectoryName(path)!] : [];
        }

        return IsSkill(path) ? [path] : Directory.Exists(path) ? Below(path) : [];
    }

    // The nearest first; what is below a skill belongs to it. Links to folders are a stranger's, and can go in circles: not followed.
    private static IEnumerable<string> Below(string root)
    {
        var waiting = new Queue<(string Folder, int Depth)>([(root, 0)]);
        int seen = 0;
        while (waiting.TryDequeue(out (string Folder, int Depth) next) && seen++ < MaximumFolders)
        {
            foreach (DirectoryInfo folder in Subfolders(next.Folder))
            {
                if (IsSkill(folder.FullName))
                {
                    yield return folder.FullName;
                }
                else if (next.Depth + 1 < MaximumDepth)
                {
                    waiting.Enqueue((folder.FullName, next.Depth + 1));
                }
            }
        }
    }

    private static IEnumerable<DirectoryInfo> Subfolders(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateDirectories()
                .Where(static found => found.LinkTarget is null && found.Name is not (".git" or "node_modules"))
                .OrderBy(static found => found.Name, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
