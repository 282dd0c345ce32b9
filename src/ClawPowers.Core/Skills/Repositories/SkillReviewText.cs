using System.Globalization;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>What a repository brings, in lines for people, to be shown before it is installed.</summary>
public static class SkillReviewText
{
    private const int MostLines = 300;

    /// <summary>Writes it out.</summary>
    /// <param name="skill">A skill that is about to be installed or updated.</param>
    /// <param name="width">After how many columns lines are broken; 0 for never.</param>
    /// <returns>The lines; none if its repository brings nothing new.</returns>
    public static IReadOnlyList<string> Of(SkillInstallation skill, int width)
    {
        ArgumentNullException.ThrowIfNull(skill);
        if (skill.Review is not { } review)
        {
            return [];
        }

        string[] difference = review.Difference.Length == 0 ? [] : review.Difference.TrimEnd('\n').Split('\n');
        int errors = review.Problems.Count(static problem => problem.Severity is SkillProblemSeverity.Error);
        int warnings = review.Problems.Count - errors;
        IEnumerable<string> lines =
        [
            $"{skill.Skill} comes from {VisibleText.Escape(skill.Repository ?? string.Empty)}, {Words(skill)}",
            .. review.Description.Length == 0 ? Array.Empty<string>() : ["  " + review.Description],
            $"  Commit {Short(review.Commit.Id)} by {review.Commit.Author}, {review.Commit.CommittedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC: {review.Commit.Subject}",
            $"  {Count(review.Files.Count, "file")}, {Size(review.Bytes)}, in {(review.Path.Length == 0 ? "the whole repository" : review.Path)}: {string.Join(", ", review.Files)}",
            review.Problems.Count == 0 ? "  Test-ClawSkill finds nothing wrong." : $"  Test-ClawSkill finds {Count(errors, "error")} and {Count(warnings, "warning")}:",
            .. review.Problems.Select(static problem => "    " + problem),
            .. Change(review),
        ];
        return
        [
            .. lines.SelectMany(line => Wrap(line, width)),
            .. difference.Take(MostLines).Select(static line => "    " + line),
            .. difference.Length > MostLines ? [$"    [{(difference.Length - MostLines).ToString(CultureInfo.InvariantCulture)} more lines are in the property Review.Difference of what this command emits.]"] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> Change(SkillReview review)
    {
        if (review.From is not { } from)
        {
            yield break;
        }

        yield return review.IsRewritten
            ? $"  It replaces commit {Short(from)}, from which it does NOT follow: the history was rewritten, or the tag moved."
            : $"  It replaces commit {Short(from)}. {(review.Commits.Count == 1 ? "1 commit since then changes" : $"{review.Commits.Count.ToString(CultureInfo.InvariantCulture)} commits since then change")} this skill:";
        foreach (SkillCommit commit in review.Commits)
        {
            yield return "    " + commit;
        }

        yield return review.Difference.Length == 0 ? "  No file of it differs." : "  The difference:";
    }

    private static string Words(SkillInstallation skill) => skill.Ref == skill.Commit ? "by its commit" : "at " + VisibleText.Escape(skill.Ref ?? string.Empty);

    private static string Short(string commit) => RepositoryRef.ShortCommit(commit);

    private static string Count(int count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? string.Empty : "s")}");

    private static string Size(long bytes) => bytes < 1024 ? Count((int)bytes, "byte") : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB");

    private static IEnumerable<string> Wrap(string line, int width)
    {
        string indent = new(' ', line.Length - line.TrimStart(' ').Length + 2);
        for (bool isFirst = true; width > 0 && line.Length > width; isFirst = false)
        {
            int at = line.LastIndexOf(' ', width);
            at = at <= indent.Length + (isFirst ? 0 : 1) ? line.IndexOf(' ', width) : at;
            if (at < 0)
            {
                break;
            }

            yield return line[..at];
            line = indent + line[(at + 1)..];
        }

        yield return line;
    }
}
