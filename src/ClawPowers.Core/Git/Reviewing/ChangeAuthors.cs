using ClawPowers.Core.Git.Objects;
using LibGit2Sharp;

namespace ClawPowers.Core.Git.Reviewing;

/// <summary>Who wrote a change: the authors of its commits, and whom the commits name in lines <c>Co-authored-by:</c>. They are not asked to review it.</summary>
internal sealed class ChangeAuthors
{
    private const string CoAuthor = "Co-authored-by:";

    private readonly HashSet<string> _emails = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of the commits that are in one and not in the other.</summary>
    public static ChangeAuthors Of(Repository repository, Commit head, Commit start, Mailmap mailmap)
    {
        var authors = new ChangeAuthors();
        foreach (Commit commit in repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = head, ExcludeReachableFrom = start }))
        {
            authors.Add(mailmap.Resolve(new GitPerson(commit.Author.Name, commit.Author.Email)));
            foreach (string line in commit.Message.Split('\n').Where(static line => line.StartsWith(CoAuthor, StringComparison.OrdinalIgnoreCase)))
            {
                string who = line[CoAuthor.Length..].Trim();
                int email = who.IndexOf('<', StringComparison.Ordinal);
                if (email >= 0)
                {
                    authors.Add(mailmap.Resolve(new GitPerson(who[..email].Trim(), who[(email + 1)..].TrimEnd('>'))));
                }
            }
        }

        return authors;
    }

    /// <summary>Whether somebody is one of them, by address or by name: many write from several addresses.</summary>
    public bool Include(GitPerson person) => _emails.Contains(person.Email) || _names.Contains(person.Name);

    private void Add(GitPerson person)
    {
        _emails.Add(person.Email);
        if (person.Name.Length > 0)
        {
            _names.Add(person.Name);
        }
    }
}
