using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Git.Worktrees;

/// <summary>Compares folders as the file system does.</summary>
internal static class WorktreePaths
{
    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The folder without links and without a separator at its end.</summary>
    public static string Real(string path) => RealPath.Of(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    /// <summary>Whether a path is a folder or in it. Both must be real.</summary>
    public static bool IsIn(string path, string folder) =>
        path.Equals(folder, Comparison) || (path.StartsWith(folder, Comparison) && path.Length > folder.Length && (path[folder.Length] is '/' or '\\' || Path.EndsInDirectorySeparator(folder)));

    /// <summary>Whether two paths are one. Both must be real.</summary>
    public static bool AreSame(string one, string other) => one.Equals(other, Comparison);
}
