using ClawPowers.Core.Errors;
using ClawPowers.Core.Feedback.Analyzers;
using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Feedback;

/// <summary>Says what the record of runs shows: what works, what got worse, what to change, and nothing where it does not know.</summary>
public sealed class FeedbackEngine
{
    /// <summary>The analyzer under which lessons in force are compared with the time before them.</summary>
    private const string Lessons = "lessons";
    private const string Coverage = "coverage";

    private readonly ClawContext _context;
    private readonly ScopeSelection _scopes;

    /// <summary>Prepares access; touches nothing yet.</summary>
    /// <param name="context">Which store, from where, and who asks.</param>
    public FeedbackEngine(ClawContext context)
    {
        _context = context;
        _scopes = new ScopeSelection(context);
    }

    /// <summary>The names of the analyzers, in the order in which they speak.</summary>
    public static IReadOnlyList<string> AnalyzerNames { get; } = [.. Analysis.Analyzers.Select(static analyzer => analyzer.Name), Lessons];

    /// <summary>Looks at the runs and reports on each skill, by name.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Ends the work; nothing is kept then.</param>
    /// <returns>One report per skill, skills that were never used included; none if no skill is known.</returns>
    /// <exception cref="ClawException"><c>UnknownAnalyzer</c>, <c>GoalNotMeasured</c>, <c>InvalidSkillPattern</c>, <c>InvalidPeriod</c>, <c>InvalidScope</c>, <c>NotInProject</c>.</exception>
    public IReadOnlyList<SkillReport> Run(FeedbackRequest request, CancellationToken cancellation = default)
    {
        HashSet<string> wanted = Wanted(request.Analyzers);
        DateTimeOffset now = request.AsOf ?? _context.Time.GetUtcNow();
        if (request.Since >= now)
        {
            throw MetricErrors.InvalidPeriod(request.Since.Value, now);
        }

        // Said in full, so that what the environment asks for is part of the question.
        request = request with { Scope = request.Scope ?? (request.Project is { Length: > 0 } ? ClawScope.Project : _context.DefaultScope) };
        IReadOnlyList<string>? projects = _scopes.ForReading(request.Scope, request.Project);
        string project = request.Scope is ClawScope.All ? ScopeSelection.Global : _scopes.ForWriting(request.Scope, request.Project);
        var question = new FeedbackQuestion(request, projects, now.ToUnixTimeMilliseconds());
        AnalysisContext context = Context(request, cancellation);
        (IReadOnlyList<SkillRuns> skills, IReadOnlyDictionary<string, FeedbackRecord> earlier) = Read(request, projects, project, question, context, cancellation);

        // The verdict is made of the rate and of a decline, whoever was asked for.
        IAnalyzer[] asked = [.. Analysis.Analyzers.Where(analyzer => wanted.Contains(analyzer.Name) || analyzer is DeclineAnalyzer)];
        IReadOnlyList<SkillAnalysis> analyses = Analysis.Run(skills, context, asked, cancellation);
        (SkillReport Report, SkillAnalysis Analysis)[] reports = [.. analyses.Select(analysis => (Report(analysis, wanted, earlier.GetValueOrDefault(analysis.Runs.Skill)), analysis))];
        return request.Store && request.AsOf is null && reports.Any(static report => report.Report.Runs > 0)
            ? Keep(reports, wanted, project, question, cancellation)
            : [.. reports.Select(static report => report.Report)];
    }

    private static HashSet<string> Wanted(IReadOnlyList<string>? analyzers)
    {
        HashSet<string> wanted = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in analyzers is { Count: > 0 } ? analyzers : AnalyzerNames)
        {
            wanted.Add(AnalyzerNames.Contains(name, StringComparer.OrdinalIgnoreCase) ? name : throw FeedbackErrors.UnknownAnalyzer(name));
        }

