using ClawPowers.Core.Errors;
using LibGit2Sharp;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>One entry of a folder of a commit.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Mode">What it is.</param>
/// <param name="Id">Its content; null of a submodule.</param>
internal sealed record CommitEntry(string Name, Mode Mode, ObjectId? Id);

/// <summary>A commit's folders and files, each looked at for its size before it is loaded.</summary>
internal sealed class CommitTree(Repository repository, string url, RepositoryLimits limits)
{
    /// <summary>The commit that a name of Git's means: its own, or that of an annotated tag; null if it is not there.</summary>
    public static string? Peel(Repository repository, string target, RepositoryLimits limits)
    {
        const int deepest = 5;
        for (int depth = 0; depth < deepest && Metadata(repository, new ObjectId(target)) is { } found && found.Size <= limits.LargestCommit; depth++)
        {
            if (found.Type == ObjectType.Commit)
            {
                return target;
            }

            if (found.Type != ObjectType.Tag || repository.Lookup<TagAnnotation>(target) is not { } tag)
            {
                return null;
            }

            target = tag.Target.Sha;
        }

        return null;
    }

    /// <summary>Loads a commit; null if it is not there.</summary>
    /// <exception cref="ClawException"><c>SkillSourceUnsafe</c>.</exception>
    public Commit? Commit(string id)
    {
        GitObjectMetadata? found = Metadata(repository, new ObjectId(id));
        return found is null ? null
            : found.Size > limits.LargestCommit ? throw RepositoryErrors.Unsafe(url, $"commit {RepositoryRef.ShortCommit(id)} has {found.Size >> 20} MiB")
            : repository.Lookup<Commit>(id);
    }

    /// <summary>The folder at a path of a commit; null if there is none.</summary>
    public ObjectId? Folder(Commit commit, string path)
    {
        ObjectId id = commit.Tree.Id;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Entries(id).FirstOrDefault(entry => entry.Name == part && entry.Mode == Mode.Directory)?.Id is not { } next)
            {
                return null;
            }

            id = next;
        }

        return id;
    }

    /// <summary>What is in a folder.</summary>
    /// <exception cref="ClawException"><c>SkillSourceUnsafe</c>.</exception>
    public IReadOnlyList<CommitEntry> Entries(ObjectId folder)
    {
        if (Metadata(repository, folder) is { } found && found.Size > limits.LargestFolder)
        {
            throw RepositoryErrors.Unsafe(url, $"a folder in it has a list of entries of {found.Size >> 20} MiB");
        }

        Tree tree = repository.Lookup<Tree>(folder) ?? throw RepositoryErrors.Unsafe(url, $"the folder {folder} is missing from it");
        return [.. tree.Select(static entry => new CommitEntry(entry.Name, entry.Mode, entry.TargetType is TreeEntryTargetType.GitLink ? null : entry.Target.Id))];
    }

    /// <summary>How many bytes a file has.</summary>
    public long Length(ObjectId file) => Metadata(repository, file)?.Size ?? throw RepositoryErrors.Unsafe(url, $"the file {file} is missing from it");

    /// <summary>The bytes of a file, as they are: no filter of Git's is applied.</summary>
    public byte[] Bytes(ObjectId file)
    {
        Blob blob = repository.Lookup<Blob>(file) ?? throw RepositoryErrors.Unsafe(url, $"the file {file} is missing from it");
        using Stream content = blob.GetContentStream();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static GitObjectMetadata? Metadata(Repository repository, ObjectId id)
    {
        try
        {
            return repository.ObjectDatabase.RetrieveObjectMetadata(id);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }
}
