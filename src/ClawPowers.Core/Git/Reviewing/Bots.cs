using ClawPowers.Core.Git.Objects;

namespace ClawPowers.Core.Git.Reviewing;

/// <summary>Tells authors that are programs, which can't be asked: by the mark that code hosts give them, by a name that ends with the word bot, or as known ones.</summary>
internal static class Bots
{
    private const string Mark = "[bot]";

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "dependabot", "dependabot-preview", "github-actions", "greenkeeper", "imgbot", "pre-commit-ci", "pyup-bot", "renovate", "semantic-release-bot", "snyk-bot", "web-flow",
    };

    public static bool Include(GitPerson person)
    {
        string name = person.Name.Trim();
        int at = person.Email.IndexOf('@', StringComparison.Ordinal);
        string mailbox = at < 0 ? person.Email : person.Email[..at];
        mailbox = mailbox[(mailbox.IndexOf('+', StringComparison.Ordinal) + 1)..]; // "49699333+dependabot[bot]"
        return IsOne(name) || IsOne(mailbox);
    }

    private static bool IsOne(string name) => name.EndsWith(Mark, StringComparison.OrdinalIgnoreCase) || Known.Contains(name)
        || name.Equals("bot", StringComparison.OrdinalIgnoreCase)
        || (name.Length > 4 && name.EndsWith("bot", StringComparison.OrdinalIgnoreCase) && name[^4] is ' ' or '-' or '_' or '.');
}
