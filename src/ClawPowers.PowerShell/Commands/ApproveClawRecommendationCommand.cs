using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Lessons;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Puts recommendations in force.</summary>
[Cmdlet(VerbsLifecycle.Approve, "ClawRecommendation", SupportsShouldProcess = true)]
[OutputType(typeof(SkillRecommendation))]
public sealed class ApproveClawRecommendationCommand : NumberedChangeCommand
{
    private PendingChanges<ApproveRequest>? _pending;

    /// <summary>The recommendations.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NumberOf(NumberedThing.Recommendation)]
    [ArgumentCompleter(typeof(RecommendationCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>The lesson to learn instead of the proposed one.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>The parameter's value instead of the proposed one.</summary>
    [Parameter]
    public double? Value { get; set; }

    /// <summary>Why.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>Emits the recommendations as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        _pending ??= new PendingChanges<ApproveRequest>(this, Apply);
        foreach (long id in Id)
        {
            var request = new ApproveRequest { Id = id, Text = Text, Value = Value, Reason = Reason };
            _pending.Collect(request, string.Create(CultureInfo.InvariantCulture, $"Approve the recommendation {id}"), PassThru);
        }
    }

    /// <inheritdoc/>
    protected override void End() => _pending?.Commit("Storing decisions", PassThru);

    private IReadOnlyList<ChangeResult> Apply(IReadOnlyList<ApproveRequest> requests, bool commit, CancellationToken stopped) =>
        [.. new RecommendationStore(CreateContext()).Approve(requests, commit, stopped)
            .Select(static outcome => new ChangeResult(outcome.Error, outcome.Request.Target, outcome.Recommendation))];
}
