using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Metrics;

/// <summary>A request that was checked, with its scope decided and its measures in the form that is kept.</summary>
public sealed class PlannedMetric
{
    private const int MaximumNotesBytes = 64 << 10;
    internal const int MaximumFieldLength = 200;

    private static readonly TimeSpan LongestAhead = TimeSpan.FromDays(1);

    // Longer is no run but a mistake, such as TimeSpan.MaxValue for "not known".
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private PlannedMetric(MetricRequest request) => Request = request;

    /// <summary>The request.</summary>
    public MetricRequest Request { get; }

    /// <summary>The scope that it writes to, in words; null for a run that is found by its id.</summary>
    public string? Destination => Project is null ? null : ScopeSelection.Describe(Project);

    /// <summary>The project that it writes to, empty for global; null for a run that is found by its id.</summary>
    internal string? Project { get; private init; }

    /// <summary>The skill of a new run.</summary>
    internal string Skill { get; private init; } = string.Empty;

    /// <summary>The measures of a new run as JSON in UTF-8; empty for none.</summary>
    internal byte[] Measures { get; private init; } = [];

    /// <summary>The changes of measures; null takes one away.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> MeasureChanges { get; private init; } = [];

    /// <summary>The model, commit, session and agent of a new run.</summary>
    internal (string? Model, string? Commit, string? Session, string? Agent) Who { get; private init; }

    internal static PlannedMetric From(MetricRequest request, ScopeSelection scopes, ClawContext context) => request switch
    {
        AddMetricRequest add => FromAdd(add, scopes, context),
        AmendMetricRequest amend => FromAmend(amend),
        _ => new PlannedMetric(request),
    };

    private static PlannedMetric FromAdd(AddMetricRequest add, ScopeSelection scopes, ClawContext context)
    {
        string skill = SkillName.Normalize(add.Skill);
        object target = add.Target ?? skill;
        CheckOutcome(add.Outcome);
        CheckSource(add.Source);
        CheckDuration(add.Duration);
        if (add.Timestamp is { } moment && moment > context.Time.GetUtcNow() + LongestAhead)
        {
            throw MetricErrors.InvalidTimestamp(moment);
        }

        CheckNotes(add.Notes, add.AllowSecret, target);
        return new PlannedMetric(add)
        {
            Project = scopes.ForWriting(add.Scope, add.Project),
            Skill = skill,
            Measures = add.Measures is { Count: > 0 } measures ? MeasureSet.Write(MeasureSet.Checked(measures, allowNull: false, add.AllowSecret, target)) : [],
            Who = (
                Field("model", add.Model, target),
                Field("commit", add.Commit, target),
                Field("session", add.SessionId ?? context.SessionId, target),
                Field("agent", add.Agent ?? context.Agent, target)),
        };
    }

    private static PlannedMetric FromAmend(AmendMetricRequest amend)
    {
        object target = amend.Target ?? amend.Id;
        if (amend is { Outcome: null, Source: null, Duration: null, Notes: null, Measures: null or { Count: 0 } })
        {
            throw MetricErrors.NothingToAmend(amend.Id);
        }

        if (amend.Outcome is { } outcome)
        {
            CheckOutcome(outcome);
        }

        if (amend.Source is { } source)
        {
            CheckSource(source);
        }

        CheckDuration(amend.Duration);
        CheckNotes(amend.Notes, amend.AllowSecret, target);
        return new PlannedMetric(amend)
        {
            MeasureChanges = amend.Measures is { } measures ? MeasureSet.Checked(measures, allowNull: true, amend.AllowSecret, target) : [],
        };
    }

    private static void CheckOutcome(SkillOutcome outcome)
    {
        if (outcome is < SkillOutcome.Success or > SkillOutcome.Skipped)
        {
            throw MetricErrors.InvalidOutcome(outcome);
        }
    }

    private static void CheckSource(MetricSource source)
    {
        if (source is < MetricSource.Self or > MetricSource.Human)
        {
            throw MetricErrors.InvalidSource(source);
        }
    }

    private static void CheckDuration(TimeSpan? duration)
    {
        if (duration is { } time && (time < TimeSpan.Zero || time > Longest))
        {
            throw MetricErrors.InvalidDuration(time, Longest);
        }
    }

    private static void CheckNotes(string? notes, bool allowSecret, object target)
    {
        if (string.IsNullOrEmpty(notes))
        {
            return;
        }

        if (notes.Length > MaximumNotesBytes / 3 && Encoding.UTF8.GetByteCount(notes) is > MaximumNotesBytes and int bytes)
        {
            throw MetricErrors.NotesTooLong(bytes, target);
        }

        StoredValue.WellFormed(notes, target);
        if (!allowSecret && SecretScanner.Find(notes) is { } rule)
        {
            throw MetricErrors.SecretInValue("notes", rule, target);
        }
    }

    private static string? Field(string name, string? text, object target)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string trimmed = text.Trim();
        return ShortText.Problem(trimmed, MaximumFieldLength) is { } problem ? throw MetricErrors.InvalidField(name, problem, target) : trimmed;
    }
}
