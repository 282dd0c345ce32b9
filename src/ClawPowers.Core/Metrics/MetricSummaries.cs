using System.Collections.Specialized;
using System.Globalization;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Metrics;

/// <summary>
/// Sums runs up: by skill, day and project from the daily totals, so that it takes the same time however long the log is;
/// days that the period only touches, and everything else, from the log.
/// </summary>
internal sealed class MetricSummaries
{
    private const string Duration = "duration";

    private const string Totals = """
        SELECT CASE WHEN $byProject THEN d.scope_id END, CASE WHEN $bySkill THEN d.skill_id END, CASE WHEN $byDay THEN d.day END,
               sum(d.successes), sum(d.failures), sum(d.partials), sum(d.skipped), sum(d.timed), total(d.duration_sum)
        FROM metric_day d
        WHERE d.scope_id IN (SELECT value FROM json_each($scopes)) AND ($skills IS NULL OR d.skill_id IN (SELECT value FROM json_each($skills)))
          AND d.day >= $first AND d.day < $end
        GROUP BY 1, 2, 3
        """;

    private const string PartOfDay = $"""
        SELECT CASE WHEN $byProject THEN m.scope_id END, CASE WHEN $bySkill THEN m.skill_id END, CASE WHEN $byDay THEN {UtcDay.Sql} END,
               sum(m.outcome = 0), sum(m.outcome = 1), sum(m.outcome = 2), sum(m.outcome = 3), count(m.duration), total(m.duration)
        FROM metric m
        WHERE m.scope_id IN (SELECT value FROM json_each($scopes)) AND {MetricFilter.InSkills} AND m.at >= $first AND m.at < $end
        GROUP BY 1, 2, 3
        """;

    private const string Log = $"""
        SELECT m.scope_id, m.skill_id, m.at, m.outcome, m.source, m.duration,
               CASE WHEN $withAgent THEN m.agent END, CASE WHEN $withSession THEN m.session END, CASE WHEN $withModel THEN m.model END,
               CASE WHEN $withMeasures THEN m.measures END
        FROM metric m
        """;

    private const string InLog = $" WHERE m.scope_id IN (SELECT value FROM json_each($scopes)) AND {MetricFilter.Sql}";

    private readonly Grouping _grouping;
    private readonly MetricFilter _filter;
    private readonly string? _measure;
    private readonly Dictionary<string, RunTotals> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<long, GroupPart> _days = [];
    private Dictionary<long, string> _projects = [];
    private Dictionary<long, string> _skills = [];
    private IReadOnlyList<long>? _wantedSkills;

    private MetricSummaries(SummaryQuery query)
    {
        _grouping = Grouping.Parse(query.GroupBy);
        _filter = MetricFilter.Of(query);
        _measure = query.Measure?.Trim();
        if (_measure is not null)
        {
            MeasureSet.CheckName(_measure);
        }
    }

    public static IReadOnlyList<MetricSummary> Read(ClawContext context, ScopeSelection scopes, SummaryQuery query, CancellationToken cancellation)
    {
        var summaries = new MetricSummaries(query);
        IReadOnlyList<string>? wanted = scopes.ForReading(query.Scope, query.Project);
        using SqliteConnection? connection = StoreConnections.OpenForReading(context.Store, MetricReader.Schema);
        if (connection is not null)
        {
            using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, context.Store, cancellation);
            summaries._projects = snapshot.Scopes(wanted).ToDictionary(static scope => scope.Id, static scope => scope.Project);
            _ = snapshot.Look(look =>
            {
                summaries._skills = SkillFilter.Names(look);
                summaries._wantedSkills = summaries._filter.Skills.Ids(look);
                summaries.Read(look, cancellation);
                return true;
            });
        }

