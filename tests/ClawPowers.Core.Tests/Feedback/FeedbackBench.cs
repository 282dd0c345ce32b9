using System.Collections;
using ClawPowers.Core.Feedback;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Tests.Skills;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Feedback;

/// <summary>A store with runs, and the feedback on them.</summary>
internal sealed class FeedbackBench : IDisposable
{
    public const string Skill = "planning";

    public Scratch Scratch { get; } = new();

    public ManualTime Time => Scratch.Time;

    public RecommendationStore Recommendations => new(Scratch.Context);

    public void Dispose() => Scratch.Dispose();

    /// <summary>Goes into a repository.</summary>
    public void EnterProject() => Scratch.Context = Scratch.Context with { WorkingDirectory = GitRepository.Create(Scratch.PathOf("repository")) };

    /// <summary>Records runs six hours apart, the last of them six hours ago, in one commit.</summary>
    /// <returns>Their ids, the oldest first.</returns>
    public IReadOnlyList<long> Log(int count, Func<int, AddMetricRequest> run)
    {
        MetricLog log = Scratch.Metrics;
        IReadOnlyList<MetricOutcome> outcomes = log.Apply([.. Enumerable.Range(0, count).Select(i =>
        {
            AddMetricRequest request = run(i);
            return log.Plan(request.Timestamp is null ? request with { Timestamp = Time.Now.AddHours(-6 * (count - i)) } : request);
        })]);
        return [.. outcomes.Select(static outcome => outcome.Error is null ? outcome.Metric!.Id : throw outcome.Error)];
    }

    /// <summary>Records runs a minute apart as they happen, under the lessons in force, and leaves the clock after the last.</summary>
    public void LogNow(int count, Func<int, AddMetricRequest> run)
    {
        for (int i = 0; i < count; i++)
        {
            Time.Move(TimeSpan.FromMinutes(1));
            Scratch.Metrics.Apply(run(i));
        }

        Time.Move(TimeSpan.FromMinutes(1));
    }

    public static AddMetricRequest Run(bool succeeded, IDictionary? measures = null, string skill = Skill) =>
        new() { Skill = skill, Outcome = succeeded ? SkillOutcome.Success : SkillOutcome.Failure, Measures = measures };

    /// <summary>Measures by name and value, in turn.</summary>
    public static Hashtable With(params object[] measures)
    {
        Hashtable table = [];
        for (int i = 0; i < measures.Length; i += 2)
        {
            table.Add(measures[i], measures[i + 1]);
        }

        return table;
    }

    public void Install(string skill, string metadata = "") =>
        SkillFolder.Write(Scratch.Bundled(), skill, $"name: {skill}\ndescription: What it is for.\n{metadata}");

    public IReadOnlyList<SkillReport> Feedback(FeedbackRequest? request = null) => new FeedbackEngine(Scratch.Context).Run(request ?? new FeedbackRequest());

    public SkillReport Report(string skill = Skill, FeedbackRequest? request = null) => Feedback(request).Single(report => report.Skill == skill);

    public static SkillFinding Finding(SkillReport report, string analyzer, string? subject = null) =>
        Assert.Single(report.Findings, finding => finding.Analyzer == analyzer && (subject is null || finding.Subject == subject));

    public static SkillFinding Fact(SkillReport report, string analyzer, string? subject = null) =>
        Assert.Single(report.Facts, fact => fact.Analyzer == analyzer && fact.Subject == subject);

    public SkillRecommendation Recommendation(long? id) => Recommendations.Read(new RecommendationQuery { Ids = [id!.Value] }).Single();

    public SkillRecommendation Approve(long? id) => Result(Recommendations.Approve([new ApproveRequest { Id = id!.Value }])[0]);

    public SkillRecommendation Deny(long? id) => Result(Recommendations.Deny([new DenyRequest { Id = id!.Value }])[0]);

    private static SkillRecommendation Result(RecommendationOutcome outcome) => outcome.Error is null ? outcome.Recommendation! : throw outcome.Error;
}
