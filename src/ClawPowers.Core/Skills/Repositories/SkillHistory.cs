using System.Text;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Text;
using LibGit2Sharp;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>What lies between two commits of a repository, for one skill.</summary>
internal sealed class SkillHistory(Repository repository, CommitTree tree, RepositoryLimits limits)
{
    private const int LongestText = 200;

    /// <summary>A commit for people to look at. What it says of itself is a stranger's.</summary>
    public static SkillCommit Told(Commit commit)
    {
        DateTimeOffset time;
        try
        {
            time = commit.Committer.When.ToUniversalTime();
        }
        catch (ArgumentOutOfRangeException)
        {
            time = DateTimeOffset.UnixEpoch; // No time that there can be.
        }

        return new SkillCommit { Id = commit.Sha, Author = Short(commit.Author.Name), CommittedAt = time, Subject = Short(commit.MessageShort) };
    }

    /// <summary>Whether a commit follows from another.</summary>
    public bool Follows(string from, string to) =>
        from == to || (tree.Commit(from) is { } old && tree.Commit(to) is { } next && repository.ObjectDatabase.FindMergeBase(old, next)?.Sha == from);

    /// <summary>The commits that change a folder, after one up to another, the newest first.</summary>
    public IReadOnlyList<SkillCommit> Between(string from, string to, string path)
    {
        if (tree.Commit(from) is null)
        {
            return [];
        }

        var filter = new CommitFilter { IncludeReachableFrom = to, ExcludeReachableFrom = from, SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Time };
        return
        [
            .. repository.Commits.QueryBy(filter)
                .Take(limits.MostCommits)
                .Where(commit => commit.Parents.All(parent => tree.Folder(parent, path) != tree.Folder(commit, path)))
                .Take(limits.MostCommitsTold)
                .Select(Told),
        ];
    }

    /// <summary>The difference between two versions of a skill in the unified form.</summary>
    public string Difference(SourceSkill? old, SourceSkill changed)
    {
        var text = new StringBuilder();
        foreach (string path in (old?.Files.Keys ?? Enumerable.Empty<string>()).Union(changed.Files.Keys).Order(StringComparer.Ordinal))
        {
            SourceFile? before = old?.Files.GetValueOrDefault(path);
            SourceFile? after = changed.Files.GetValueOrDefault(path);
            if (before?.Hash != after?.Hash)
            {
                text.Append(Difference(path, before?.Bytes, after?.Bytes));
            }
            else if (before!.Executable != after!.Executable)
            {
                text.Append($"{path}: can {(after.Executable ? "now" : "no longer")} be run as a program\n");
            }

            if (text.Length > limits.LongestDifference)
            {
                text.Length = limits.LongestDifference;
                return text.Append("\n[The rest is left out.]\n").ToString();
            }
        }

        return text.ToString();
    }

    private static string Difference(string path, byte[]? before, byte[]? after)
    {
        // With a zero byte in it, it is no text; Git goes by the same.
        if ((before ?? []).Contains((byte)0) || (after ?? []).Contains((byte)0))
        {
            return $"{path}: {(before is null ? "new" : after is null ? "gone" : "changed")}, not a text\n";
        }

        return UnifiedDifference.Of(before is null ? "/dev/null" : "a/" + path, Lines(before), after is null ? "/dev/null" : "b/" + path, Lines(after));
    }

    // What would steer a screen is written out.
    private static string[] Lines(byte[]? bytes)
    {
        string[] lines = bytes is null ? [] : [.. Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n').Select(static line => VisibleText.Escape(line.Replace('\t', ' ')))];
        return lines is [.., ""] ? lines[..^1] : lines;
    }

    private static string Short(string text)
    {
        string line = VisibleText.OneLine(text);
        return line.Length <= LongestText ? line : line[..(LongestText - 1)] + "…";
    }
}
