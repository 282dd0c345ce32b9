using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>
/// Does what was planned in one folder of skills. The manifest is written first, saying what is coming. Then each skill's
/// new files are written beside their places, which fails without harm, and only then renamed into them; what is to go is
/// deleted last. Wherever it stops, the manifest is true, and the next command goes on from there.
/// </summary>
internal sealed class SkillWork(SkillTarget target, SkillDisk disk, TargetLock held)
{
    private readonly SkillManifest _manifest = SkillManifestJson.Read(target.ManifestPath, SkillTarget.Ways);
    private readonly LockOfTarget _lock = new(target, disk);

    /// <summary>What was installed there before.</summary>
    public ManifestSkill? Before(string skill) => _manifest.Skills.GetValueOrDefault(skill);

    /// <summary>Does it.</summary>
    /// <param name="plans">The plans, each for another skill, made from <see cref="Before"/> while the lock was held.</param>
    /// <param name="problems">Takes what could not be done.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ClawException"><c>SkillFolderUnusable</c>, <c>SkillInstallFailed</c>.</exception>
    public IReadOnlyList<SkillInstallation> Do(IReadOnlyList<SkillPlan> plans, ICollection<ClawException> problems)
    {
        SkillPlan[] work = [.. plans.Where(static plan => !plan.IsNothing)];
        _lock.Open(work);
        if (work.Length > 0)
        {
            Announce(work);
        }

        List<SkillInstallation> done = [];
        foreach (SkillPlan plan in plans)
        {
            try
            {
                done.Add(Do(plan));
            }
            catch (ClawException problem)
            {
                problems.Add(problem);
            }
        }

        if (work.Length > 0)
        {
            Conclude();
        }

        return done;
    }

