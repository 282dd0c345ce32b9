using ClawPowers.Core.Errors;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Lessons;

/// <summary>A store with runs and recommendations, made as feedback and the log make them.</summary>
internal sealed class LessonBench : IDisposable
{
    public const string Skill = "debugging";

    public Scratch Scratch { get; } = new();

    public ManualTime Time => Scratch.Time;

    public RecommendationStore Store => new(Scratch.Context);

    public void Dispose() => Scratch.Dispose();

    public T Write<T>(Func<StoreTransaction, T> work) => StoreTransaction.Run(Scratch.Context, commit: true, work, CancellationToken.None);

    public static SkillFinding Finding(int n = 40, string skill = Skill, string summary = "It fails when tired.") => new()
    {
        Skill = skill,
        Analyzer = "drivers",
        Subject = "tired",
        Summary = summary,
        Severity = FindingSeverity.Warning,
        IsFact = false,
        Ids = [3, 2, 1],
        N = n,
        Effect = -0.4,
        EffectUnit = "points",
        Interval = new Interval(-0.6, -0.2),
        P = 0.001,
        Q = 0.01,
    };

    public long? Propose(string fingerprint = "tired:down", int n = 40, string text = "Rest first.", string project = "", SkillParameter? parameter = null, double? value = null, string skill = Skill) =>
        Write(transaction => Proposals.Keep(transaction, project,
        [
            new Proposal { Finding = Finding(n, skill), Fingerprint = fingerprint, Text = text, Parameter = parameter, Value = value },
        ]))[0];

    public SkillRecommendation Approve(long? id, string? text = null, double? value = null, string? reason = null) =>
        Result(Store.Approve([new ApproveRequest { Id = id!.Value, Text = text, Value = value, Reason = reason }])[0]);

    public SkillRecommendation Deny(long? id, string? reason = null) =>
        Result(Store.Deny([new DenyRequest { Id = id!.Value, Reason = reason }])[0]);

    public ClawException FailToApprove(string errorId, long? id, string? text = null, double? value = null, string? reason = null) =>
        Failure.Of(errorId, () => Approve(id, text, value, reason));

    public SkillRecommendation Get(long? id) => Store.Read(new RecommendationQuery { Ids = [id!.Value] }).Single();

    public IReadOnlyList<SkillRecommendation> All() => Store.Read(new RecommendationQuery { Scope = ClawScope.All });

    public IReadOnlyList<SkillFinding> Review(string project = "", string skill = Skill) => Write(transaction => Proposals.Review(transaction, project, [skill]));

    public string? Hash(string project = "", string skill = Skill) =>
        Write(transaction => new SkillVariant(transaction, new SkillTexts(Scratch.Context)).Of(skill, project).LessonsHash);

    /// <summary>Records runs, a minute apart, under the lessons in force; and leaves the clock after the last.</summary>
    public void Runs(int successes, int failures, int skipped = 0, string project = "", bool known = true)
    {
        SkillOutcome[] outcomes =
        [
            .. Enumerable.Repeat(SkillOutcome.Success, successes),
            .. Enumerable.Repeat(SkillOutcome.Failure, failures),
            .. Enumerable.Repeat(SkillOutcome.Skipped, skipped),
        ];
        Write(transaction =>
        {
            (_, string? hash) = new SkillVariant(transaction, new SkillTexts(Scratch.Context)).Of(Skill, project);
            transaction.Connection.Execute("INSERT INTO skill (name) VALUES ($n) ON CONFLICT (name) DO NOTHING", ("$n", Skill));
            foreach (SkillOutcome outcome in outcomes)
            {
                Time.Move(TimeSpan.FromMinutes(1));
                transaction.Connection.Execute(
                    """
                    INSERT INTO metric (scope_id, skill_id, at, outcome, source, version, written_at, lessons_hash)
                    VALUES ($scope, (SELECT id FROM skill WHERE name = $n), $at, $outcome, 0, 1, $at, $hash)
                    """,
                    ("$scope", transaction.ScopeId(project)),
                    ("$n", Skill),
                    ("$at", Time.Now.ToUnixTimeMilliseconds()),
                    ("$outcome", (int)outcome),
                    ("$hash", known ? hash : null));
            }

            return 0;
        });
        Time.Move(TimeSpan.FromMinutes(1));
    }

    private static SkillRecommendation Result(RecommendationOutcome outcome) => outcome.Error is null ? outcome.Recommendation! : throw outcome.Error;
}
