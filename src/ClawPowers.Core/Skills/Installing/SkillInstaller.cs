using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Checking;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Skills.Repositories;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>
/// Puts copies of skills where agents look for them, brings them up to date and takes them away. Everything is planned
/// first, without a change, so that it can be shown; it is planned once more when it is done, while nobody else can change
/// anything.
/// </summary>
public sealed class SkillInstaller
{
    private readonly ClawContext _context;
    private readonly SkillDisk _disk;
    private readonly LessonsOfTarget _lessons;
    private readonly RepositoryPlanner _repositories;
    private readonly HashSet<string> _bases = new(StringComparer.Ordinal);

    /// <summary>Prepares access; touches nothing yet.</summary>
    /// <param name="context">From where, and whose.</param>
    public SkillInstaller(ClawContext context)
        : this(context, new SkillDisk())
    {
    }

    internal SkillInstaller(ClawContext context, SkillDisk disk, RepositoryLimits? limits = null)
    {
        _context = context;
        _disk = disk;
        _lessons = new LessonsOfTarget(context);
        _repositories = new RepositoryPlanner(context, new SkillRepositories(context, limits ?? new RepositoryLimits()));
    }

    /// <summary>The names of the skills that come with the program.</summary>
    public IEnumerable<string> Bundled() => SourceFolders.Bundled(_context).Select(static source => source.Name);

    /// <summary>The names of the skills that were installed, for the user or for the project.</summary>
    public IEnumerable<string> Installed() => ScopesHere()
        .SelectMany(Targets)
        .SelectMany(static target => SkillManifestJson.Read(target.ManifestPath, SkillTarget.Ways).Skills.Keys)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    /// <summary>Plans to install skills.</summary>
    /// <param name="request">Which, and for whom.</param>
    /// <param name="cancellation">Ends the planning.</param>
    /// <returns>The plan; what can't be installed is among its problems.</returns>
    /// <exception cref="ClawException">
    /// <c>AgentMissing</c>, <c>NotInProject</c>, <c>SkillFolderUnusable</c>, <c>SkillSourceNotFound</c>, <c>SkillSourceAmbiguous</c>,
    /// or the store that holds the lessons can't be read.
    /// </exception>
    public SkillChanges PlanInstall(InstallSkillRequest request, CancellationToken cancellation = default)
    {
        if (request.Agents.Count == 0)
        {
            throw InstallErrors.NoAgent();
        }

        SkillTarget[] targets = [.. Targets(request.Scope).Where(target => target.Agents.Any(request.Agents.Contains))];
        var changes = new Planning(cancellation);
        if (request.Repository is not null)
        {
            _repositories.Install(changes, request, targets, (target, source, before) => Install(target, source, before, request), cancellation);
            return changes.Result;
        }

        if (request.Ref is not null)
        {
            throw InstallErrors.RefWithoutRepository(request.Ref);
        }

        IReadOnlyList<SourceFolder> all = request.Paths is null ? SourceFolders.Bundled(_context) : SourceFolders.At(_context, request.Paths);
        string where = request.Paths is null ? "among those that come with ClawPowers. -Path installs from a folder of your own" : "at the path that was given";
        var names = new SkillNames(request.Names);
        SourceFolder[] chosen = [.. all.Where(source => names.Match(source.Name))];
        changes.Problems.AddRange(names.Missing(chosen.Select(static source => source.Name)).Select(name => InstallErrors.NotFound(name, where)));
        var origins = new CopyOrigins(_context, TargetsHere());
        foreach (SourceFolder named in chosen)
        {
            changes.Try(() =>
            {
                foreach (IGrouping<SourceFolder, SkillTarget> same in targets.GroupBy(target => origins.Of(named, target)))
                {
                    SourceSkill source = Read(same.Key, request.Force, cancellation);
                    foreach (SkillTarget target in same)
                    {
                        changes.Try(() => changes.Add(target, source.Name, before => Install(target, source, before, request)));
                    }
                }
            });
        }

        return changes.Result;
    }

    /// <summary>Plans to bring installed skills up to date.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellation">Ends the planning.</param>
    /// <returns>The plan; what can't be updated is among its problems.</returns>
    /// <exception cref="ClawException"><c>NotInProject</c>, <c>SkillFolderUnusable</c>, or the store that holds the lessons can't be read.</exception>
    public SkillChanges PlanUpdate(UpdateSkillRequest request, CancellationToken cancellation = default)
    {
        SkillScope[] scopes = request.Scope is { } scope ? [scope] : ScopesHere();
        return PlanInstalled(scopes, request.Names, request.Agents, (target, name, before) => Update(target, name, before, request, cancellation), cancellation, request.OnlyRepositories ? static skill => skill.IsLocked : null);
    }

