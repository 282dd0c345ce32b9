using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>Where a Git repository of skills is: an address that can be shown and kept, since nothing secret is ever in it.</summary>
public sealed partial record RepositoryAddress
{
    private const int LongestUrl = 1_000;
    private const int DigitsOfKey = 16;
    private const int LongestSlug = 40;

    private RepositoryAddress(string url, bool isLocal)
    {
        Url = url;
        IsLocal = isLocal;
    }

    /// <summary>The address: one of https, or the absolute path of a repository on this machine.</summary>
    public string Url { get; }

    /// <summary>Whether it is a path.</summary>
    public bool IsLocal { get; }

    /// <summary>The repository's name.</summary>
    internal string Name
    {
        get
        {
            string last = Url.TrimEnd('/', '\\').Split('/', '\\')[^1];
            return last.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? last[..^4] : last;
        }
    }

    /// <summary>The address as libgit2 takes it. A path as a URL, since limits hold for those only.</summary>
    internal string FetchUrl => IsLocal ? new Uri(Url).AbsoluteUri : Url;

    /// <summary>What its folder in the cache is called.</summary>
    internal string Key
    {
        get
        {
            string slug = new([.. Name.ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-').Take(LongestSlug)]);
            return $"{slug.Trim('-')}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Url))).ToLowerInvariant()[..DigitsOfKey]}".TrimStart('-');
        }
    }

    /// <summary>Whether a text is a path, rather than a URL or the name of a repository at GitHub.</summary>
    /// <param name="text">What someone gave.</param>
    /// <returns>Whether it is to be resolved as paths are.</returns>
    public static bool IsPath(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return !text.Contains("://", StringComparison.Ordinal) && !Shorthand().IsMatch(text) && !IsHostAndPath(text);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">A URL, a path, or <c>owner/name</c> for a repository at GitHub.</param>
    /// <param name="folder">What a path is relative to.</param>
    /// <exception cref="ClawException"><c>RepositoryUrlInvalid</c>, <c>RepositoryUrlSecret</c>, <c>RepositoryProtocolUnsupported</c>.</exception>
    internal static RepositoryAddress Parse(string text, string folder)
    {
        text = text.Trim();
        if (text.Length is 0 or > LongestUrl || VisibleText.Escape(text) != text)
        {
            throw RepositoryErrors.UrlInvalid(text.Length > LongestUrl ? text[..80] + "..." : text, "it is empty, too long, or has characters that can't be seen");
        }

        if (Shorthand().IsMatch(text))
        {
            return new RepositoryAddress("https://github.com/" + text, isLocal: false);
        }

        if (IsPath(text))
        {
            return Local(Path.GetFullPath(text, folder));
        }

        // "git@host:path" has a user that everyone knows; what stands before an '@' with a colon in it is a password.
        return !IsHostAndPath(text) ? OfUrl(text)
            : throw RepositoryErrors.Ssh(text.IndexOf('@', StringComparison.Ordinal) > text.IndexOf(':', StringComparison.Ordinal) ? text[(text.LastIndexOf('@') + 1)..] : text);
    }

    /// <summary>Whether both mean the same repository, however it is spelled.</summary>
    internal bool IsSame(string other) =>
        Url == other || (RemoteUrl.Identity(Url, "/") is { } identity && identity == RemoteUrl.Identity(other, "/"));

    private static RepositoryAddress OfUrl(string text)
    {
        // What is wrong with a URL is never said with the URL itself while a password may be in it.
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
        {
            throw RepositoryErrors.UrlInvalid(Harmless(text), "it is no URL");
        }

        if (url.Scheme == Uri.UriSchemeFile)
        {
            return url.Host.Length > 0 && !url.IsLoopback && !OperatingSystem.IsWindows() ? throw RepositoryErrors.UrlInvalid(Harmless(text), "a file URL names no host") : Local(url.LocalPath);
        }

        if (url.Scheme is "ssh" or "git+ssh" or "ssh+git")
        {
            throw RepositoryErrors.Ssh(Harmless(text));
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            throw RepositoryErrors.Protocol(Harmless(text), url.Scheme);
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0)
        {
            throw RepositoryErrors.UrlSecret(Harmless(text));
        }

        if (url.Fragment.Length > 0)
        {
            throw RepositoryErrors.UrlInvalid(Harmless(text), "what follows '#' is no part of it; a folder of the repository is named by -Path");
        }

        Match page = Page().Match(url.AbsolutePath);
        string clean = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        return url.AbsolutePath.Trim('/').Length == 0 ? throw RepositoryErrors.UrlInvalid(Harmless(text), "it names no repository")
            : page.Success ? throw RepositoryErrors.IsPage(url.GetLeftPart(UriPartial.Authority) + page.Groups["repository"].Value, page.Groups["ref"].Value, page.Groups["path"].Value)
            : new RepositoryAddress(clean, isLocal: false);
    }

    private static RepositoryAddress Local(string path) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), isLocal: true);

    // Without user, password and query.
    private static string Harmless(string url)
    {
        int start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = url.IndexOfAny(['/', '?', '#'], start);
        string authority = end < 0 ? url[start..] : url[start..end];
        string rest = end < 0 ? string.Empty : url[end..].Split('?', '#')[0];

        // A password may hold a slash that nobody escaped.
        int at = rest.LastIndexOf('@');
        return at >= 0 ? url[..start] + rest[(at + 1)..] : url[..start] + authority[(authority.LastIndexOf('@') + 1)..] + rest;
    }

    // As in "git@github.com:owner/name.git". "C:\x" is a path.
    private static bool IsHostAndPath(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        int separator = text.IndexOfAny(['/', '\\']);
        return colon > 1 && (separator < 0 || colon < separator) && !text.Contains("://", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shorthand();

    // A page of GitHub, GitLab or Gitea, as it is copied from a browser.
    [GeneratedRegex(@"^(?<repository>/[^/]+/[^/]+?)(?:/-)?/(?:tree|blob|src/branch)/(?<ref>[^/]+)/?(?<path>.*?)/?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Page();
}
