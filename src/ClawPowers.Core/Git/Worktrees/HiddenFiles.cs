using LibGit2Sharp;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>
/// Files that somebody told Git not to look at: <c>git update-index --assume-unchanged</c> or <c>--skip-worktree</c>. What was changed in them no status shows,
/// and they are gone with their folder.
/// </summary>
internal static class HiddenFiles
{
    /// <summary>Those that are there and are not what Git has of them.</summary>
    public static IReadOnlyList<string> Changed(WorktreeEntry entry)
    {
        IReadOnlySet<string> skipped = SparseFiles.Marked(entry.GitFolder);
        using var own = new Repository(entry.Path);
        return [.. own.Index.Where(file => (file.AssumeUnchanged || skipped.Contains(file.Path)) && IsOther(own, file, Path.Combine(entry.Path, file.Path))).Select(static file => file.Path)];
    }

    private static bool IsOther(Repository own, IndexEntry file, string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        if (file.Mode == Mode.SymbolicLink || own.Lookup<Blob>(file.Id) is not { } blob)
        {
            return true;
        }

        // As it would be written here, or as Git has it: what was written otherwise is taken for changed.
        byte[] there = File.ReadAllBytes(path);
        return !Holds(blob.GetContentStream(new FilteringOptions(file.Path)), there) && !Holds(blob.GetContentStream(), there);
    }

    private static bool Holds(Stream content, byte[] there)
    {
        using var bytes = new MemoryStream();
        using (content)
        {
            content.CopyTo(bytes);
        }

        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).SequenceEqual(there);
    }
}
