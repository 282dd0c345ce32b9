using System.Text.RegularExpressions;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Checking.Repairing;
using ClawPowers.Core.Skills.Checking.Rules.Commands;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>Which rules are asked, and how much a breach must matter to be told.</summary>
public sealed record SkillCheckRequest
{
    /// <summary>Names of rules, or globs; null for all.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>Names of rules that are left out, or globs.</summary>
    public IReadOnlyList<string>? ExcludedRules { get; init; }

    /// <summary>What matters less is not told.</summary>
    public SkillProblemSeverity MinimumSeverity { get; init; }
}

/// <summary>Asks skills every rule. Reads only what is in the skill's own folder, and changes nothing.</summary>
public sealed class SkillChecker
{
    private const int LongestMessage = 400;

    private readonly IPowerShellSyntax? _syntax;
    private readonly SkillProblemSeverity _minimum;
    private readonly List<SkillRule> _rules;

    /// <summary>Prepares a check.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="syntax">PowerShell's parser; null where there is none, which is then told once.</param>
    /// <exception cref="ClawException"><c>SkillRuleNotFound</c>: there is no rule of a name that was given.</exception>
    public SkillChecker(SkillCheckRequest request, IPowerShellSyntax? syntax = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        _syntax = syntax;
        _minimum = request.MinimumSeverity;
        HashSet<SkillRule> excluded = [.. Named(request.ExcludedRules ?? [])];
        HashSet<SkillRule> wanted = [.. request.Rules is null ? SkillRules.All : Named(request.Rules)];
        _rules = [.. SkillRules.All.Where(rule => wanted.Contains(rule) && !excluded.Contains(rule))];
    }

    /// <summary>Checks one skill.</summary>
    /// <param name="file">Its <c>SKILL.md</c>.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <returns>The problems, in order of file and place.</returns>
    public IReadOnlyList<SkillProblem> Check(string file, CancellationToken cancellation = default) =>
        SkillDocument.Read(Path.GetFullPath(file)) is { } document ? Check(new CheckedSkill(document, _syntax), cancellation) : [];

    internal IReadOnlyList<SkillProblem> Check(CheckedSkill skill, CancellationToken cancellation = default)
    {
        List<SkillProblem> problems = [];
        foreach (SkillRule rule in _rules.ToArray())
        {
            cancellation.ThrowIfCancellationRequested();
            SkillProblem[] found = [.. Faults(rule, skill).Select(fault => Problem(rule, skill, fault)).Where(problem => problem.Severity >= _minimum)];
            problems.AddRange(found.DistinctBy(static problem => (problem.Path, problem.Line, problem.Column, problem.Message)));
            if (rule is UncheckedRule && found.Length > 0)
            {
                _rules.Remove(rule);
            }
        }

        HashSet<SkillProblem> mended = Mended(skill, problems);
        return
        [
            .. problems
                .Select(problem => mended.Contains(problem) ? problem with { CanRepair = true } : problem)
                .OrderBy(problem => problem.Path != skill.Main.Path)
                .ThenBy(static problem => problem.Path, StringComparer.Ordinal)
                .ThenBy(static problem => problem.Line)
                .ThenBy(static problem => problem.Column),
        ];
    }

    /// <summary>What a rule finds; that it took too long for a text made to that end is a finding too.</summary>
    private static IEnumerable<Fault> Faults(SkillRule rule, CheckedSkill skill)
    {
        try
        {
            return [.. rule.Check(skill)];
        }
        catch (RegexMatchTimeoutException)
        {
            return [skill.Main.At(1, 1, "The text took too long to look through; texts that do are seldom meant for people.")];
        }
    }

    private static SkillProblem Problem(SkillRule rule, CheckedSkill skill, Fault fault) => new()
    {
        RuleId = rule.Id,
        Severity = fault.Severity ?? rule.Severity,
        Skill = skill.Name,
        Path = fault.Path,
        Line = fault.Line,
        Column = fault.Column,
        EndLine = fault.EndLine,
        Message = Shown(fault.Message),
        Advice = fault.Advice ?? rule.Advice,
    };

    // It quotes what a stranger wrote, and is shown on screens and in logs.
    private static string Shown(string message)
    {
        string shown = VisibleText.Escape(message);
        return shown.Length <= LongestMessage ? shown : $"{shown[..(LongestMessage - 1)]}…";
    }

    // Those that are no longer found in the text that a repair would write.
    private static HashSet<SkillProblem> Mended(CheckedSkill skill, List<SkillProblem> problems)
    {
        if (!problems.Exists(static problem => SkillMender.RuleIds.Contains(problem.RuleId)))
        {
            return [];
        }

        MendedText? main = SkillMender.Mend(skill.Document);
        CheckedSkill? after = main is null ? null : new CheckedSkill(SkillDocument.Parse(skill.Document.Path, main.Text), syntax: null);
        HashSet<(string Rule, string Message)> left = [.. SkillRules.All
            .Where(rule => after is not null && main!.RuleIds.Contains(rule.Id))
            .SelectMany(rule => rule.Check(after!).Select(fault => (rule.Id, Shown(fault.Message))))];
        return
        [
            .. problems.Where(problem => problem.Path == skill.Main.Path
                ? main is not null && main.RuleIds.Contains(problem.RuleId) && !left.Contains((problem.RuleId, problem.Message))
                : problem.RuleId == SkillMender.OfEveryFile),
        ];
    }

    private static IEnumerable<SkillRule> Named(IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            var glob = new SkillGlob(name);
            SkillRule[] rules = [.. SkillRules.All.Where(rule => glob.Matches(rule.Id))];
            if (rules.Length == 0)
            {
                throw new ClawException(
                    "SkillRuleNotFound",
                    ClawErrorKind.InvalidArgument,
                    $"There is no rule '{name}'.{NearNames.Hint(name, SkillRules.Ids)} The rules are: {string.Join(", ", SkillRules.Ids)}.",
                    name);
            }

            foreach (SkillRule rule in rules)
            {
                yield return rule;
            }
        }
    }
}
