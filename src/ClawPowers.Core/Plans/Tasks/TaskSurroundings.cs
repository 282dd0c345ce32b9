using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Verification;
using Microsoft.Data.Sqlite;

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

    /// <summary>What the newest full verification is worth, whenever it began; null if nobody asks.</summary>
    public VerificationStanding? Standing { get; private init; }

    public static TaskSurroundings Of(ClawContext context, ScopeSelection scopes, IReadOnlyList<PlannedTaskChange> changes, CancellationToken cancellation)
    {
        CompleteTaskRequest[] completions = [.. changes.Select(static change => change.Request).OfType<CompleteTaskRequest>()];
        return completions.Length == 0 ? new TaskSurroundings(context, scopes) : new TaskSurroundings(context, scopes)
        {
            Texts = new SkillTexts(context).Read([Skill]),
            Commit = GitHead.Find(context.WorkingDirectory),
            Standing = completions.Any(static completion => completion.RequireVerification)
                ? VerifiedState.Of(context, context.WorkingDirectory, DateTimeOffset.MinValue, cancellation)
                : null,
        };
    }

    /// <summary>A task as it stands in a transaction or a snapshot.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="task">The task's row.</param>
    /// <param name="now">The moment that decides about leases.</param>
    public ClawTask Read(SqliteConnection connection, long task, long now) => new PlanReader(connection, _paths, now).TaskOf(task);
}
