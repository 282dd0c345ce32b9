using System.Collections;
using System.Globalization;
using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Metrics;

/// <summary>What runs are left in by time, outcome, source, session, agent and measures, as conditions on <c>m</c>.</summary>
internal sealed class MetricFilter
{
    /// <summary>Everything but skills and scopes. <c>LIKE</c> only leaves out what surely lacks a measure; <see cref="AreMet"/> decides.</summary>
    public const string Sql = """
        m.at >= $since AND m.at < $until
        AND ($outcomes IS NULL OR ((1 << m.outcome) & $outcomes) <> 0)
        AND ($sources IS NULL OR ((1 << m.source) & $sources) <> 0)
        AND ($session IS NULL OR m.session = $session)
        AND ($agent IS NULL OR m.agent = $agent)
        AND ($measure IS NULL OR m.measures LIKE $measure)
        """;

    /// <summary>Whether the skill is one of those in <c>$skills</c>.</summary>
    public const string InSkills = "($skills IS NULL OR m.skill_id IN (SELECT value FROM json_each($skills)))";

    private MetricFilter()
    {
    }

    public required SkillFilter Skills { get; init; }

    /// <summary>The first moment, in UTC milliseconds.</summary>
    public required long Since { get; init; }

    /// <summary>The first moment that is not meant any more.</summary>
    public required long Until { get; init; }

    public long? Outcomes { get; private init; }

    public long? Sources { get; private init; }

    public string? Session { get; private init; }

    public string? Agent { get; private init; }

    public IReadOnlyList<MeasureCondition> Measures { get; private init; } = [];

    /// <summary>Whether there is a condition that the daily totals can't answer.</summary>
    public bool NeedsLog => Outcomes is not null || Sources is not null || Session is not null || Agent is not null || Measures.Count > 0;

    /// <summary>Reads the conditions of a query.</summary>
    /// <exception cref="ClawException"><c>InvalidSkillPattern</c>, <c>InvalidPeriod</c>.</exception>
    public static MetricFilter Of(MetricQuery query) => Of(query.Skills, query.Since, query.Until, query.Outcomes, query.Sources, query.SessionId, query.Agent, query.Measures);

    /// <summary>Reads the conditions of a query.</summary>
    /// <exception cref="ClawException"><c>InvalidSkillPattern</c>, <c>InvalidPeriod</c>.</exception>
    public static MetricFilter Of(SummaryQuery query) => Of(query.Skills, query.Since, query.Until, query.Outcomes, query.Sources, query.SessionId, query.Agent, query.Measures);

    /// <summary>Whether measures fulfil all conditions.</summary>
    public static bool AreMet(IReadOnlyList<MeasureCondition>? conditions, IDictionary measures)
    {
        foreach (MeasureCondition condition in conditions ?? [])
        {
            if (!condition.IsMetBy(measures[condition.Name]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Ids as a JSON array, for a list of any length in one parameter; null stays null.</summary>
    public static string? Json(IReadOnlyList<long>? ids) =>
        ids is null ? null : "[" + string.Join(',', ids.Select(static id => id.ToString(CultureInfo.InvariantCulture))) + "]";

    public (string Name, object? Value)[] Parameters() =>
    [
        ("$since", Since),
        ("$until", Until),
        ("$outcomes", Outcomes),
        ("$sources", Sources),
        ("$session", Session),
        ("$agent", Agent),
        ("$measure", Measures.Count == 0 ? null : $"%\"{Measures[0].Name}\"%"),
    ];

    private static MetricFilter Of(
        IReadOnlyList<string>? skills,
        DateTimeOffset? since,
        DateTimeOffset? until,
        IReadOnlyList<SkillOutcome>? outcomes,
        IReadOnlyList<MetricSource>? sources,
        string? session,
        string? agent,
        IReadOnlyList<MeasureCondition>? measures) => since is { } first && until is { } end && first >= end
        ? throw MetricErrors.InvalidPeriod(first, end)
        : new MetricFilter
        {
            Skills = SkillFilter.Parse(skills),
            Since = since is { } from ? Ceiling(from) : long.MinValue,
            Until = until is { } to ? Ceiling(to) : long.MaxValue,
            Outcomes = outcomes is { Count: > 0 } ? outcomes.Aggregate(0L, static (mask, outcome) => mask | (1L << (int)outcome)) : null,
            Sources = sources is { Count: > 0 } ? sources.Aggregate(0L, static (mask, source) => mask | (1L << (int)source)) : null,
            Session = session,
            Agent = agent,
            Measures = measures ?? [],
        };

    // Runs are stored to the millisecond; a moment between two of them begins at the later one.
    private static long Ceiling(DateTimeOffset moment) =>
        moment.ToUnixTimeMilliseconds() + (moment.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);
}
