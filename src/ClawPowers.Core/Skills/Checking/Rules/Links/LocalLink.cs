using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Checking.Rules.Links;

/// <summary>A link of a page to a file of this machine.</summary>
/// <param name="Page">The page.</param>
/// <param name="Link">The link as it is written.</param>
/// <param name="File">Where it leads, in full, without links of the file system; null for a path from a root, such as of another machine.</param>
internal sealed record LocalLink(CheckedPage Page, OutlineLink Link, string? File)
{
    /// <summary>The links of all pages that are neither of the web nor within their page.</summary>
    public static IEnumerable<LocalLink> Of(CheckedSkill skill) =>
        from page in skill.Pages
        from link in page.Document.Outline.Links
        let path = LocalPath(link.Target)
        where path is not null
        select new LocalLink(page, link, IsRooted(path) ? null : RealPath.Of(Path.GetFullPath(path.Replace('\\', '/'), Path.GetDirectoryName(page.Path)!)));

    /// <summary>Whether it stays within the skill's folder.</summary>
    public bool IsWithin(CheckedSkill skill) =>
        File is not null && File.StartsWith(RealPath.Of(skill.Folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    public Fault At(string message) => Page.At(Link.Line, Link.Column, message);

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
