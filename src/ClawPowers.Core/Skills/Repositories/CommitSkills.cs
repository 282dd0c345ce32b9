using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Reading;
using LibGit2Sharp;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>A skill that a commit has.</summary>
/// <param name="Name">Its name: that of its folder.</param>
/// <param name="Path">Its folder, with <c>/</c>; empty for the whole repository.</param>
/// <param name="Tree">Its content.</param>
internal sealed record FoundSkill(string Name, string Path, ObjectId Tree);

/// <summary>
/// Finds the skills of a commit and reads them, file by file. Nothing is checked out. Whatever a repository can hold that means something else on
/// another system, or leads elsewhere, is refused before it is loaded.
/// </summary>
internal sealed class CommitSkills(CommitTree tree, Commit commit, RepositoryAddress address, RepositoryLimits limits)
{
    private static readonly string[] PassedOver = [".git", "node_modules"];

    /// <summary>What is wrong with a folder of a repository; null for nothing.</summary>
    public static string? WrongFolder(string path) => path.Length == 0 ? null : SkillPath.WrongFile(path);

    /// <summary>The skills below some folders, the nearest first; each name once if its content is the same everywhere.</summary>
    /// <param name="folders">Folders of skills, of one skill, or files <c>SKILL.md</c>; null for the whole repository.</param>
    /// <exception cref="ClawException"><c>SkillSourceNotFound</c>, <c>SkillSourceUnsafe</c>.</exception>
    public ILookup<string, FoundSkill> Find(IReadOnlyCollection<string>? folders)
    {
        List<FoundSkill> found = [];
        foreach (string folder in (folders ?? [string.Empty]).Select(Clean))
        {
            ObjectId start = tree.Folder(commit, folder) ?? throw RepositoryErrors.NoSkills(address.Url, $"'{folder}'");
            int before = found.Count;
            found.AddRange(Below(folder, start));
            if (found.Count == before)
            {
                throw RepositoryErrors.NoSkills(address.Url, folder.Length == 0 ? "commit " + RepositoryRef.ShortCommit(commit.Sha) : $"'{folder}'");
            }
        }

        return found.DistinctBy(static skill => (skill.Name, skill.Tree)).ToLookup(static skill => skill.Name, StringComparer.Ordinal);
    }

    /// <summary>An installed skill: where it was, or where it has moved to; null if the commit has it no more.</summary>
    public FoundSkill? Find(string name, string path)
    {
        if (tree.Folder(commit, path) is { } folder && IsSkill(folder))
        {
            return new FoundSkill(name, path, folder);
        }

        FoundSkill[] moved = [.. Below(string.Empty, commit.Tree.Id).Where(skill => skill.Name == name).DistinctBy(static skill => skill.Tree)];
        return moved.Length == 1 ? moved[0] : null;
    }

    /// <summary>Whether the commit has any skill: if not, that one is missing means nothing.</summary>
    public bool HasSkills() => Below(string.Empty, commit.Tree.Id).Any();

