using System.Security.Cryptography;
using System.Text;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>
/// Names what a difference of two trees does, wherever in a file it is done: two have one name if they change the same lines, with the same lines around, in the same
/// files. Line numbers don't count. Blanks do, unlike in <c>git patch-id</c>: a branch is deleted by this, and where a line is indented to may be all of its work.
/// </summary>
internal static class PatchName
{
    private const int MostBytes = 4 * 1024 * 1024;

    private static readonly CompareOptions Options = new() { Similarity = SimilarityOptions.None };

    /// <summary>The changes from one tree to another, without renames; in the order of the paths.</summary>
    public static IReadOnlyList<TreeEntryChanges> Changes(Repository repository, Tree? from, Tree? to)
    {
        using TreeChanges changes = repository.Diff.Compare<TreeChanges>(from, to, Options);
        return [.. changes.OrderBy(static change => change.Path, StringComparer.Ordinal)];
    }

    /// <summary>What must be equal for two patches to be: the paths and what is done with each. Cheap.</summary>
    public static string Outline(IReadOnlyList<TreeEntryChanges> changes)
    {
        var text = new StringBuilder();
        foreach (TreeEntryChanges change in changes)
        {
            text.Append((int)change.Status).Append(' ').Append(change.Path).Append('\0');
        }

        return text.ToString();
    }

    /// <summary>The name.</summary>
    public static string Of(Repository repository, IReadOnlyList<TreeEntryChanges> changes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TreeEntryChanges change in changes)
        {
            Add(hash, $"\0{(int)change.Status} {(int)change.OldMode} {(int)change.Mode} {change.Path}\0");
            if (Text(repository, change.OldMode, change.OldOid) is { } before && Text(repository, change.Mode, change.Oid) is { } after)
            {
                string patch = repository.Diff.Compare(before.Blob, after.Blob).Patch;
                foreach (string line in patch.Split('\n'))
                {
                    if (!line.StartsWith("@@", StringComparison.Ordinal))
                    {
                        Add(hash, line + "\n");
                    }
                }

                // What is not UTF-8 can't be told apart any more.
                if (!patch.Contains('\uFFFD', StringComparison.Ordinal))
                {
                    continue;
                }
            }

            Add(hash, $"{change.OldOid} {change.Oid}");
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // Text that can be compared by lines, or no file at all; null for what is only equal or not.
    private static (bool IsText, Blob? Blob)? Text(Repository repository, Mode mode, ObjectId id) => mode switch
    {
        Mode.Nonexistent => (true, null),
        Mode.NonExecutableFile or Mode.ExecutableFile or Mode.NonExecutableGroupWritableFile or Mode.SymbolicLink
            when repository.Lookup<Blob>(id) is { IsBinary: false, Size: <= MostBytes } blob => (true, blob),
        _ => null,
    };

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
