using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using ClawPowers.Core;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Feedback;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes words out of a list.</summary>
public abstract class ListCompleter : IArgumentCompleter
{
    private const int Most = 100;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        try
        {
            string typed = CompletionText.Unquoted(wordToComplete);
            return [.. Words(fakeBoundParameters)
                .Where(word => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Take(Most)
                .Select(static word => CompletionText.Result(word))];
        }
        catch (ClawException)
        {
            return []; // A prompt is no place for an error.
        }
    }

    /// <summary>The words, in the order in which they are offered.</summary>
    internal abstract IEnumerable<string> Words(IDictionary bound);

    /// <summary>The names of the measures in the latest runs of the skill that was typed, or of all.</summary>
    internal static IEnumerable<string> Measures(IDictionary bound) => LatestRuns(bound)
        .SelectMany(static metric => metric.Measures.Keys.Cast<string>())
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>The latest runs of the skill that was typed, or of all.</summary>
    internal static IEnumerable<SkillMetric> LatestRuns(IDictionary bound)
    {
        const int latest = 200;
        string[]? skills = bound["Skill"] switch
        {
            string skill => [skill],
            object[] several => [.. several.OfType<string>()],
            _ => null,
        };
        return new MetricLog(CompletionText.CreateContext())
            .Read(new MetricQuery { Skills = skills is [] ? null : skills, First = latest });
    }
}

/// <summary>Completes skills that have runs.</summary>
public sealed class SkillCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => new MetricLog(CompletionText.CreateContext()).Skills();
}

/// <summary>Completes the skills that are seen from here.</summary>
public sealed class CatalogueCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => new SkillCatalogue(CompletionText.CreateContext()).Names();
}

/// <summary>Completes the skills that have runs, and then those that are seen from here.</summary>
public sealed class KnownSkillCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound)
    {
        ClawContext context = CompletionText.CreateContext();
        return new MetricLog(context).Skills().Concat(new SkillCatalogue(context).Names()).Distinct(StringComparer.Ordinal);
    }
}

/// <summary>Completes the numbers of runs, those of the latest first.</summary>
public sealed class RunCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => LatestRuns(bound)
        .Select(static metric => metric.Id.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Completes measures.</summary>
public sealed class MeasureCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => Measures(bound);
}

/// <summary>Completes what runs can be grouped by.</summary>
public sealed class GroupingCompleter : ListCompleter
{
    private static readonly string[] Fields = ["Skill", "Day", "Outcome", "Source", "Agent", "SessionId", "Model", "Project", "None"];

    internal override IEnumerable<string> Words(IDictionary bound) => Fields.Concat(Measures(bound));
}

/// <summary>Completes goals.</summary>
public sealed class GoalCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) =>
        Measures(bound).SelectMany(static measure => new[] { measure + ":down", measure + ":up" });
}

/// <summary>Completes analyzers.</summary>
public sealed class AnalyzerCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => FeedbackEngine.AnalyzerNames;
}

/// <summary>Completes the numbers of recommendations that wait for a decision or are in force.</summary>
public sealed class RecommendationCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => new RecommendationStore(CompletionText.CreateContext())
        .Read(new RecommendationQuery { States = [RecommendationState.Proposed, RecommendationState.Approved, RecommendationState.Kept] })
        .Select(static recommendation => recommendation.Id.ToString(CultureInfo.InvariantCulture));
}
