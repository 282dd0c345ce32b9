using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>Collects plans, and what stands against them.</summary>
internal sealed class Planning(CancellationToken cancellation)
{
    private readonly List<PlannedSkill> _skills = [];

    public List<ClawException> Problems { get; } = [];

    public SkillChanges Result => new(_skills, Problems);

    /// <summary>Plans for one skill in one folder.</summary>
    /// <exception cref="OperationCanceledException">The planning was called off.</exception>
    public void Add(SkillTarget target, string name, Func<ManifestSkill?, SkillPlan?> plans)
    {
        cancellation.ThrowIfCancellationRequested();
        ManifestSkill? before = SkillManifestJson.Read(target.ManifestPath, SkillTarget.Ways).Skills.GetValueOrDefault(name);
        if (plans(before) is { } plan)
        {
            _skills.Add(new PlannedSkill(target, plan, plans));
        }
    }

    /// <summary>Goes on after a failure that is about one skill or folder.</summary>
    public void Try(Action plan)
    {
        try
        {
            plan();
        }
        catch (ClawException problem) when (problem.Kind
            is ClawErrorKind.InvalidArgument or ClawErrorKind.NotFound or ClawErrorKind.Conflict or ClawErrorKind.Secret
            or ClawErrorKind.Connection or ClawErrorKind.LimitExceeded or ClawErrorKind.Busy or ClawErrorKind.NotInstalled or ClawErrorKind.Disk)
        {
            // A repository that can't be had is said once, however many skills come from it.
            if (!Problems.Contains(problem))
            {
                Problems.Add(problem);
            }
        }
    }
}
