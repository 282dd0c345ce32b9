using ClawPowers.Core.Errors;
using ClawPowers.Core.State;

namespace ClawPowers.Cli.Changes;

/// <summary>Makes changes in one commit. One that can't be made says why; the rest are kept.</summary>
internal static class ChangeBatch
{
    /// <summary>Checks all, then writes all that passed.</summary>
    /// <param name="store">The store.</param>
    /// <param name="lines">The changes, in order.</param>
    /// <param name="complete">Adds to a request what was said for all of them.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>One result per line, in their order.</returns>
    /// <exception cref="ClawException">The scope is not possible here, or the store failed: nothing was changed.</exception>
    public static ChangeResult[] Apply(StateStore store, IReadOnlyList<ChangeLine> lines, Func<StateRequest, StateRequest> complete, CancellationToken cancellation)
    {
        var results = new ChangeResult[lines.Count];
        List<PlannedChange> planned = [];
        List<int> places = [];
        for (int i = 0; i < results.Length; i++)
        {
            try
            {
                planned.Add(store.Plan(complete(lines[i].Request)));
                places.Add(i);
            }
            catch (ClawException error) when (error.ErrorId is "InvalidStateKey" or "SecretInValue" or "UnsupportedValue")
            {
                results[i] = new ChangeResult(lines[i], Entry: null, error);
            }
        }

        IReadOnlyList<StateOutcome> outcomes = store.Apply(planned, commit: true, cancellation);
        for (int i = 0; i < outcomes.Count; i++)
        {
            results[places[i]] = new ChangeResult(lines[places[i]], outcomes[i].Entry, outcomes[i].Error);
        }

        return results;
    }
}