    /// <summary>Reads a skill.</summary>
    /// <exception cref="ClawException"><c>InvalidSkillName</c>, <c>SkillSourceUnsafe</c>.</exception>
    public SourceSkill Read(FoundSkill skill)
    {
        SkillPath.CheckName(skill.Name);
        var files = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        long bytes = 0;
        int seen = 0;
        Collect(skill.Tree, string.Empty);
        return new SourceSkill { Name = skill.Name, Folder = null, Files = SourceSkill.WithoutDoubles(skill.Name, files) };

        void Collect(ObjectId folder, string prefix)
        {
            foreach (CommitEntry entry in tree.Entries(folder))
            {
                string path = prefix + entry.Name;
                if (++seen > SourceSkill.MostFiles * 2)
                {
                    throw SourceSkill.TooLarge(skill.Name);
                }

                if (SourceSkill.IsPassedOver(entry.Name) && !entry.Name.Equals(".git", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (SkillPath.WrongFile(path) is { } wrong)
                {
                    throw InstallErrors.SourceUnsafe(skill.Name, wrong);
                }

                if (entry.Name.Contains('/', StringComparison.Ordinal))
                {
                    throw InstallErrors.SourceUnsafe(skill.Name, $"'{path}' is no name for a file, but a path");
                }

                switch (entry.Mode)
                {
                    case Mode.Directory:
                        Collect(entry.Id!, path + "/");
                        break;
                    case Mode.NonExecutableFile or Mode.NonExecutableGroupWritableFile or Mode.ExecutableFile:
                        bytes += tree.Length(entry.Id!);
                        if (files.Count >= SourceSkill.MostFiles || bytes > SourceSkill.MostBytes)
                        {
                            throw SourceSkill.TooLarge(skill.Name);
                        }

                        byte[] content = tree.Bytes(entry.Id!);
                        if (!files.TryAdd(path, new SourceFile(content, FileLook.HashOf(content), entry.Mode is Mode.ExecutableFile)))
                        {
                            throw InstallErrors.SourceUnsafe(skill.Name, $"it has '{path}' twice");
                        }

                        break;
                    case Mode.SymbolicLink:
                        throw InstallErrors.SourceUnsafe(skill.Name, $"'{path}' is a link; from a repository only files are taken");
                    default:
                        throw InstallErrors.SourceUnsafe(skill.Name, $"'{path}' is {(entry.Mode is Mode.GitLink ? "another repository (a submodule)" : "neither a file nor a folder")}; from a repository only files are taken");
                }
            }
        }
    }

    // As someone gives it, such as ./skills/ or skills\review\SKILL.md.
    private static string Clean(string folder)
    {
        string[] parts = [.. folder.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(static part => part != ".")];
        string path = string.Join('/', parts is [.., SkillFile.FileName] ? parts[..^1] : parts);
        return folder.StartsWith('/') || WrongFolder(path) is not null
            ? throw new ClawException("InvalidRepositoryPath", ClawErrorKind.InvalidArgument, VisibleText.Escape($"'{folder}' can't be a folder of a repository. With -Repository, -Path names folders in it, such as skills/review."), folder)
            : path;
    }

    private bool IsSkill(ObjectId folder) => tree.Entries(folder).Any(static entry => entry.Name == SkillFile.FileName && entry.Mode != Mode.Directory);

    // The nearest first; what is below a skill belongs to it.
    private IEnumerable<FoundSkill> Below(string start, ObjectId folder)
    {
        var waiting = new Queue<(string Path, ObjectId Folder, int Depth)>([(start, folder, 0)]);
        int seen = 0;
        while (waiting.TryDequeue(out (string Path, ObjectId Folder, int Depth) next) && seen++ < limits.MostFolders)
        {
            IReadOnlyList<CommitEntry> entries = tree.Entries(next.Folder);
            if (entries.FirstOrDefault(static entry => entry.Name == SkillFile.FileName && entry.Mode != Mode.Directory) is { } file)
            {
                yield return new FoundSkill(next.Path.Length == 0 ? NameOfAll(file) : next.Path[(next.Path.LastIndexOf('/') + 1)..], next.Path, next.Folder);
                continue;
            }

            foreach (CommitEntry entry in entries.Where(entry => entry.Mode == Mode.Directory && next.Depth < limits.DeepestFolder && !PassedOver.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)))
            {
                // A folder whose name is not possible everywhere could not be found again.
                string path = next.Path.Length == 0 ? entry.Name : $"{next.Path}/{entry.Name}";
                if (WrongFolder(path) is null)
                {
                    waiting.Enqueue((path, entry.Id!, next.Depth + 1));
                }
            }
        }
    }

    // A repository that is one skill has no folder that names it: its front matter does, else its address.
    private string NameOfAll(CommitEntry file)
    {
        string? name = file.Mode != Mode.SymbolicLink && file.Id is { } id && tree.Length(id) <= SkillFile.MaximumBytes
            ? SkillDocument.Parse(SkillFile.FileName, tree.Bytes(id)).FrontMatter?.Find("name")?.Text
            : null;
        return name is not null && SkillPath.WrongName(name) is null ? name : address.Name.ToLowerInvariant();
    }
}