    /// <summary>Plans to remove installed skills.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellation">Ends the planning.</param>
    /// <returns>The plan; what can't be removed is among its problems.</returns>
    /// <exception cref="ClawException"><c>NotInProject</c>, <c>SkillFolderUnusable</c>.</exception>
    public SkillChanges PlanUninstall(UninstallSkillRequest request, CancellationToken cancellation = default) =>
        PlanInstalled([request.Scope], request.Names, request.Agents, (target, name, before) => RemovalPlanner.Plan(target, name, before, request.Agents), cancellation);

    /// <summary>Does what was planned.</summary>
    /// <param name="skills">What of a plan is to be done.</param>
    /// <param name="cancellation">Calls off the wait for another process, and what has not begun.</param>
    /// <returns>What was done; what could not be is among its problems, and the rest was done all the same.</returns>
    public SkillOutcomes Apply(IReadOnlyCollection<PlannedSkill> skills, CancellationToken cancellation = default)
    {
        List<SkillInstallation> done = [];
        List<ClawException> problems = [];
        foreach (IGrouping<string, PlannedSkill> group in skills.GroupBy(static planned => planned.Target.Folder, StringComparer.Ordinal))
        {
            if (group.All(static planned => planned.IsNothing))
            {
                done.AddRange(group.Select(static planned => planned.Installation with { IsDone = true }));
                continue;
            }

            try
            {
                SkillTarget target = group.First().Target;
                using TargetLock held = TargetLock.Take(target.Base, _disk, cancellation);
                var work = new SkillWork(target, _disk, held);
                done.AddRange(work.Do(PlanAnew(group, work, problems), problems));
            }
            catch (ClawException problem)
            {
                problems.Add(problem);
            }
        }

        foreach (string root in _bases)
        {
            TargetLock.ClearAfterCrash(root, _disk);
        }

        return new SkillOutcomes(done, problems);
    }

    private SkillScope[] ScopesHere() => SkillTarget.IsInProject(_context) ? [SkillScope.User, SkillScope.Project] : [SkillScope.User];

    private IReadOnlyList<SkillTarget> Targets(SkillScope scope)
    {
        IReadOnlyList<SkillTarget> targets = SkillTarget.Of(_context, scope);
        _bases.UnionWith(targets.Select(static target => target.Base));
        return targets;
    }

    // What can't be had, such as a project's folder that leads out of it, has no copies to ask about.
    private SkillTarget[] TargetsHere() => [.. ScopesHere().SelectMany(scope =>
    {
        try
        {
            return Targets(scope);
        }
        catch (ClawException)
        {
            return [];
        }
    })];

    private static List<SkillPlan> PlanAnew(IEnumerable<PlannedSkill> group, SkillWork work, List<ClawException> problems)
    {
        List<SkillPlan> plans = [];
        foreach (PlannedSkill planned in group)
        {
            try
            {
                if (planned.Plans(work.Before(planned.Installation.Skill)) is { } plan)
                {
                    plans.Add(plan);
                }
            }
            catch (ClawException problem)
            {
                problems.Add(problem);
            }
        }

        return plans;
    }

    private SkillChanges PlanInstalled(
        IEnumerable<SkillScope> scopes,
        IReadOnlyCollection<string>? wanted,
        IReadOnlyCollection<ClawAgent>? agents,
        Func<SkillTarget, string, ManifestSkill, SkillPlan?> plan,
        CancellationToken cancellation,
        Func<ManifestSkill, bool>? only = null)
    {
        var changes = new Planning(cancellation);
        var names = new SkillNames(wanted);
        List<string> found = [];
        foreach (SkillTarget target in scopes.SelectMany(Targets).DistinctBy(static target => target.Folder, StringComparer.Ordinal))
        {
            changes.Try(() =>
            {
                foreach ((string name, ManifestSkill skill) in SkillManifestJson.Read(target.ManifestPath, SkillTarget.Ways).Skills)
                {
                    if (names.Match(name) && (agents is null || skill.Agents.Any(agents.Contains)) && (only is null || only(skill)))
                    {
                        found.Add(name);
                        changes.Try(() => changes.Add(target, name, before => before is null ? null : plan(target, name, before)));
                    }
                }
            });
        }

        changes.Problems.AddRange(names.Missing(found).Select(InstallErrors.NotInstalled));
        return changes.Result;
    }