        return wanted;
    }

    private static SkillReport Report(SkillAnalysis analysis, HashSet<string> wanted, FeedbackRecord? earlier)
    {
        SkillReport report = ReportBuilder.Build(analysis, wanted);
        return earlier is null ? report : report with
        {
            Changes = ChangeList.Of(report, analysis, earlier),
            ComparedWith = Wording.Moment(earlier.At),
        };
    }

    private AnalysisContext Context(FeedbackRequest request, CancellationToken cancellation) => new()
    {
        Goals = request.Goals,
        Skills = new SkillCatalogue(_context).All(cancellation).ToDictionary(static skill => skill.Name, StringComparer.Ordinal),
        IsWindow = request.Since is not null,
    };

    private (IReadOnlyList<SkillRuns> Skills, IReadOnlyDictionary<string, FeedbackRecord> Earlier) Read(
        FeedbackRequest request,
        IReadOnlyList<string>? projects,
        string project,
        FeedbackQuestion question,
        AnalysisContext context,
        CancellationToken cancellation)
    {
        var filter = SkillFilter.Parse(request.Skills);
        using SqliteConnection connection = StoreConnections.OpenForReading(_context.Store, MetricReader.Schema) ?? StoreConnections.OpenScratch(_context.Store);
        using ReadSnapshot snapshot = ReadSnapshot.Begin(connection, _context.Store, cancellation);
        long[] scopes = [.. snapshot.Scopes(projects).Select(static scope => scope.Id)];
        return snapshot.Look(look =>
        {
            var reader = new RunReader(look, _context, scopes, request.Since?.ToUnixTimeMilliseconds(), request.AsOf?.ToUnixTimeMilliseconds());
            List<SkillRuns> skills = [.. reader.Skills(filter).Select(skill => reader.Read(skill.Key, skill.Value, cancellation))];
            if (request is { AsOf: not null, Since: null })
            {
                skills.RemoveAll(static runs => runs.Count + runs.Skipped == 0); // its first run was yet to come
            }

            RefuseUnknownGoals(request.Goals, skills);
            HashSet<string> known = skills.ConvertAll(static runs => runs.Skill).ToHashSet(StringComparer.Ordinal);
            if (AsksForUnused(request))
            {
                skills.AddRange(context.Skills.Keys
                    .Where(name => !known.Contains(name) && filter.Matches(look, name))
                    .Select(static name => new SkillRuns(name, [], new MeasureColumns(0), skipped: 0)));
            }

            skills.Sort(static (left, right) => string.CompareOrdinal(left.Skill, right.Skill));
            return (skills, request.AsOf is null
                ? FeedbackRecord.Last(look, project, question, skills.ConvertAll(static runs => runs.Skill).ToHashSet(StringComparer.Ordinal))
                : new Dictionary<string, FeedbackRecord>(StringComparer.Ordinal));
        });
    }

    // Twenty skills come along: what is said of those in use would drown in those that had no occasion yet.
    private static bool AsksForUnused(FeedbackRequest request) =>
        request.Skills is { Count: > 0 } || request.Analyzers?.Contains(Coverage, StringComparer.OrdinalIgnoreCase) == true;

    // A misspelled goal would look like one that nothing goes with.
    private static void RefuseUnknownGoals(IReadOnlyList<MeasureGoal> goals, List<SkillRuns> skills)
    {
        foreach (MeasureGoal goal in skills.Exists(static runs => runs.Count > 0) ? goals : [])
        {
            if (skills.TrueForAll(runs => Array.TrueForAll(TrendAnalyzer.Values(runs, goal.Measure), double.IsNaN)))
            {
                throw FeedbackErrors.GoalNotMeasured(goal, [.. skills
                    .SelectMany(static runs => runs.Measures).Where(static column => column.Numbers > 0)
                    .Select(static column => column.Name).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Take(20)]);
            }
        }
    }

    // Kept for the next call, together with what is proposed. A store that can't be written still gives feedback.
    private SkillReport[] Keep(
        (SkillReport Report, SkillAnalysis Analysis)[] reports,
        HashSet<string> wanted,
        string project,
        FeedbackQuestion question,
        CancellationToken cancellation)
    {
        try
        {
            return StoreTransaction.Run(
                _context,
                commit: true,
                transaction =>
                {
                    FeedbackRecord.Keep(transaction, project, question, reports);
                    SkillReport[] proposed = Array.ConvertAll(reports, report => Propose(transaction, project, report.Report, report.Analysis));
                    return wanted.Contains(Lessons) ? Review(transaction, project, proposed) : proposed;
                },
                cancellation);
        }
        catch (ClawException exception) when (exception.Kind is ClawErrorKind.ReadOnly or ClawErrorKind.Busy or ClawErrorKind.Disk)
        {
            return [.. reports.Select(static report => report.Report)];
        }
    }

    private static SkillReport Propose(StoreTransaction transaction, string project, SkillReport report, SkillAnalysis analysis)
    {
        Claim[] claims = [.. analysis.Claims.Where(claim => (claim.Lesson is not null || claim.Parameter is not null) && report.Findings.Contains(claim.Finding))];
        IReadOnlyList<long?> ids = Proposals.Keep(transaction, project, [.. claims.Select(static claim => new Proposal
        {
            Finding = claim.Finding,
            Fingerprint = claim.Fingerprint,
            Text = claim.Lesson ?? claim.Finding.Summary,
            Parameter = claim.Parameter,
            Value = claim.Value,
        })]);
        Dictionary<SkillFinding, long?> byFinding = new(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < claims.Length; i++)
        {
            byFinding[claims[i].Finding] = ids[i];
        }

        return claims.Length == 0 ? report : report with
        {
            Findings = [.. report.Findings.Select(finding => byFinding.TryGetValue(finding, out long? id) ? finding with { RecommendationId = id } : finding)],
        };
    }

    private static SkillReport[] Review(StoreTransaction transaction, string project, SkillReport[] reports)
    {
        ILookup<string, SkillFinding> reviews = Proposals.Review(transaction, project, [.. reports.Select(static report => report.Skill)])
            .ToLookup(static finding => finding.Skill, StringComparer.Ordinal);
        return Array.ConvertAll(reports, report => report with
        {
            Findings = [.. report.Findings, .. reviews[report.Skill].Where(static finding => !finding.IsFact)],
            Facts = [.. report.Facts, .. reviews[report.Skill].Where(static finding => finding.IsFact)],
        });
    }
}
