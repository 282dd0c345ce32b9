using System.Buffers;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>A branch, tag or commit of a repository, as its server names it.</summary>
/// <param name="FullName"><c>refs/heads/…</c>, <c>refs/tags/…</c>, or a commit's 40 digits.</param>
/// <param name="Target">What it names now: a commit or an annotated tag; of a commit, itself.</param>
internal sealed record RepositoryRef(string FullName, string Target)
{
    private const string Heads = "refs/heads/";
    private const string Tags = "refs/tags/";
    private const int CommitDigits = 40;
    private const int ShownDigits = 12;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ~^:?*[\\");

    public bool IsBranch => IsBranchName(FullName);

    public bool IsTag => IsTagName(FullName);

    public bool IsCommit => IsCommitName(FullName);

    public static bool IsBranchName(string name) => name.StartsWith(Heads, StringComparison.Ordinal);

    public static bool IsTagName(string name) => name.StartsWith(Tags, StringComparison.Ordinal);

    /// <summary>Whether a text is a commit's full name.</summary>
    public static bool IsCommitName(string text) => text.Length == CommitDigits && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Whether a lock file may name it.</summary>
    public static bool IsPossible(string name) =>
        IsCommitName(name) || ((IsBranchName(name) || IsTagName(name)) && name.Length is > 10 and <= 400 && !name.Contains("..", StringComparison.Ordinal) && !name.AsSpan().ContainsAny(Forbidden) && !name.Any(char.IsControl));

    public static string Short(string name) =>
        IsBranchName(name) ? name[Heads.Length..] : IsTagName(name) ? name[Tags.Length..] : name;

    public static string Words(string name) =>
        IsBranchName(name) ? "branch " + Short(name) : IsTagName(name) ? "tag " + Short(name) : "commit " + ShortCommit(name);

    /// <summary>A commit as people write it.</summary>
    public static string ShortCommit(string commit) => commit.Length > ShownDigits ? commit[..ShownDigits] : commit;

    /// <summary>Finds what someone asked for among what a server offers.</summary>
    /// <param name="url">The repository, for what is said.</param>
    /// <param name="wanted">A branch, tag or commit; null for what the server takes for the main branch.</param>
    /// <param name="offered">What there is: names with what they name, <c>HEAD</c> with the name of a branch or a commit.</param>
    /// <exception cref="ClawException"><c>RepositoryRefNotFound</c>, <c>RepositoryRefAmbiguous</c>.</exception>
    public static RepositoryRef Choose(string url, string? wanted, IReadOnlyDictionary<string, string> offered)
    {
        if (wanted is null)
        {
            return Default(offered) ?? throw RepositoryErrors.NoDefault(url);
        }

        string lower = wanted.ToLowerInvariant();
        if (IsCommitName(lower))
        {
            return new RepositoryRef(lower, lower);
        }

        if (wanted.StartsWith("refs/", StringComparison.Ordinal) || wanted.StartsWith("heads/", StringComparison.Ordinal) || wanted.StartsWith("tags/", StringComparison.Ordinal))
        {
            string full = wanted.StartsWith("refs/", StringComparison.Ordinal) ? wanted : "refs/" + wanted;
            if (IsPossible(full) && offered.TryGetValue(full, out string? target))
            {
                return new RepositoryRef(full, target);
            }
        }

        string? branch = offered.GetValueOrDefault(Heads + wanted);
        string? tag = offered.GetValueOrDefault(Tags + wanted);
        return (branch, tag) switch
        {
            (not null, not null) => throw RepositoryErrors.RefAmbiguous(url, wanted),
            ({ } found, null) => new RepositoryRef(Heads + wanted, found),
            (null, { } found) => new RepositoryRef(Tags + wanted, found),
            _ => throw RepositoryErrors.RefNotFound(url, wanted, [.. offered.Keys.Where(IsPossible).Select(Short).Order(StringComparer.Ordinal)]),
        };
    }

    /// <summary>The branches and tags of a server, the one that it takes for the main one first.</summary>
    public static IEnumerable<RepositoryRef> All(IReadOnlyDictionary<string, string> offered)
    {
        RepositoryRef? first = Default(offered);
        return [.. first is null ? [] : new[] { first }, .. offered.Where(found => IsPossible(found.Key) && found.Key != first?.FullName).Select(static found => new RepositoryRef(found.Key, found.Value))];
    }

    private static RepositoryRef? Default(IReadOnlyDictionary<string, string> offered)
    {
        string? head = offered.GetValueOrDefault("HEAD");
        if (head is null)
        {
            return null;
        }

        // A server that does not say which branch HEAD is, or whose HEAD is none.
        string? name = IsCommitName(head)
            ? offered.Where(found => IsBranchName(found.Key) && found.Value == head).Select(static found => found.Key).OrderBy(static found => found is "refs/heads/main" ? 0 : found is "refs/heads/master" ? 1 : 2).ThenBy(static found => found, StringComparer.Ordinal).FirstOrDefault()
            : head;
        return name is not null && IsPossible(name) && offered.TryGetValue(name, out string? target) ? new RepositoryRef(name, target) : null;
    }
}
