using System.Globalization;
using System.Management.Automation;
using ClawPowers.Core.Lessons;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Turns recommendations down, and takes back those that are in force.</summary>
[Cmdlet(VerbsLifecycle.Deny, "ClawRecommendation", SupportsShouldProcess = true)]
[OutputType(typeof(SkillRecommendation))]
public sealed class DenyClawRecommendationCommand : NumberedChangeCommand
{
    private PendingChanges<DenyRequest>? _pending;

    /// <summary>The recommendations.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NumberOf(NumberedThing.Recommendation)]
    [ArgumentCompleter(typeof(RecommendationCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Why.</summary>
    [Parameter]
    public string? Reason { get; set; }

    /// <summary>Emits the recommendations as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        _pending ??= new PendingChanges<DenyRequest>(this, Apply);
        foreach (long id in Id)
        {
            var request = new DenyRequest { Id = id, Reason = Reason };
            _pending.Collect(request, string.Create(CultureInfo.InvariantCulture, $"Deny the recommendation {id}"), PassThru);
        }
    }

    /// <inheritdoc/>
    protected override void End() => _pending?.Commit("Storing decisions", PassThru);

    private IReadOnlyList<ChangeResult> Apply(IReadOnlyList<DenyRequest> requests, bool commit, CancellationToken stopped) =>
        [.. new RecommendationStore(CreateContext()).Deny(requests, commit, stopped)
            .Select(static outcome => new ChangeResult(outcome.Error, outcome.Request.Target, outcome.Recommendation))];
}
