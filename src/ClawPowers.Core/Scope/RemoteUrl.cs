using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Scope;

/// <summary>Turns the many spellings of a repository's address into one identity.</summary>
internal static class RemoteUrl
{
    /// <summary>Host and path in lower case, without scheme, user, port or <c>.git</c>; for a local remote the folder's path.</summary>
    /// <param name="url">A remote's URL as Git keeps it: with a scheme, in the form <c>user@host:path</c>, or a path.</param>
    /// <param name="baseFolder">What a relative path is relative to.</param>
    /// <returns>The identity, or null if nothing is left of the URL.</returns>
    public static string? Identity(string url, string baseFolder)
    {
        url = url.Trim();
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            string rest = url[(scheme + 3)..];
            if (url.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
            {
                return LocalIdentity(Uri.TryCreate(url, UriKind.Absolute, out Uri? file) ? file.LocalPath : rest);
            }

            int slash = rest.IndexOf('/', StringComparison.Ordinal);
            return slash < 0 ? HostAndPath(rest, string.Empty) : HostAndPath(rest[..slash], rest[(slash + 1)..]);
        }

        int colon = url.IndexOf(':', StringComparison.Ordinal);
        int separator = url.IndexOfAny(['/', '\\']);
        bool isHostAndPath = colon > 1 && (separator < 0 || colon < separator); // "C:\x" is a path: its colon is at 1
        return isHostAndPath
            ? HostAndPath(url[..colon], url[(colon + 1)..])
            : LocalIdentity(Path.GetFullPath(url, baseFolder));
    }

    /// <summary>The identity of a repository that has no remote: its folder, without <c>.git</c>, as this system tells paths apart.</summary>
    public static string LocalIdentity(string path)
    {
        // Git writes the real path into a worktree; a person may come by a link.
        string full = RealPath.Of(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).Replace('\\', '/');
        full = full.EndsWith("/.git", StringComparison.Ordinal) ? full[..^5] : WithoutSuffix(full);
        return OperatingSystem.IsWindows() ? full.ToLowerInvariant() : full;
    }

    private static string? HostAndPath(string authority, string path)
    {
        string host = authority[(authority.LastIndexOf('@') + 1)..];
        int port = host.LastIndexOf(':');
        if (port >= 0 && !host.EndsWith(']'))
        {
            host = host[..port];
        }

        string trimmed = WithoutSuffix(path.Trim('/'));
        string identity = trimmed.Length == 0 ? host : host + "/" + trimmed;
        return identity.Length == 0 ? null : identity.ToLowerInvariant();
    }

    private static string WithoutSuffix(string path) =>
        path.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? path[..^4].TrimEnd('/') : path;
}
