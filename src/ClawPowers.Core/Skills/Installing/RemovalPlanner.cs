namespace ClawPowers.Core.Skills.Installing;

/// <summary>Plans how one skill's folder loses what was installed there, and nothing else.</summary>
internal static class RemovalPlanner
{
    /// <summary>Makes the plan.</summary>
    /// <param name="target">The folder of skills.</param>
    /// <param name="name">The skill.</param>
    /// <param name="before">What was installed.</param>
    /// <param name="agents">The agents that no longer want it; null for all.</param>
    /// <param name="message">What is to be said about it; null for nothing.</param>
    public static SkillPlan Plan(SkillTarget target, string name, ManifestSkill before, IReadOnlyCollection<ClawAgent>? agents, string? message = null)
    {
        ClawAgent[] staying = agents is null || before.IsLeaving ? [] : [.. before.Agents.Except(agents)];
        string folder = target.FolderOf(name);
        var result = new SkillInstallation
        {
            Skill = name,
            Agents = [.. before.Agents.Except(staying)],
            Scope = target.Scope,
            Folder = folder,
            State = SkillInstallationState.Removed,
            IsDone = false,
            Files = [],
            Message = message,
            Repository = before.Pin?.Repository,
            Ref = before.Pin?.ShortRef,
            Commit = before.Pin?.Commit,
        };
        if (staying.Length > 0)
        {
            return new SkillPlan
            {
                Before = before,
                During = before,
                After = before with { Agents = staying },
                Result = result with { State = SkillInstallationState.Kept, Message = $"The copy stays for {string.Join(", ", staying)}." },
            };
        }

        var known = new SettledFiles(folder, before);
        List<PlannedDelete> deletes = [];
        List<SkillFileChange> changes = [];
        foreach ((string path, ManifestFile file) in known.Files)
        {
            FileLook look = known.Look(path);
            if (file.Hash is null || look.Kind is FileKind.Missing)
            {
                continue; // It was never ours, or is gone already.
            }

            bool isOurs = look.Kind is FileKind.File && look.Has(file.Hash);
            if (isOurs)
            {
                deletes.Add(new PlannedDelete(path, look.Hash!));
            }

            changes.Add(new SkillFileChange { Path = path, Action = isOurs ? SkillFileAction.Removed : SkillFileAction.Kept });
        }

        int kept = changes.Count(static change => change.Action is SkillFileAction.Kept);
        return new SkillPlan
        {
            Before = before,
            During = before with { IsLeaving = true },
            After = null,
            Deletes = deletes,
            Leftovers = known.Leftovers,
            OldFolders = [.. before.Folders.Reverse(), string.Empty],
            Result = result with
            {
                Files = changes,
                State = kept > 0 ? SkillInstallationState.Kept : SkillInstallationState.Removed,
                Message = message ?? (kept > 0 ? "What you changed is still there, and yours." : null),
            },
        };
    }
}