    private SkillPlan Install(SkillTarget target, SourceSkill source, ManifestSkill? before, InstallSkillRequest request)
    {
        string folder = target.FolderOf(source.Name);
        bool isGone = FileLook.At(folder, SkillFile.FileName).Kind is FileKind.Missing;
        if (source.Folder is not null && RealPath.Of(source.Folder) == RealPath.Of(folder))
        {
            throw InstallErrors.SourceUnsafe(source.Name, $"'{folder}' is where it would be installed to");
        }

        if (source.Pin is null && before is { IsLocked: true, IsLeaving: false })
        {
            throw RepositoryErrors.NameTaken(source.Name, folder, before.Pin is { } pin ? $"'{pin.Repository}'" : "a repository", source.Folder is { } from ? $"'{from}'" : "ClawPowers itself");
        }

        if (new DirectoryInfo(folder).LinkTarget is not null || File.Exists(folder) || (before is null && Directory.Exists(folder)))
        {
            throw InstallErrors.Foreign(source.Name, folder);
        }

        (SourceSkill skill, string? message) = _lessons.Add(source, target);
        return SyncPlanner.Plan(target, skill, before, new SyncRequest
        {
            Agents = [.. request.Agents.Intersect(target.Agents).Order()],
            Restore = request.Force || isGone,
            KeepLessons = !_lessons.Knows(source.Name, target),
            Message = message,
        });
    }

    // What is installed, agents will do. What is dangerous in it a person has to want.
    private static SourceSkill Read(SourceFolder source, bool takesDangers, CancellationToken cancellation)
    {
        SourceSkill skill = SourceSkill.Read(source.Name, source.Folder, source.IsBundled);
        if (source.IsBundled || takesDangers)
        {
            return skill;
        }

        var request = new SkillCheckRequest { Rules = [.. SkillRules.Dangers.Select(static rule => rule.Id)], MinimumSeverity = SkillProblemSeverity.Error };
        IReadOnlyList<SkillProblem> dangers = new SkillChecker(request).Check(Path.Combine(source.Folder, SkillFile.FileName), cancellation);
        return dangers.Count == 0 ? skill : throw InstallErrors.Dangerous(source.Name, dangers);
    }

    private SkillPlan Update(SkillTarget target, string name, ManifestSkill before, UpdateSkillRequest request, CancellationToken cancellation)
    {
        if (before.IsLeaving)
        {
            return RemovalPlanner.Plan(target, name, before, agents: null);
        }

        if (before.IsLocked)
        {
            return _repositories.Update(target, name, before, request, (source, pinned) => Sync(target, source, before, request, pinned), cancellation);
        }

        if (target.LeadsToNetwork(before.Source))
        {
            return KeptSkill.Plan(target, name, before, $"'{before.Source}', where it came from, is in the network. An update in a project does not look there, so it was left as it is; Install-ClawSkill -Path does.");
        }

        string folder = SourceFolders.OriginPath(_context, target, name, before);
        if (!SourceFolders.IsSkill(folder))
        {
            return SourceFolders.HasSkills(Path.GetDirectoryName(folder)!)
                ? RemovalPlanner.Plan(target, name, before, agents: null, VisibleText.Escape($"It is no longer in '{Path.GetDirectoryName(folder)}', where it came from."))
                : KeptSkill.Plan(target, name, before, $"'{folder}', where it came from, is not there, so it was left as it is.");
        }

        SourceSkill source = Read(new SourceFolder(name, folder, IsBundled: before.Source is null), request.Force, CancellationToken.None);
        return Sync(target, source, before, request, message: null);
    }

    private SkillPlan Sync(SkillTarget target, SourceSkill source, ManifestSkill before, UpdateSkillRequest request, string? message)
    {
        (SourceSkill skill, string? aboutLessons) = _lessons.Add(source, target);
        string said = string.Join(' ', new[] { message, aboutLessons }.OfType<string>());
        return SyncPlanner.Plan(target, skill, before, new SyncRequest { Restore = request.Force, KeepLessons = !_lessons.Knows(source.Name, target), Message = said.Length > 0 ? said : null });
    }
}
