using ClawPowers.Core.Skills.Repositories;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>Keeps the lock file of a folder of skills in step with its manifest, for the skills that are at work. Touches it for no others.</summary>
internal sealed class LockOfTarget(SkillTarget target, SkillDisk disk)
{
    private readonly string _path = SkillLock.PathBeside(target.ManifestPath);
    private SkillLock? _lock;
    private string[] _skills = [];

    /// <summary>Reads it if it is needed.</summary>
    /// <exception cref="Errors.ClawException"><c>SkillLockInvalid</c>: it is left as it is, and nothing is to be begun.</exception>
    public void Open(IEnumerable<SkillPlan> work)
    {
        _skills = [.. work.Where(static plan => plan.Before is { IsLocked: true } || plan.After is { IsLocked: true }).Select(static plan => plan.Result.Skill)];
        _lock = _skills.Length > 0 ? SkillLock.Read(_path) : null;
    }

    /// <summary>Writes what the manifest says by now.</summary>
    public void Save(SkillManifest manifest)
    {
        if (_lock is null)
        {
            return;
        }

        bool isChanged = false;
        foreach (string skill in _skills)
        {
            isChanged |= _lock.Set(skill, manifest.Skills.GetValueOrDefault(skill)?.Pin);
        }

        if (isChanged)
        {
            _lock.Save(disk);
        }

        ClearUnfinished();
    }

    /// <summary>Deletes what a crash has left of it.</summary>
    public void ClearUnfinished() => disk.Delete(_path + SkillDisk.Unfinished);
}
