using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Checking.Rules.Links;

/// <summary>A link of a page to a file of this machine.</summary>
/// <param name="Page">The page.</param>
/// <param name="Link">The link as it is written.</param>
/// <param name="File">Where it leads, in full, without links of the file system; null for a path from a root, such as of another machine.</param>
/// <param name="IsWithin">Whether it stays within the skill's folder.</param>
internal sealed record LocalLink(CheckedPage Page, OutlineLink Link, string? File, bool IsWithin)
{
    // No system takes longer paths, and following one costs the square of its length.
    private const int MaximumPath = 4096;

    /// <summary>The links of all pages that are neither of the web nor within their page.</summary>
    public static IEnumerable<LocalLink> Of(CheckedSkill skill)
    {
        string root = RealPath.Of(skill.Folder) + Path.DirectorySeparatorChar;
        Dictionary<(string Folder, string Path), string> known = [];
        return
            from page in skill.Pages
            from link in page.Document.Outline.Links
            let path = LocalPath(link.Target)
            where path is not null
            let file = IsRooted(path) ? null : FileOf(known, Path.GetDirectoryName(page.Path)!, path)
            select new LocalLink(page, link, file, file?.StartsWith(root, StringComparison.Ordinal) == true);
    }

    public Fault At(string message) => Page.At(Link.Line, Link.Column, message);

    private static string FileOf(Dictionary<(string Folder, string Path), string> known, string folder, string path)
    {
        if (known.TryGetValue((folder, path), out string? file))
        {
            return file;
        }

        file = Path.GetFullPath(path.Replace('\\', '/'), folder);
        try
        {
            file = file.Length <= MaximumPath ? RealPath.Of(file) : file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A link in a circle leads nowhere, though it is there itself: below it nothing is.
            file = Path.Combine(file, "nowhere");
        }

        known.Add((folder, path), file);
        return file;
    }

    private static bool IsRooted(string path) =>
        path[0] is '/' or '\\' or '~' || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || (path.Length > 1 && path[1] == ':');

    private static string? LocalPath(string target)
    {
        string path = Uri.UnescapeDataString(target.Split('#', '?')[0]).Trim();
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || path.StartsWith("//", StringComparison.Ordinal))
        {
            return null;
        }

        // "C:\notes" is a path, "https://…" and "mailto:…" are not.
        int colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && !path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && !path.AsSpan(0, colon).ContainsAny('/', '\\', ' ') ? null : path;
    }
}
