using System.Collections;
using System.Management.Automation;

namespace ClawPowers.PowerShell.Binding;

/// <summary>What a number stands for.</summary>
internal enum NumberedThing
{
    /// <summary>A run of a skill.</summary>
    Run,

    /// <summary>A recommendation.</summary>
    Recommendation,
}

/// <summary>
/// Takes the numbers out of what other commands emit: a run's own, those of the runs behind a finding, that of a finding's
/// recommendation. Runs and recommendations both have an <c>Id</c>; binding by the mere name would remove the run that
/// happens to have a recommendation's number.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NumberOfAttribute(NumberedThing thing) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? plain = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return (thing, plain) switch
        {
            (NumberedThing.Run, SkillMetric metric) => new[] { metric.Id },
            (NumberedThing.Run, SkillFinding finding) => finding.Ids.ToArray(),
            (NumberedThing.Run, SkillRecommendation) => throw new ArgumentTransformationMetadataException("A recommendation was given where a run is asked for."),
            (NumberedThing.Recommendation, SkillRecommendation recommendation) => new[] { recommendation.Id },
            (NumberedThing.Recommendation, SkillFinding { RecommendationId: { } id }) => new[] { id },
            (NumberedThing.Recommendation, SkillFinding) => throw new ArgumentTransformationMetadataException("The finding has no recommendation."),
            (NumberedThing.Recommendation, SkillMetric) => throw new ArgumentTransformationMetadataException("A run was given where a recommendation is asked for."),
            (_, string or ValueType or IEnumerable) => inputData,
            _ => PSObject.AsPSObject(inputData).Properties["Id"]?.Value ?? inputData,
        };
    }
}
