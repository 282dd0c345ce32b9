using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Repositories;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>One file of a skill, as it is to be installed.</summary>
internal sealed record SourceFile(byte[] Bytes, string Hash, bool Executable, bool IsLessons = false);

/// <summary>A skill as it is to be installed: all its files, read and found harmless.</summary>
internal sealed record SourceSkill
{
    public const int MostFiles = 1_000;
    public const long MostBytes = 16L << 20;

    private static readonly string[] PassedOver = [".git", "node_modules", "__pycache__", ".DS_Store", "Thumbs.db"];

    /// <summary>Its name: that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that it comes from; null if it came with the program or from a repository.</summary>
    public required string? Folder { get; init; }

    /// <summary>The commit that it comes from; null if it comes from no repository.</summary>
    public SkillPin? Pin { get; init; }

    /// <summary>Its files by path, with <c>/</c>.</summary>
    public required SortedDictionary<string, SourceFile> Files { get; init; }

    /// <summary>Reads a skill.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="isBundled">Whether it came with the program.</param>
    /// <exception cref="ClawException"><c>InvalidSkillName</c>, <c>SkillSourceUnsafe</c>, <c>SkillSourceUnreadable</c>.</exception>
    public static SourceSkill Read(string name, string folder, bool isBundled)
    {
        SkillPath.CheckName(name);
        var files = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        try
        {
            Collect(name, RealPath.Of(Path.GetFullPath(folder)), string.Empty, files);
            LeaveOutWhatWasInstalled(name, folder, files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.SourceFailed(name, exception);
        }

        return new SourceSkill { Name = name, Folder = isBundled ? null : folder, Files = WithoutDoubles(name, files) };
    }

    /// <summary>What nobody means to hand on, and is left out.</summary>
    public static bool IsPassedOver(string name) =>
        PassedOver.Contains(name, StringComparer.OrdinalIgnoreCase) || name.EndsWith(SkillDisk.Unfinished, StringComparison.Ordinal);

    /// <summary>Refuses files whose names are one on some systems: that differ in capitals, or in how a letter is composed.</summary>
    /// <exception cref="ClawException"><c>SkillSourceUnsafe</c>.</exception>
    public static SortedDictionary<string, SourceFile> WithoutDoubles(string name, SortedDictionary<string, SourceFile> files) =>
        SameNames.Find(files.Keys) is var (one, other) ? throw InstallErrors.SourceUnsafe(name, $"'{one}' and '{other}' are the same file on some systems") : files;

    public static ClawException TooLarge(string name) =>
        InstallErrors.SourceUnsafe(name, $"it has more than {MostFiles} files or {MostBytes >> 20} MiB");

    private static void Collect(string name, string root, string prefix, SortedDictionary<string, SourceFile> files)
    {
        foreach (FileSystemInfo found in new DirectoryInfo(Path.Combine(root, prefix)).EnumerateFileSystemInfos().OrderBy(static found => found.Name, StringComparer.Ordinal))
        {
            if (IsPassedOver(found.Name))
            {
                continue;
            }

            string path = prefix.Length == 0 ? found.Name : $"{prefix}/{found.Name}";
            if (SkillPath.WrongFile(path) is { } wrong)
            {
                throw InstallErrors.SourceUnsafe(name, wrong);
            }

            if (found is DirectoryInfo)
            {
                if (found.LinkTarget is not null)
                {
                    throw InstallErrors.SourceUnsafe(name, $"'{path}' is a link to a folder; only links to files within the skill are followed");
                }

                Collect(name, root, path, files);
                continue;
            }

            files[path] = ReadFile(name, root, path, (FileInfo)found);
            if (files.Count > MostFiles || files.Values.Sum(static file => (long)file.Bytes.Length) > MostBytes)
            {
                throw TooLarge(name);
            }
        }
    }

    private static SourceFile ReadFile(string name, string root, string path, FileInfo file)
    {
        if (file.LinkTarget is not null)
        {
            string real = RealPath.Of(file.FullName);
            if (!SkillTarget.IsWithin(real, root) || !File.Exists(real))
            {
                throw InstallErrors.SourceUnsafe(name, $"'{path}' is a link that leads out of the skill's folder, or nowhere");
            }

            file = new FileInfo(real);
        }

        if (file.Length > MostBytes)
        {
            throw TooLarge(name);
        }

        // What has no length may be a device or a pipe, which never ends.
        byte[] bytes = file.Length == 0 ? [] : File.ReadAllBytes(file.FullName);
        return new SourceFile(bytes, FileLook.HashOf(bytes), FileLook.IsExecutable(file.FullName));
    }

    // A skill that was installed elsewhere brings lessons and new versions that belong to that place.
    private static void LeaveOutWhatWasInstalled(string name, string folder, SortedDictionary<string, SourceFile> files)
    {
        string manifest = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder))!, SkillManifest.FileName);
        if (File.Exists(manifest) && SkillManifestJson.Read(manifest, []).Skills.TryGetValue(name, out ManifestSkill? installed))
        {
            foreach ((string path, ManifestFile file) in installed.Files)
            {
                if (file.NewVersionOf is not null || file.IsLessons)
                {
                    files.Remove(path);
                }
            }
        }
    }
}
