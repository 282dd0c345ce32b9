using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.State;

/// <summary>Makes changes like those that are planned to an entry of its own; see <see cref="Practice"/>.</summary>
internal static class StatePractice
{
    public static void Before(ClawContext context, ScopeSelection scopes, IReadOnlyList<PlannedChange> changes) => Practice.Before(
        context,
        changes,
        static change => change.Request.GetType(),
        (transaction, change) => StateWriter.Write(transaction, [.. Like(change.Request).Select(request => PlannedChange.From(request, scopes))], CancellationToken.None));

    // First a version that the change then finds.
    internal static StateRequest[] Like(StateRequest request)
    {
        var set = new SetRequest { Key = "practice", Value = 0L, Scope = request.Scope, Project = request.Project, WantsEntry = request.WantsEntry };
        return
        [
            set,
            request switch
            {
                AppendRequest => new AppendRequest { Key = set.Key, Line = 0L, Scope = set.Scope, Project = set.Project, WantsEntry = set.WantsEntry },
                StepRequest => new StepRequest { Key = set.Key, Scope = set.Scope, Project = set.Project, WantsEntry = set.WantsEntry },
                RemoveRequest => new RemoveRequest { Key = set.Key, Scope = set.Scope, Project = set.Project, WantsEntry = set.WantsEntry },
                UndoRequest => new UndoRequest { Key = set.Key, Scope = set.Scope, Project = set.Project, WantsEntry = set.WantsEntry },
                _ => set with { IfVersion = 1 },
            },
        ];
    }
}
