using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;

namespace ClawPowers.Core.Plans.Tasks;

/// <summary>A request that was checked, with the places to look in decided.</summary>
public sealed class PlannedTaskChange
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(30);

    private PlannedTaskChange(TaskRequest request, TaskPlaces places)
    {
        Request = request;
        Places = places;
    }

    /// <summary>The request.</summary>
    public TaskRequest Request { get; }

    /// <summary>Where it looks for the task, in words.</summary>
    public string Where => ScopeSelection.Describe(Places.Projects);

    internal TaskPlaces Places { get; }

    /// <summary>How long the claim lasts, in milliseconds.</summary>
    internal long Lease { get; private init; }

    /// <summary>What is noted; null for nothing.</summary>
    internal string? Note { get; private init; }

    /// <summary>The cause of rework; null for none.</summary>
    internal string? Rework { get; private init; }

    /// <summary>What is in the way; null for nothing.</summary>
    internal string? BlockedBy { get; private init; }

    /// <summary>How a completion went.</summary>
    internal SkillOutcome Outcome { get; private init; }

    internal static PlannedTaskChange From(TaskRequest request, ScopeSelection scopes)
    {
        request = request with { Id = Given(request.Id), Plan = Given(request.Plan) };
        var places = TaskPlaces.Of(request, scopes);
        switch (request)
        {
            case StartTaskRequest start:
                return start is { Reopen: true, Id: null }
                    ? throw TaskErrors.NameNeeded("to be taken up again")
                    : new PlannedTaskChange(request, places) { Lease = LeaseOf(start.LeaseFor), Note = TaskText.Note("note", start.Note, request) };
            case RenewTaskRequest renew:
                return new PlannedTaskChange(request, places) { Lease = LeaseOf(renew.LeaseFor), Note = TaskText.Note("note", renew.Note, request) };
            case CompleteTaskRequest complete:
                string? blockedBy = TaskText.Line("reason", complete.BlockedBy, request);
                return new PlannedTaskChange(request, places)
                {
                    Outcome = OutcomeOf(complete.Outcome, blockedBy),
                    BlockedBy = blockedBy,
                    Rework = TaskText.Line("cause of the rework", complete.Rework, request),
                    Note = TaskText.Note("notes", complete.Notes, request),
                };
            default:
                throw new ArgumentException($"There is no way to carry out a {request.GetType().Name}.", nameof(request));
        }
    }

    /// <summary>What it means that there is no such task; null where that is no failure.</summary>
    /// <param name="elsewhere">Where there are plans of the name if there are none here; null if there are some here.</param>
    /// <param name="asking">Who asks.</param>
    internal ClawException? NotFound(IReadOnlyCollection<string>? elsewhere, TaskHolder asking) => Request switch
    {
        { Plan: { } plan } when elsewhere is not null => PlanErrors.NotFound(plan, Places.Projects, elsewhere),
        { Id: { } id } => TaskErrors.NotFound(id, Request.Plan, Where),
        StartTaskRequest => null,
        _ => TaskErrors.NothingHeld(asking.ToString(), Request.Plan),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static long LeaseOf(TimeSpan? lease) =>
        lease is { } time && (time < Shortest || time > Longest)
            ? throw TaskErrors.InvalidLease(time, Shortest, Longest)
            : (long)(lease ?? Usual).TotalMilliseconds;

    private static SkillOutcome OutcomeOf(SkillOutcome? outcome, string? blockedBy)
    {
        if (outcome is { } given && given is < SkillOutcome.Success or > SkillOutcome.Skipped)
        {
            throw MetricErrors.InvalidOutcome(given);
        }

        return blockedBy is null ? outcome ?? SkillOutcome.Success
            : outcome is SkillOutcome.Success or SkillOutcome.Skipped ? throw TaskErrors.OutcomeContradicted(outcome.Value)
            : outcome ?? SkillOutcome.Partial;
    }
}
