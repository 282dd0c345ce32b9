using System.Management.Automation;
using ClawPowers.Core.Lessons;
using ClawPowers.PowerShell.Binding;
using ClawPowers.PowerShell.Completion;

namespace ClawPowers.PowerShell.Commands;

/// <summary>Reads what feedback recommends, and what became of it.</summary>
[Cmdlet(VerbsCommon.Get, "ClawRecommendation")]
[OutputType(typeof(SkillRecommendation))]
public sealed class GetClawRecommendationCommand : LookupCommand
{
    /// <summary>Recommendations by their numbers.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [NumberOf(NumberedThing.Recommendation)]
    [ArgumentCompleter(typeof(RecommendationCompleter))]
    public long[]? Id { get; set; }

    /// <summary>Skills by name or pattern; all if left out.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SkillCompleter))]
    public string[]? Skill { get; set; }

    /// <summary>How far they have come.</summary>
    [Parameter]
    public RecommendationState[]? State { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        var store = new RecommendationStore(CreateContext());
        if (Id is null)
        {
            Read(store, ids: null);
            return;
        }

        // One by one, so that one that is not there does not hide the others.
        foreach (long id in Id)
        {
            ForItem(id, () => Read(store, [id]));
        }
    }

    private void Read(RecommendationStore store, IReadOnlyList<long>? ids)
    {
        var query = new RecommendationQuery { Ids = ids, Skills = Skill, States = State, Scope = Scope, Project = Project };
        foreach (SkillRecommendation recommendation in store.Read(query, Stopped))
        {
            Emit(recommendation);
        }
    }
}