    private void Announce(SkillPlan[] work)
    {
        string[] missing = [.. SkillTarget.Ways.Where(way => SkillTarget.IsWithin(target.Folder, target.Absolute(way)) && !Directory.Exists(target.Absolute(way)))];
        bool isSaved = false;
        try
        {
            if (missing.Length > 0)
            {
                held.Note(missing);
                foreach (string way in missing)
                {
                    disk.MakeFolder(target.Absolute(way));
                }

                _manifest.FoldersMade.UnionWith(missing);
            }

            foreach (SkillPlan plan in work)
            {
                Set(plan.Result.Skill, plan.During);
            }

            Save();
            isSaved = true;
            _lock.Save(_manifest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (isSaved)
            {
                TryUndo(() => TakeBack(work));
            }

            TryUndo(() => disk.Delete(target.ManifestPath + SkillDisk.Unfinished));
            TryUndo(_lock.ClearUnfinished);
            RemoveWays(Enumerable.Reverse(missing));

            throw InstallErrors.FolderFailed(target.Folder, exception);
        }
    }

    private void TakeBack(SkillPlan[] work)
    {
        foreach (SkillPlan plan in work)
        {
            Set(plan.Result.Skill, plan.Before);
        }

        if (_manifest.Skills.Count > 0)
        {
            Save();
        }
        else
        {
            disk.Delete(target.ManifestPath);
        }
    }

    private void Conclude()
    {
        try
        {
            _lock.Save(_manifest);
            if (_manifest.Skills.Count > 0)
            {
                Save();
                return;
            }

            held.Note(_manifest.FoldersMade);
            disk.Delete(target.ManifestPath);
            RemoveWays(_manifest.FoldersMade.Reverse());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.ManifestFailed(target.ManifestPath, exception);
        }
    }

    private SkillInstallation Do(SkillPlan plan)
    {
        SkillInstallation result = plan.Result with { IsDone = true };
        if (plan.IsNothing)
        {
            return result;
        }

        string name = plan.Result.Skill;
        string folder = target.FolderOf(name);
        Stage(plan, folder);
        try
        {
            Finish(plan, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ClawException)
        {
            foreach (PlannedWrite write in plan.Writes)
            {
                TryUndo(() => disk.Delete(Full(folder, write.Path) + SkillDisk.Unfinished));
            }

            throw exception as ClawException ?? InstallErrors.SkillFailed(name, folder, isUntouched: false, exception);
        }

        IReadOnlyList<string> gone = RemoveFolders(plan, folder);
        Set(name, plan.After is { } after ? after with { Folders = [.. after.Folders.Except(gone, StringComparer.Ordinal)] } : null);
        return plan.After is null && result.State is SkillInstallationState.Removed && Directory.Exists(folder)
            ? result with { Message = result.Message ?? "Its folder stays: there is something of yours in it." }
            : result;
    }

    // Everything that needs room or a permission, while nothing is changed yet.
    private void Stage(SkillPlan plan, string folder)
    {
        List<string> made = [];
        List<string> written = [];
        try
        {
            foreach (string left in plan.Leftovers)
            {
                disk.Delete(Full(folder, left) + SkillDisk.Unfinished);
            }

            foreach (string path in plan.NewFolders)
            {
                disk.MakeFolder(Full(folder, path));
                made.Add(Full(folder, path));
            }

            foreach (PlannedWrite write in plan.Writes)
            {
                written.Add(Full(folder, write.Path) + SkillDisk.Unfinished);
                disk.WriteUnfinished(Full(folder, write.Path), write.File.Bytes, write.File.Executable);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            written.ForEach(path => TryUndo(() => disk.Delete(path)));
            made.Reverse();
            made.ForEach(path => TryUndo(() => disk.RemoveEmptyFolder(path)));
            Set(plan.Result.Skill, plan.Before);
            throw InstallErrors.SkillFailed(plan.Result.Skill, folder, isUntouched: true, exception);
        }
    }

    private void Finish(SkillPlan plan, string folder)
    {
        foreach (PlannedWrite write in plan.Writes)
        {
            FileLook look = FileLook.At(folder, write.Path);
            if (write.Expected is null ? look.Kind is not FileKind.Missing : look.Hash != write.Expected)
            {
                throw InstallErrors.ChangedMeanwhile(plan.Result.Skill, Full(folder, write.Path));
            }

            disk.Finish(Full(folder, write.Path), replace: write.Expected is not null);
        }

        foreach (PlannedDelete delete in plan.Deletes)
        {
            FileLook look = FileLook.At(folder, delete.Path);
            if (look.Hash == delete.Expected)
            {
                disk.Delete(Full(folder, delete.Path));
            }
            else if (look.Kind is not FileKind.Missing)
            {
                throw InstallErrors.ChangedMeanwhile(plan.Result.Skill, Full(folder, delete.Path));
            }
        }
    }

    // Those that are empty. A skill that leaves is not gone while one of them could not be removed.
    private List<string> RemoveFolders(SkillPlan plan, string folder)
    {
        List<string> gone = [];
        foreach (string old in plan.OldFolders)
        {
            try
            {
                if (disk.RemoveEmptyFolder(Full(folder, old)))
                {
                    gone.Add(old);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                if (plan.After is null)
                {
                    throw InstallErrors.SkillFailed(plan.Result.Skill, folder, isUntouched: false, exception);
                }
            }
        }

        return gone;
    }

    private void RemoveWays(IEnumerable<string> ways)
    {
        foreach (string way in ways)
        {
            try
            {
                disk.RemoveEmptyFolder(target.Absolute(way));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                held.Leave();
            }
        }
    }

    private void Save()
    {
        disk.WriteUnfinished(target.ManifestPath, SkillManifestJson.Write(_manifest), executable: false);
        disk.Finish(target.ManifestPath, replace: true);
    }

    private void Set(string name, ManifestSkill? skill)
    {
        if (skill is null)
        {
            _manifest.Skills.Remove(name);
        }
        else
        {
            _manifest.Skills[name] = skill;
        }
    }

    private static string Full(string folder, string path) => path.Length == 0 ? folder : Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));

    // What can't be cleared away is found by the next command.
    private static void TryUndo(Action undo)
    {
        try
        {
            undo();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Said already, or harmless.
        }
    }
}
