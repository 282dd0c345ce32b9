using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Lessons;

/// <summary>Carries out decisions inside a transaction that holds the write lock, so that of two on one recommendation the second sees the first.</summary>
internal sealed class RecommendationWriter(StoreTransaction transaction)
{
    /// <summary>Makes the decisions in order; one that can't be made is skipped.</summary>
    public static IReadOnlyList<RecommendationOutcome> Write(StoreTransaction transaction, IReadOnlyList<RecommendationRequest> requests, CancellationToken cancellation)
    {
        var writer = new RecommendationWriter(transaction);
        var outcomes = new RecommendationOutcome[requests.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            outcomes[i] = writer.Write(requests[i]);
        }

        return outcomes;
    }

    private RecommendationOutcome Write(RecommendationRequest request)
    {
        try
        {
            RecommendationRow row = RecommendationRow.Find(transaction.Connection, request.Id) ?? throw LessonErrors.NotFound(request.Id, request.Target);
            string? reason = request.Reason is null ? null : LessonText.Check(request.Reason, "reason", request);
            switch (request)
            {
                case ApproveRequest approve when row.IsChange:
                    ApproveChange(row, approve, reason);
                    break;
                case ApproveRequest approve:
                    ApproveVerdict(row, approve, reason);
                    break;
                default:
                    Deny(row, request, reason);
                    break;
            }

            row = RecommendationRow.Find(transaction.Connection, request.Id)!;
            return new RecommendationOutcome(request, RecommendationReader.ToRecord(transaction.Connection, row), Error: null);
        }
        catch (ClawException exception)
        {
            return new RecommendationOutcome(request, Recommendation: null, exception);
        }
    }

    private void ApproveChange(RecommendationRow row, ApproveRequest request, string? reason)
    {
        string text = request.Text is null ? row.Text : LessonText.Check(request.Text, "text", request);
        double? value = Value(row, request);
        switch (row.State)
        {
            case RecommendationState.Proposed:
                break;
            case RecommendationState.Approved or RecommendationState.Kept when request.Text is null && request.Value is null:
                throw NotOpen(row, request, "is in force already", "Give a new text or value to change it, or deny it to take it back.");
            case RecommendationState.Approved or RecommendationState.Kept when text == row.Text && value == row.Value:
                throw NotOpen(row, request, "is in force already, with that text and value", "Deny it to take it back.");
            case RecommendationState.Approved or RecommendationState.Kept:
                LessonLedger.Close(transaction, row.Id, Because(row.Id, "was changed"));
                break;
            default:
                throw Decided(row, request);
        }

        if (row.Parameter is not null)
        {
            Replace(row);
        }

        LessonLedger.Begin(transaction, row, text, value, reason);
        LessonLedger.Decide(transaction, row.Id, RecommendationState.Approved, reason);
    }

    // Two values for one parameter can't both be in force.
    private void Replace(RecommendationRow row)
    {
        foreach (RecommendationRow other in RecommendationRow.List(
            transaction.Connection,
            "WHERE r.skill_id = $skill AND r.scope_id = $scope AND r.parameter = $parameter AND r.kind = 1 AND r.state IN (1, 3) AND r.id <> $id",
            ("$skill", row.SkillId),
            ("$scope", row.ScopeId),
            ("$parameter", row.Parameter),
            ("$id", row.Id)))
        {
            TakeBack(other, string.Create(CultureInfo.InvariantCulture, $"Recommendation {row.Id} took its place."));
        }
    }

    private void ApproveVerdict(RecommendationRow row, ApproveRequest request, string? reason)
    {
        if (request.Text is not null || request.Value is not null)
        {
            throw LessonErrors.InvalidLesson(
                row.Id,
                string.Create(CultureInfo.InvariantCulture, $"it proposes to {Verb(row.Kind)} recommendation {row.TargetId} as it is; a new text or value is given to that one"),
                request.Target);
        }

        if (row.State != RecommendationState.Proposed || RecommendationRow.Find(transaction.Connection, row.TargetId!.Value) is not { IsInForce: true } target)
        {
            throw Decided(row, request);
        }

        LessonLedger.Decide(transaction, row.Id, RecommendationState.Approved, reason);
        if (row.Kind == RecommendationKind.Keep)
        {
            LessonLedger.Close(transaction, target.Id, Because(target.Id, "was kept"));
            LessonLedger.Decide(transaction, target.Id, RecommendationState.Kept, reason);
        }
        else
        {
            TakeBack(target, reason);
        }
    }

    private void Deny(RecommendationRow row, RecommendationRequest request, string? reason)
    {
        if (row.IsInForce)
        {
            TakeBack(row, reason);
        }
        else if (row.State == RecommendationState.Proposed)
        {
            LessonLedger.Decide(transaction, row.Id, RecommendationState.Denied, reason);
        }
        else
        {
            throw Decided(row, request);
        }
    }

    private void TakeBack(RecommendationRow row, string? reason)
    {
        LessonLedger.End(transaction, row);
        LessonLedger.Close(transaction, row.Id, Because(row.Id, "was taken back"));
        LessonLedger.Decide(transaction, row.Id, RecommendationState.Reverted, reason);
    }

    private static double? Value(RecommendationRow row, ApproveRequest request)
    {
        if (row.Parameter is null)
        {
            return request.Value is null ? null : throw LessonErrors.InvalidLesson(row.Id, "a lesson is a text and has no value", request.Target);
        }

        double value = request.Value ?? row.Value!.Value;
        return new SkillParameter(row.Parameter, row.Minimum, row.Maximum).Allows(value)
            ? value
            : throw LessonErrors.OutOfBounds(row.Id, row.Parameter, value, row.Minimum, row.Maximum, request.Target);
    }

    private static ClawException Decided(RecommendationRow row, RecommendationRequest request)
    {
        string target = string.Create(CultureInfo.InvariantCulture, $"recommendation {row.TargetId}");
        return row.State switch
        {
            RecommendationState.Proposed => NotOpen(row, request, $"is about {target}, which is no longer in force", "Deny it."),
            RecommendationState.Denied => NotOpen(row, request, "was turned down", "Feedback proposes it again once it rests on twice as many runs."),
            RecommendationState.Reverted => NotOpen(row, request, "was taken back", "Feedback proposes it again once it rests on twice as many runs."),
            _ when row.Kind == RecommendationKind.Keep => NotOpen(row, request, "was approved", $"To take back what it kept, deny {target}."),
            _ => NotOpen(row, request, "was approved", $"What it was about, {target}, is no longer in force."),
        };
    }

    private static ClawException NotOpen(RecommendationRow row, RecommendationRequest request, string found, string next) => LessonErrors.NotOpen(
        row.Id,
        row.DecidedAt is { } at
            ? string.Create(CultureInfo.InvariantCulture, $"{found} (decided {DateTimeOffset.FromUnixTimeMilliseconds(at):yyyy-MM-dd HH:mm} UTC{(row.Agent is null ? string.Empty : " by " + row.Agent)})")
            : found,
        next,
        request.Target);

    private static string Because(long id, string what) => string.Create(CultureInfo.InvariantCulture, $"Recommendation {id} {what}.");

    private static string Verb(RecommendationKind kind) => kind == RecommendationKind.Keep ? "keep" : "revert";
}
