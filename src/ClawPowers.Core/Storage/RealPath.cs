namespace ClawPowers.Core.Storage;

/// <summary>Where a path leads when every link on the way is followed.</summary>
internal static class RealPath
{
    /// <summary>The path without links. What does not exist is kept as it is written.</summary>
    /// <param name="path">An absolute path.</param>
    public static string Of(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        string here = Path.Combine(Of(parent), Path.GetFileName(path));
        FileSystemInfo found = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return found.Exists && found.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? Of(Path.TrimEndingDirectorySeparator(target.FullName))
            : here;
    }
}
