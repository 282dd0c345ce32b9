namespace ClawPowers.Core.Scope;

/// <summary>Tells which commit is checked out. Reads Git's own files: one or two small ones, or the list of packed references.</summary>
public static class GitHead
{
    private const string Reference = "ref:";
    private const int MostSteps = 5;

    /// <summary>Finds the commit that is checked out in a folder.</summary>
    /// <param name="directory">The folder; it or one above it may be a repository or a worktree.</param>
    /// <returns>The commit's hash; null outside of a repository, before the first commit, or where the files can't be read.</returns>
    public static string? Find(string directory)
    {
        try
        {
            return GitFolder.Find(directory) is { } gitFolder ? Resolve(gitFolder, GitFolder.CommonOf(gitFolder)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null; // A run is worth recording without it.
        }
    }

    private static string? Resolve(string gitFolder, string commonFolder)
    {
        string? text = Read(gitFolder, "HEAD");
        for (int step = 0; step < MostSteps && text is not null; step++)
        {
            if (!text.StartsWith(Reference, StringComparison.Ordinal))
            {
                return IsHash(text) ? text.ToLowerInvariant() : null;
            }

            // A worktree has a HEAD of its own, and few references; the rest is shared.
            string name = text[Reference.Length..].Trim();
            if (!name.StartsWith("refs/", StringComparison.Ordinal) || name.Contains("..", StringComparison.Ordinal))
            {
                return null;
            }

            text = Read(gitFolder, name) ?? Read(commonFolder, name) ?? Packed(commonFolder, name);
        }

        return null;
    }

    private static string? Read(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    // Lines of "<hash> <name>"; those that begin with # or ^ say other things.
    private static string? Packed(string commonFolder, string name)
    {
        string path = Path.Combine(commonFolder, "packed-refs");
        if (!File.Exists(path))
        {
            return null;
        }

        foreach (string line in File.ReadLines(path))
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && line[0] is not ('#' or '^') && line.AsSpan(space + 1).TrimEnd().SequenceEqual(name))
            {
                return line[..space];
            }
        }

        return null;
    }

    // SHA-1 or SHA-256.
    private static bool IsHash(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit);
}
