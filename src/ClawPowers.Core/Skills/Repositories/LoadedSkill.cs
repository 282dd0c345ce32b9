using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Checking;
using ClawPowers.Core.Skills.Checking.Rules.Commands;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>A skill of a commit, read and checked.</summary>
/// <param name="Source">It, with its pin.</param>
/// <param name="Review">What there is to look at, without what was installed before.</param>
internal sealed record LoadedSkill(SourceSkill Source, SkillReview Review)
{
    private static readonly string[] Dangers = [.. SkillRules.Dangers.Select(static rule => rule.Id)];

    public SkillPin Pin => Source.Pin!;

    /// <summary>Asks a skill every rule that needs no PowerShell.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="path">Its folder in the repository.</param>
    /// <param name="commit">The commit that it is of.</param>
    /// <param name="scratch">A folder that need not exist; nothing is written to it.</param>
    /// <param name="cancellation">Ends the check.</param>
    public static LoadedSkill Of(SourceSkill skill, string path, SkillCommit commit, string scratch, CancellationToken cancellation)
    {
        string folder = Path.Combine(scratch, skill.Name);
        var files = skill.Files.ToDictionary(static file => file.Key, static file => file.Value.Bytes, StringComparer.Ordinal);
        var @checked = CheckedSkill.InMemory(folder, files);
        var checker = new SkillChecker(new SkillCheckRequest { ExcludedRules = [new UncheckedRule().Id], MinimumSeverity = SkillProblemSeverity.Warning });
        string description = @checked.FrontMatter?.Find("description")?.Text ?? string.Empty;
        var review = new SkillReview
        {
            Description = VisibleText.OneLine(description),
            Path = path,
            Files = [.. skill.Files.Keys],
            Bytes = skill.Files.Values.Sum(static file => (long)file.Bytes.Length),
            Problems = [.. checker.Check(@checked, cancellation).Select(problem => problem with { Path = Within(folder, problem.Path, path) })],
            Commit = commit,
        };
        return new LoadedSkill(skill, review);
    }

    /// <summary>Refuses what is dangerous or wrong.</summary>
    /// <exception cref="ClawException"><c>SkillDangerous</c>, <c>SkillInvalid</c>.</exception>
    public void RefuseFaults()
    {
        ILookup<bool, SkillProblem> errors = Review.Problems.Where(static problem => problem.Severity is SkillProblemSeverity.Error).ToLookup(static problem => Dangers.Contains(problem.RuleId, StringComparer.Ordinal));
        if (errors[true].Any())
        {
            throw InstallErrors.Dangerous(Source.Name, [.. errors[true]]);
        }

        if (errors[false].Any())
        {
            throw RepositoryErrors.Invalid(Source.Name, [.. errors[false]]);
        }
    }

    private static string Within(string folder, string file, string path)
    {
        string within = Path.GetRelativePath(folder, file).Replace('\\', '/');
        return path.Length == 0 ? within : $"{path}/{within}";
    }
}
