using System.Management.Automation;
using ClawPowers.Core;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Scope;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;
using ClawPowers.PowerShell.Errors;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Records uses of skills.</summary>
[Cmdlet(VerbsCommon.Add, "ClawMetric", SupportsShouldProcess = true)]
[OutputType(typeof(SkillMetric))]
public sealed class AddClawMetricCommand : ScopedCommand
{
    private readonly PipedProperties _piped = new();
    private MetricChanges? _changes;
    private Lazy<string?>? _head;

    /// <summary>The skill that was used.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(KnownSkillCompleter))]
    public string Skill { get; set; } = string.Empty;

    /// <summary>How it ended.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public SkillOutcome? Outcome { get; set; }

    /// <summary>What was measured.</summary>
    [Parameter(ValueFromRemainingArguments = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Measures")]
    [AllowNull]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(MeasureCompleter))]
    public object[]? Measure { get; set; }

    /// <summary>How long it took.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TimeTaken]
    public TimeSpan? Duration { get; set; }

    /// <summary>What is to be noted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Notes { get; set; }

    /// <summary>When the run was, instead of now.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Moment(BlankIsNone = true)]
    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>Who says how it ended.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public MetricSource? Source { get; set; }

    /// <summary>The model that the agent ran.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Model { get; set; }

    /// <summary>The Git commit, instead of the one that is checked out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Commit { get; set; }

    /// <summary>The session that did the work, instead of the one that is found.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? SessionId { get; set; }

    /// <summary>The agent that did the work, instead of the one that is found.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Agent { get; set; }

    /// <summary>A test run, or an object with the properties of a run.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Records the run even if it looks like it holds a secret.</summary>
    [Parameter]
    public SwitchParameter AllowSecret { get; set; }

    /// <summary>Emits the run as it was recorded.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        _piped.NoteTyped(MyInvocation);
    }

    /// <inheritdoc/>
    protected override void Process() => ForItem(InputObject?.BaseObject is { } piped and not PSCustomObject ? piped : InputObject ?? (object)Skill, () =>
    {
        if (_changes is null)
        {
            ClawContext context = CreateContext();
            _head = new Lazy<string?>(() => GitHead.Find(context.WorkingDirectory));
            _changes = new MetricChanges(this, context);
        }

        AddMetricRequest request = Request();
        _changes.Collect(request, $"Record a run of {request.Skill}: {request.Outcome}");
    });

    /// <inheritdoc/>
    protected override void End() => _changes?.Commit(PassThru);

    private AddMetricRequest Request()
    {
        _piped.RefuseDropped(InputObject, nameof(Outcome), Outcome, static text => ErrorRecords.InvalidWord("InvalidOutcome", text, "an outcome", Enum.GetNames<SkillOutcome>()));
        _piped.RefuseDropped(InputObject, nameof(Source), Source, static text => ErrorRecords.InvalidWord("InvalidSource", text, "a source", Enum.GetNames<MetricSource>()));

        PesterRun? tests = PesterRun.From(InputObject);
        if (Outcome is null && tests is null && Measure is [{ } first, ..] && $"{first}" is var word && !word.Contains('=', StringComparison.Ordinal) && first is string or PSObject { BaseObject: string })
        {
            // What stands where the outcome does and is none ends up among the measures.
            throw ErrorRecords.InvalidWord("InvalidOutcome", word, "an outcome", Enum.GetNames<SkillOutcome>());
        }

        var measures = new MeasureArgument();
        measures.Add(tests?.Measures);
        measures.Add(Measure);
        return new AddMetricRequest
        {
            Skill = Skill,
            Outcome = Outcome ?? tests?.Outcome ?? throw ErrorRecords.OutcomeMissing(Skill),
            Source = Source ?? (tests is null ? MetricSource.Self : MetricSource.Verified),
            Timestamp = Timestamp,
            Duration = Duration,
            Notes = string.IsNullOrEmpty(Notes) ? tests?.Notes : Notes,
            Measures = measures.Values,
            Model = Booking.Given(Model),
            Commit = Booking.Given(Commit) ?? (WasHereAndNow ? _head!.Value : null),
            SessionId = Booking.Given(SessionId),
            Agent = Booking.Given(Agent),
            Scope = WantedScope,
            Project = WantedProject,
            AllowSecret = AllowSecret,
            WantsMetric = PassThru,
            Target = InputObject is null ? null : InputObject.BaseObject is PSCustomObject ? InputObject : InputObject.BaseObject,
        };
    }

    // What is checked out here says nothing about a run of another time or place.
    private bool WasHereAndNow => Timestamp is null && WantedProject is not { Length: > 0 };
}
