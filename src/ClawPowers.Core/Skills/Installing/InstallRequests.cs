namespace ClawPowers.Core.Skills.Installing;

/// <summary>Which skills are to be installed, where from and for whom.</summary>
public sealed record InstallSkillRequest
{
    /// <summary>The agents.</summary>
    public required IReadOnlyCollection<ClawAgent> Agents { get; init; }

    /// <summary>For the user or for the project.</summary>
    public SkillScope Scope { get; init; }

    /// <summary>Names, in which <c>* ? [ ]</c> stand for others; null for all.</summary>
    public IReadOnlyCollection<string>? Names { get; init; }

    /// <summary>Folders of skills, folders of one, or files <c>SKILL.md</c>; null for the skills that come with the program.</summary>
    public IReadOnlyCollection<string>? Paths { get; init; }

    /// <summary>
    /// A Git repository to install from: a URL of https, <c>owner/name</c> at GitHub, or a path; null for none. <see cref="Paths"/> are then folders in it.
    /// </summary>
    public string? Repository { get; init; }

    /// <summary>The branch, tag or commit of the repository; null for its main branch.</summary>
    public string? Ref { get; init; }

    /// <summary>Told how far a fetch is, from any thread; null for nobody.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Whether files that someone removed come back, and skills with dangers or errors in them, or whose history was rewritten, are taken.</summary>
    public bool Force { get; init; }
}

/// <summary>Which installed skills are to be brought up to date.</summary>
public sealed record UpdateSkillRequest
{
    /// <summary>Names or patterns; null for all.</summary>
    public IReadOnlyCollection<string>? Names { get; init; }

    /// <summary>Only those of these agents; null for all.</summary>
    public IReadOnlyCollection<ClawAgent>? Agents { get; init; }

    /// <summary>Only those of one scope; null for both.</summary>
    public SkillScope? Scope { get; init; }

    /// <summary>Only those that came from Git repositories.</summary>
    public bool OnlyRepositories { get; init; }

    /// <summary>Told how far a fetch is, from any thread; null for nobody.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Whether files that someone removed come back, and what has dangers, or a rewritten history, is taken.</summary>
    public bool Force { get; init; }
}

/// <summary>Which installed skills are to be removed.</summary>
public sealed record UninstallSkillRequest
{
    /// <summary>Names or patterns; null for all.</summary>
    public IReadOnlyCollection<string>? Names { get; init; }

    /// <summary>The agents that no longer want them; null for all.</summary>
    public IReadOnlyCollection<ClawAgent>? Agents { get; init; }

    /// <summary>From the user's folders or from the project's.</summary>
    public SkillScope Scope { get; init; }
}

/// <summary>What is to be done with one skill in one folder, before it is.</summary>
public sealed class PlannedSkill
{
    internal PlannedSkill(SkillTarget target, SkillPlan plan, Func<ManifestSkill?, SkillPlan?> plans)
    {
        Target = target;
        Plans = plans;
        Installation = plan.Result;
        IsNothing = plan.IsNothing;
    }

    /// <summary>What it would come to.</summary>
    public SkillInstallation Installation { get; }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsNothing { get; }

    internal SkillTarget Target { get; }

    /// <summary>Makes the plan anew for what is there by then; null if nothing is left to do.</summary>
    internal Func<ManifestSkill?, SkillPlan?> Plans { get; }
}

/// <summary>What is to be done, and what can't be.</summary>
/// <param name="Skills">What is to be done.</param>
/// <param name="Problems">What can't be, each about one skill or folder.</param>
public sealed record SkillChanges(IReadOnlyList<PlannedSkill> Skills, IReadOnlyList<Errors.ClawException> Problems);

/// <summary>What was done, and what could not be.</summary>
/// <param name="Installations">What was done.</param>
/// <param name="Problems">What could not be, each about one skill or folder.</param>
public sealed record SkillOutcomes(IReadOnlyList<SkillInstallation> Installations, IReadOnlyList<Errors.ClawException> Problems);
