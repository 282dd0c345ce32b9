namespace ClawPowers.Core.Skills.Installing;

/// <summary>
/// Plans how one skill's folder becomes what its source is now. A file that is as it was installed is replaced; one that
/// someone changed or made is kept, and its new version is put beside it, once; one that someone removed stays away.
/// </summary>
internal sealed class SyncPlanner
{
    private readonly SettledFiles _known;
    private readonly IReadOnlyDictionary<string, SourceFile> _wanted;
    private readonly SortedDictionary<string, ManifestFile> _after = new(StringComparer.Ordinal);
    private readonly List<PlannedWrite> _writes = [];
    private readonly List<PlannedDelete> _deletes = [];
    private readonly List<SkillFileChange> _changes = [];
    private readonly bool _restore;
    private readonly bool _keepLessons;

    private SyncPlanner(SettledFiles known, IReadOnlyDictionary<string, SourceFile> wanted, bool restore, bool keepLessons)
    {
        _known = known;
        _wanted = wanted;
        _restore = restore;
        _keepLessons = keepLessons;
    }

    /// <summary>Makes the plan.</summary>
    /// <param name="target">The folder of skills.</param>
    /// <param name="skill">What the skill is now.</param>
    /// <param name="before">What was installed; null for nothing.</param>
    /// <param name="request">What is asked for.</param>
    /// <returns>The plan.</returns>
    public static SkillPlan Plan(SkillTarget target, SourceSkill skill, ManifestSkill? before, SyncRequest request)
    {
        string folder = target.FolderOf(skill.Name);
        var known = new SettledFiles(folder, before);
        var planner = new SyncPlanner(known, skill.Files, request.Restore || before is null or { IsLeaving: true }, request.KeepLessons);
        planner.Run();
        IReadOnlyList<string> folders = planner.FoldersOfWrites(folder);
        ClawAgent[] agents = [.. (before?.Agents ?? []).Union(request.Agents).Order()];
        var after = new ManifestSkill
        {
            Agents = agents,
            Source = skill.Folder is null ? null : target.Relative(skill.Folder),
            IsLocked = skill.Pin is not null,
            Pin = skill.Pin,
            Folders = [.. (before?.Folders ?? []).Union(folders.Where(static made => made.Length > 0), StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Files = planner._after,
        };
        var plan = new SkillPlan
        {
            Before = before,
            During = planner.During(after, before),
            After = after,
            Writes = planner._writes,
            Deletes = planner._deletes,
            Leftovers = known.Leftovers,
            NewFolders = folders,
            OldFolders = planner._deletes.Count == 0 ? [] : [.. after.Folders.Reverse()],
            Result = new SkillInstallation
            {
                Skill = skill.Name,
                Agents = agents,
                Scope = target.Scope,
                Folder = folder,
                State = SkillInstallationState.Current,
                IsDone = false,
                Files = [.. planner._changes.OrderBy(static change => change.Path, StringComparer.Ordinal)],
                Message = request.Message,
                Repository = skill.Pin?.Repository,
                Ref = skill.Pin?.ShortRef,
                Commit = skill.Pin?.Commit,
            },
        };
        return plan with { Result = plan.Result with { State = planner.State(before, request) } };
    }

    private void Run()
    {
        Dictionary<string, Beside> besides = [];
        foreach ((string path, SourceFile file) in _wanted)
        {
            besides[path] = Plan(path, file);
        }

        foreach ((string path, ManifestFile entry) in _known.Files)
        {
            if (entry.NewVersionOf is not null || _wanted.ContainsKey(path))
            {
                continue;
            }

            if (_keepLessons && entry.IsLessons)
            {
                _after[path] = entry;
                besides[path] = Beside.AsItIs;
            }
            else
            {
                Vanish(path, entry);
            }
        }

        foreach ((string path, ManifestFile entry) in _known.Files)
        {
            if (entry.NewVersionOf is { } original && !_wanted.ContainsKey(path))
            {
                besides[original] = Keep(path, entry, original, besides.GetValueOrDefault(original));
            }
        }

        foreach ((string path, _) in besides.Where(static beside => beside.Value is Beside.Put))
        {
            string free = FreeName(path);
            Write(free, _wanted[path] with { IsLessons = false }, expected: null, newVersionOf: path);
            _changes.Add(new SkillFileChange { Path = path, Action = SkillFileAction.Offered, NewPath = free });
        }
    }

    // One file of the source. Says what is to be beside it.
    private Beside Plan(string path, SourceFile file)
    {
        ManifestFile? entry = _known.Files.GetValueOrDefault(path);
        FileLook look = _known.Look(path);
        if (look.Kind is FileKind.Missing)
        {
            if (entry?.Hash is null || _restore)
            {
                Write(path, file, expected: null);
                _changes.Add(new SkillFileChange { Path = path, Action = SkillFileAction.Added });
            }
            else
            {
                _after[path] = entry with { Offered = null };
                _changes.Add(new SkillFileChange { Path = path, Action = SkillFileAction.Absent });
            }

            return Beside.Nothing;
        }

        if (look.Kind is FileKind.File && entry?.Hash is not null && look.Has(entry.Hash))
        {
            if (entry.Hash == file.Hash && entry.Executable == file.Executable)
            {
                _after[path] = entry with { Offered = null, NewVersionOf = null, IsLessons = file.IsLessons };
            }
            else
            {
                Write(path, file, look.Hash);
                _changes.Add(new SkillFileChange { Path = path, Action = SkillFileAction.Replaced });
            }

            return Beside.Nothing;
        }

        return PlanForeign(path, file, entry, look);
    }

    // A file that someone changed, or made where the skill has one now.
    private Beside PlanForeign(string path, SourceFile file, ManifestFile? entry, FileLook look)
    {
        if (look.Kind is FileKind.File && look.Has(file.Hash))
        {
            // Merged. What was never ours stays so, though it is the same.
            _after[path] = entry?.Hash is null
                ? new ManifestFile { Offered = file.Hash }
                : new ManifestFile { Hash = file.Hash, Executable = file.Executable, IsLessons = file.IsLessons };
            return Beside.Nothing;
        }

        bool isKnown = entry?.Hash == file.Hash;
        if (look.Kind is FileKind.Unreachable || isKnown || entry?.Offered == file.Hash)
        {
            if (entry is not null)
            {
                _after[path] = isKnown ? entry with { Offered = null } : entry;
            }

            Beside beside = look.Kind is FileKind.Unreachable || !isKnown ? Beside.AsItIs : Beside.Nothing;
            string? waiting = beside is Beside.AsItIs ? _known.Files.FirstOrDefault(other => other.Value.NewVersionOf == path && _known.Look(other.Key).Kind is FileKind.File).Key : null;
            _changes.Add(new SkillFileChange { Path = path, Action = waiting is null ? SkillFileAction.Kept : SkillFileAction.Offered, NewPath = waiting });
            return beside;
        }

        _after[path] = (entry ?? new ManifestFile()) with { Offered = file.Hash };
        return Beside.Put;
    }

    // A file that the skill has no more.
    private void Vanish(string path, ManifestFile entry)
    {
        FileLook look = _known.Look(path);
        if (entry.Hash is null || look.Kind is FileKind.Missing)
        {
            return;
        }

        Remove(path, entry, look);
    }

    // A new version that was put beside a file. Says what is still to be done for that file.
    private Beside Keep(string path, ManifestFile entry, string original, Beside wish)
    {
        FileLook look = _known.Look(path);
        bool isOurs = look.Kind is FileKind.File && look.Has(entry.Hash);
        switch (wish)
        {
            case Beside.AsItIs:
                if (look.Kind is not FileKind.Missing)
                {
                    _after[path] = entry;
                }

                return wish;
            case Beside.Put when isOurs || look.Kind is FileKind.Missing:
                SourceFile file = _wanted[original] with { IsLessons = false };
                if (isOurs && entry.Hash == file.Hash)
                {
                    _after[path] = entry;
                }
                else
                {
                    Write(path, file, look.Hash, original);
                }

                _changes.Add(new SkillFileChange { Path = original, Action = SkillFileAction.Offered, NewPath = path });
                return Beside.AsItIs;
            case Beside.Put:
                return wish; // Someone changed it, and it is theirs now.
            default:
                if (look.Kind is not FileKind.Missing)
                {
                    Remove(path, entry, look);
                }

                return wish;
        }
    }

    private void Remove(string path, ManifestFile entry, FileLook look)
    {
        bool isOurs = look.Kind is FileKind.File && look.Has(entry.Hash);
        if (isOurs)
        {
            _deletes.Add(new PlannedDelete(path, look.Hash!));
        }

        _changes.Add(new SkillFileChange { Path = path, Action = isOurs ? SkillFileAction.Removed : SkillFileAction.Kept });
    }

    private void Write(string path, SourceFile file, string? expected, string? newVersionOf = null)
    {
        _writes.Add(new PlannedWrite(path, file, expected));
        _after[path] = new ManifestFile { Hash = file.Hash, Executable = file.Executable, IsLessons = file.IsLessons, NewVersionOf = newVersionOf };
    }

    private string FreeName(string path)
    {
        for (int number = 1; ; number++)
        {
            string name = number == 1 ? path + ".new" : $"{path}.new-{number}";
            if (_known.Look(name).Kind is FileKind.Missing
                && !_after.ContainsKey(name)
                && !_wanted.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return name;
            }
        }
    }

    private List<string> FoldersOfWrites(string folder)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (PlannedWrite write in _writes)
        {
            for (string? parent = write.Path; parent is not null;)
            {
                int slash = parent.LastIndexOf('/');
                parent = slash < 0 ? null : parent[..slash];
                folders.Add(parent ?? string.Empty);
            }
        }

        return [.. folders.Where(made => !Directory.Exists(Path.Combine(folder, made)))];
    }

    // Everything that can be there at any moment: what was, and what is coming.
    private ManifestSkill During(ManifestSkill after, ManifestSkill? before)
    {
        var files = new SortedDictionary<string, ManifestFile>(before?.Files ?? [], StringComparer.Ordinal);
        foreach (PlannedWrite write in _writes)
        {
            ManifestFile planned = after.Files[write.Path];
            files[write.Path] = _known.Files.TryGetValue(write.Path, out ManifestFile? known) && known.Hash is not null
                ? known with { Pending = planned.Hash, NewVersionOf = planned.NewVersionOf }
                : planned with { Hash = null, Pending = planned.Hash };
        }

        return after with { Files = files, IsLeaving = before is { IsLeaving: true } };
    }

    private SkillInstallationState State(ManifestSkill? before, SyncRequest request)
    {
        bool isNew = before is null or { IsLeaving: true } || request.Agents.Except(before.Agents).Any();
        return _changes.Exists(static change => change.Action is SkillFileAction.Offered or SkillFileAction.Kept or SkillFileAction.Absent) ? SkillInstallationState.Edited
            : isNew ? SkillInstallationState.Installed
            : _writes.Count > 0 || _deletes.Count > 0 ? SkillInstallationState.Updated
            : SkillInstallationState.Current;
    }

    private enum Beside
    {
        Nothing,
        AsItIs,
        Put,
    }
}
