using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>
/// The plans in which a request looks for its task: the one that it names, the project's before a global one of the name, or all of the scope. What is to
/// be taken next without a word of where from is the project's own business, and never that of a global plan.
/// </summary>
internal sealed record TaskPlaces
{
    private static readonly IReadOnlyList<string> Anywhere = [];

    /// <summary>The scopes to look in, one after the other, as long as nothing is found: each a list of projects, of which an empty one means all there are.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Levels { get; init; }

    /// <summary>The projects of all of them; null for all there are.</summary>
    public required IReadOnlyList<string>? Projects { get; init; }

    /// <summary>Decides where to look, without touching the store.</summary>
    /// <exception cref="ClawException"><c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public static TaskPlaces Of(TaskRequest request, ScopeSelection scopes)
    {
        bool takesNext = request is StartTaskRequest { Id: null, Plan: null };
        IReadOnlyList<string>? projects = takesNext ? scopes.ForChanging(request.Scope, request.Project) : scopes.ForReading(request.Scope, request.Project);
        return new TaskPlaces
        {
            Levels = projects is null ? [Anywhere] : [.. projects.Select(static project => (IReadOnlyList<string>)[project])],
            Projects = projects,
        };
    }

    /// <summary>The rows of the plans at a level, the oldest first, as a JSON array; null if there are none.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="level">One of <see cref="Levels"/>.</param>
    /// <param name="plan">The plan's name, in any case; null for all.</param>
    /// <exception cref="ClawException"><c>TaskAmbiguous</c>: several scopes have a plan of the name.</exception>
    public static string? Plans(SqliteConnection connection, IReadOnlyList<string> level, string? plan)
    {
        List<long> rows = [];
        List<string> projects = [];
        using SqliteCommand command = connection.Command(
            """
            SELECT p.id, s.project FROM plan p JOIN scope s ON s.id = p.scope_id
            WHERE ($project IS NULL OR s.project = $project) AND ($plan IS NULL OR p.name = $plan COLLATE NOCASE)
            ORDER BY p.created_at, p.id
            """,
            ("$project", level.Count == 0 ? null : level[0]),
            ("$plan", plan));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(reader.GetInt64(0));
            projects.Add(reader.GetString(1));
        }

        return plan is not null && rows.Count > 1 ? throw TaskErrors.PlanAmbiguous(plan, projects.Select(ScopeSelection.Describe))
            : rows.Count == 0 ? null
            : MetricFilter.Json(rows);
    }

    /// <summary>The projects that have a plan of the name.</summary>
    public static IReadOnlyCollection<string> Elsewhere(SqliteConnection connection, string? plan)
    {
        List<string> projects = [];
        using SqliteCommand command = connection.Command(
            "SELECT s.project FROM plan p JOIN scope s ON s.id = p.scope_id WHERE p.name = $plan COLLATE NOCASE ORDER BY s.project",
            ("$plan", plan));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            projects.Add(reader.GetString(0));
        }

        return projects;
    }
}
