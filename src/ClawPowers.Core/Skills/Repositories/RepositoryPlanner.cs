using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Installing;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Repositories;

/// <summary>Plans what skills from Git repositories become. How their files get into their places is the same as for all others.</summary>
internal sealed class RepositoryPlanner(ClawContext context, SkillRepositories repositories)
{
    /// <summary>Plans to install skills of a repository that the user names.</summary>
    /// <param name="changes">Takes the plans.</param>
    /// <param name="request">Which.</param>
    /// <param name="targets">Where to.</param>
    /// <param name="place">Plans how a skill's files get into their places.</param>
    /// <param name="cancellation">Ends the planning.</param>
    /// <exception cref="ClawException">The repository can't be had, or has no skill.</exception>
    public void Install(Planning changes, InstallSkillRequest request, SkillTarget[] targets, Func<SkillTarget, SourceSkill, ManifestSkill?, SkillPlan> place, CancellationToken cancellation)
    {
        RepositoryAddress address = RepositoryAddress.Parse(request.Repository!, context.WorkingDirectory);
        RepositoryCommit commit = repositories.Fetch(address, request.Ref, request.Progress, cancellation);
        ILookup<string, FoundSkill> all = repositories.Find(commit, request.Paths);
        repositories.MakeKnown(address);
        var names = new SkillNames(request.Names);
        IGrouping<string, FoundSkill>[] chosen = [.. all.Where(found => names.Match(found.Key)).OrderBy(static found => found.Key, StringComparer.Ordinal)];
        changes.Problems.AddRange(names.Missing(chosen.Select(static found => found.Key)).Select(name => InstallErrors.NotFound(name, $"in '{address.Url}' at {commit.Ref.FullName}")));
        foreach (IGrouping<string, FoundSkill> same in chosen)
        {
            changes.Try(() =>
            {
                FoundSkill[] found = [.. same];
                if (found.Length > 1)
                {
                    throw InstallErrors.SeveralSources(same.Key, found[0].Path, found[1].Path);
                }

                LoadedSkill skill = repositories.Load(commit, found[0], cancellation);
                if (!request.Force)
                {
                    skill.RefuseFaults();
                }

                foreach (SkillTarget target in targets)
                {
                    changes.Try(() => changes.Add(target, skill.Source.Name, before => Install(target, address, skill, before, request.Force, place)));
                }
            });
        }
    }

    /// <summary>Plans to bring an installed skill to what its repository has now.</summary>
    /// <returns>The plan; it may be to leave the skill as it is, and to say why.</returns>
    /// <exception cref="ClawException">The repository can't be had, or the skill is not to be taken from it any more.</exception>
    public SkillPlan Update(SkillTarget target, string name, ManifestSkill before, UpdateSkillRequest request, Func<SourceSkill, string?, SkillPlan> place, CancellationToken cancellation)
    {
        if (before.Pin is not { } pin)
        {
            return KeptSkill.Plan(target, name, before, $"What repository it came from is not in '{SkillLock.PathBeside(target.ManifestPath)}', so it was left as it is. Install-ClawSkill {name} -Repository installs it again.");
        }

        RepositoryAddress address = RepositoryAddress.Parse(pin.Repository, context.WorkingDirectory);
        if (target.Scope is SkillScope.Project && !repositories.Knows(address))
        {
            // The lock file came with the project, and may be a stranger's.
            return KeptSkill.Plan(target, name, before, $"It comes from '{address.Url}', which this project names and you never have, so it was left as it is. If you trust it: Install-ClawSkill {name} -Repository {address.Url} -Ref {pin.ShortRef} -Scope Project -Agent {string.Join(',', before.Agents)}");
        }

        RepositoryCommit commit = repositories.Fetch(address, pin.Ref, request.Progress, cancellation);
        (FoundSkill? found, bool hasOthers) = repositories.Find(commit, name, pin.Path);
        if (found is null)
        {
            string where = $"{pin.RefInWords} of '{address.Url}'";
            return hasOthers
                ? RemovalPlanner.Plan(target, name, before, agents: null, VisibleText.Escape($"It is no longer in {where}, where it came from."))
                : KeptSkill.Plan(target, name, before, $"There is no skill any more in {where}, where it came from, so it was left as it is.");
        }

        LoadedSkill skill = repositories.Load(commit, found, cancellation);
        SkillPin next = Next(pin, skill, address, request.Force);
        if (next != pin && !request.Force)
        {
            skill.RefuseFaults();
        }

        return Plan(place(skill.Source with { Pin = next }, Pinned(next)), pin, skill, address);
    }

    private SkillPlan Install(SkillTarget target, RepositoryAddress address, LoadedSkill skill, ManifestSkill? before, bool force, Func<SkillTarget, SourceSkill, ManifestSkill?, SkillPlan> place)
    {
        SkillPin? pin = before is { IsLeaving: false } ? before.Pin : null;
        if (before is { IsLeaving: false } && (pin is null ? !before.IsLocked : !address.IsSame(pin.Repository)))
        {
            string origin = pin is not null ? $"'{pin.Repository}'" : before.Source is { } source ? $"'{source}'" : "ClawPowers itself";
            throw RepositoryErrors.NameTaken(skill.Source.Name, target.FolderOf(skill.Source.Name), origin, $"'{address.Url}'");
        }

        SkillPin next = pin is not null && pin.Repository == skill.Pin.Repository && pin.Ref == skill.Pin.Ref ? Next(pin, skill, address, force) : skill.Pin;
        return Plan(place(target, skill.Source with { Pin = next }, before), pin, skill, address);
    }

    // What the lock file is to say. As long as nothing changes for the skill, that stays as it is.
    private SkillPin Next(SkillPin pin, LoadedSkill skill, RepositoryAddress address, bool force)
    {
        // A tag that names another commit is worth a word even if that commit has the same skill.
        if (!force && RepositoryRef.IsTagName(pin.Ref) && pin.Commit != skill.Pin.Commit)
        {
            throw RepositoryErrors.TagMoved(skill.Source.Name, address.Url, pin.ShortRef, RepositoryRef.ShortCommit(pin.Commit), RepositoryRef.ShortCommit(skill.Pin.Commit));
        }

        if (pin.IsSameContent(skill.Pin) && !RepositoryRef.IsTagName(pin.Ref))
        {
            return pin;
        }

        return !force && RepositoryRef.IsBranchName(pin.Ref) && !repositories.Follows(address, pin.Commit, skill.Pin.Commit)
            ? throw RepositoryErrors.Rewritten(skill.Source.Name, address.Url, pin.RefInWords, RepositoryRef.ShortCommit(pin.Commit), RepositoryRef.ShortCommit(skill.Pin.Commit))
            : skill.Pin;
    }

    private SkillPlan Plan(SkillPlan plan, SkillPin? before, LoadedSkill skill, RepositoryAddress address)
    {
        bool isNew = plan.After?.Pin != before;
        SkillReview? review = !isNew ? null : before is null ? skill.Review : repositories.Compare(address, before, skill);
        return plan with { Result = plan.Result with { Review = review } };
    }

    private static string? Pinned(SkillPin pin) => RepositoryRef.IsBranchName(pin.Ref) ? null : $"It stays at {pin.RefInWords}, as it was installed. Install-ClawSkill -Repository -Ref installs another.";
}
