using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>Makes changes like those that are planned to a plan of its own; see <see cref="Practice"/>.</summary>
internal static class TaskPractice
{
    public static void Before(ClawContext context, TaskSurroundings surroundings, IReadOnlyList<PlannedTaskChange> changes) => Practice.Before(
        context,
        changes,
        static change => change.Request.GetType(),
        (transaction, change) =>
        {
            long scope = transaction.ScopeId(string.Empty);
            transaction.Connection.Execute("INSERT INTO plan (scope_id, name, created_at, updated_at, document) VALUES ($scope, 'practice', 0, 0, '{}')", ("$scope", scope));
            transaction.Connection.Execute(
                "INSERT INTO task (plan_id, name, position, title, status, waiting, rank, claim, detail) SELECT id, 'T1', 0, 'Practise', 0, 0, 0, 0, '{}' FROM plan");
            new TaskWriter(transaction, surroundings, CancellationToken.None).Write([.. Like(change.Request).Select(request => PlannedTaskChange.From(request, surroundings.Scopes))]);
        });

    private static TaskRequest[] Like(TaskRequest request)
    {
        var start = new StartTaskRequest { Id = request is StartTaskRequest { Id: null } ? null : "T1", Plan = "practice", Scope = ClawScope.Global };
        return request switch
        {
            RenewTaskRequest => [start, new RenewTaskRequest { Id = "T1", Plan = "practice", Scope = ClawScope.Global }],
            CompleteTaskRequest => [start, new CompleteTaskRequest { Id = "T1", Plan = "practice", Scope = ClawScope.Global }],
            _ => [start],
        };
    }
}