        return summaries.InOrder();
    }

    /// <summary>What reads the runs: some skills from their index, a period from that of times, and everything from one end to the other, without the detour.</summary>
    internal static string LogOf(bool hasSkills, bool hasPeriod) =>
        hasSkills ? Log + InLog + " AND m.skill_id IN (SELECT value FROM json_each($skills))" : Log + (hasPeriod ? InLog : " NOT INDEXED" + InLog);

    private void Read(SqliteConnection connection, CancellationToken cancellation)
    {
        if (_measure is not null || _filter.NeedsLog || !_grouping.IsInTotals)
        {
            ReadLog(connection, cancellation);
            return;
        }

        long firstDay = _filter.Since == long.MinValue ? long.MinValue : UtcDay.AtOrAfter(_filter.Since);
        long endDay = _filter.Until == long.MaxValue ? long.MaxValue : UtcDay.Of(_filter.Until);
        if (firstDay >= endDay)
        {
            ReadCounted(connection, PartOfDay, _filter.Since, _filter.Until);
            return;
        }

        ReadCounted(connection, Totals, firstDay, endDay);
        if (firstDay != long.MinValue)
        {
            ReadCounted(connection, PartOfDay, _filter.Since, firstDay * UtcDay.Milliseconds);
        }

        if (endDay != long.MaxValue)
        {
            ReadCounted(connection, PartOfDay, endDay * UtcDay.Milliseconds, _filter.Until);
        }
    }

    private void ReadCounted(SqliteConnection connection, string sql, long first, long end)
    {
        if (first >= end)
        {
            return;
        }

        using SqliteCommand command = connection.Command(
            sql,
            ("$first", first),
            ("$end", end),
            ("$scopes", MetricFilter.Json([.. _projects.Keys])),
            ("$skills", MetricFilter.Json(_wantedSkills)),
            ("$byProject", _grouping.Has("Project")),
            ("$bySkill", _grouping.Has("Skill")),
            ("$byDay", _grouping.Has("Day")));
        using SqliteDataReader reader = command.ExecuteReader();
        Span<long> outcomes = stackalloc long[4];
        while (reader.Read())
        {
            GroupPart[] group = [.. _grouping.Parts.Select(part => part switch
            {
                "Skill" => GroupPart.Of(_skills[reader.GetInt64(1)]),
                "Day" => Day(reader.GetInt64(2)),
                _ => Project(reader.GetInt64(0)),
            })];
            for (int i = 0; i < outcomes.Length; i++)
            {
                outcomes[i] = reader.GetInt64(3 + i);
            }

            TotalsOf(group).Add(outcomes, reader.GetInt64(7), reader.GetDouble(8));
        }
    }

    private void ReadLog(SqliteConnection connection, CancellationToken cancellation)
    {
        bool isDuration = Duration.Equals(_measure, StringComparison.OrdinalIgnoreCase);
        bool withMeasures = _grouping.HasMeasures || _filter.Measures.Count > 0 || (_measure is not null && !isDuration);
        using SqliteCommand command = connection.Command(
            LogOf(_wantedSkills is not null, _filter.Since != long.MinValue || _filter.Until != long.MaxValue),
            [
                ("$scopes", MetricFilter.Json([.. _projects.Keys])),
                ("$skills", MetricFilter.Json(_wantedSkills)),
                ("$withAgent", _grouping.Has("Agent")),
                ("$withSession", _grouping.Has("SessionId")),
                ("$withModel", _grouping.Has("Model")),
                ("$withMeasures", withMeasures),
                .. _filter.Parameters(),
            ]);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            OrderedDictionary? measures = withMeasures ? MeasureSet.Read(reader.TextOrNull(9)) : null;
            if (measures is not null && !MetricFilter.AreMet(_filter.Measures, measures))
            {
                continue;
            }

            double? seconds = reader.IsDBNull(5) ? null : reader.GetDouble(5);
            var group = new GroupPart[_grouping.Parts.Count];
            for (int i = 0; i < group.Length; i++)
            {
                group[i] = Part(_grouping.Parts[i], reader, measures);
            }

            RunTotals totals = TotalsOf(group);
            totals.Add((SkillOutcome)reader.GetInt32(3), seconds);
            if ((isDuration ? seconds : _measure is null ? null : Number(measures![_measure])) is { } number)
            {
                totals.AddNumber(number);
            }
        }
    }

    private GroupPart Part(string part, SqliteDataReader reader, OrderedDictionary? measures) => part switch
    {
        "Skill" => GroupPart.Of(_skills[reader.GetInt64(1)]),
        "Day" => Day(UtcDay.Of(reader.GetInt64(2))),
        "Project" => Project(reader.GetInt64(0)),
        "Outcome" => new GroupPart(((SkillOutcome)reader.GetInt32(3)).ToString(), reader.GetInt32(3)),
        "Source" => new GroupPart(((MetricSource)reader.GetInt32(4)).ToString(), reader.GetInt32(4)),
        "Agent" => GroupPart.Of(reader.TextOrNull(6)),
        "SessionId" => GroupPart.Of(reader.TextOrNull(7)),
        "Model" => GroupPart.Of(reader.TextOrNull(8)),
        _ => GroupPart.OfValue(measures![part]),
    };

    private GroupPart Day(long day)
    {
        if (!_days.TryGetValue(day, out GroupPart part))
        {
            part = GroupPart.OfDay(day);
            _days.Add(day, part);
        }

        return part;
    }

    // A global run has no project.
    private GroupPart Project(long scope) => _projects[scope] is { Length: > 0 } project ? GroupPart.Of(project) : GroupPart.None;

    private RunTotals TotalsOf(GroupPart[] group)
    {
        string key = group.Length == 1
            ? (group[0].Text is { } only ? "=" + only : string.Empty)
            : string.Join('\n', group.Select(static part => part.Text is { } text ? "=" + text : string.Empty));
        if (!_groups.TryGetValue(key, out RunTotals? totals))
        {
            totals = new RunTotals(group);
            _groups.Add(key, totals);
        }

        return totals;
    }

    private MetricSummary[] InOrder()
    {
        if (_grouping.Parts.Count == 0)
        {
            _ = TotalsOf([]); // All together is one group, runs or not.
        }

        List<RunTotals> groups = [.. _groups.Values];
        groups.Sort(static (left, right) =>
        {
            int order = 0;
            for (int i = 0; order == 0 && i < left.Group.Length; i++)
            {
                order = GroupPart.Compare(left.Group[i], right.Group[i]);
            }

            return order;
        });
        return [.. groups.Select(group => group.ToSummary(_grouping.Text, _measure))];
    }

    private static double? Number(object? value) => value is long or double ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;
}
