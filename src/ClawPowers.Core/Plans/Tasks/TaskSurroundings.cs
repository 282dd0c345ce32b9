using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>What changes to tasks need to know from files, which are slow: found out before anyone has to wait for the store.</summary>
internal sealed class TaskSurroundings
{
    /// <summary>The skill that completed tasks are runs of.</summary>
    public const string Skill = "executing-plans";

    private readonly PlanPaths _paths;

    private TaskSurroundings(ClawContext context, ScopeSelection scopes)
    {
        Scopes = scopes;
        _paths = new PlanPaths(context, scopes);
        _ = scopes.Here is { } here ? _paths.RootOf(here) : null;
        Texts = new SkillTexts(context);
    }

    public ScopeSelection Scopes { get; }

    /// <summary>The texts of skills; read already where a run will be recorded.</summary>
    public SkillTexts Texts { get; private init; }

    /// <summary>The commit that is checked out; null if unknown.</summary>
    public string? Commit { get; private init; }

    /// <summary>When the newest full verification of what is there began, if it passed; null otherwise.</summary>
    public DateTimeOffset? VerifiedFrom { get; private init; }

    /// <summary>Why what is there does not count as verified.</summary>
    public string Unverified { get; private init; } = "no full verification is known";

    public static TaskSurroundings Of(ClawContext context, ScopeSelection scopes, IReadOnlyList<PlannedTaskChange> changes)
    {
        CompleteTaskRequest[] completions = [.. changes.Select(static change => change.Request).OfType<CompleteTaskRequest>()];
        return completions.Length == 0 ? new TaskSurroundings(context, scopes) : new TaskSurroundings(context, scopes)
        {
            Texts = new SkillTexts(context).Read([Skill]),
            Commit = GitHead.Find(context.WorkingDirectory),
        };
    }

    /// <summary>A task as it stands in the transaction.</summary>
    public ClawTask Read(StoreTransaction transaction, long task) => new PlanReader(transaction.Connection, _paths, transaction.Now).TaskOf(task);
}
