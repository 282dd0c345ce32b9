using System.Globalization;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Lessons;

/// <summary>Where feedback leaves what it recommends, inside its own transaction. Nothing here takes effect: that is for a decision.</summary>
internal static class Proposals
{
    // Feedback rests on so many runs of a skill at most: what rests on more than half of them can't be asked to rest on twice as many.
    private const int MostRuns = 2_000;

    /// <summary>Writes down what is new and refreshes what is still open.</summary>
    /// <param name="transaction">The transaction of the feedback.</param>
    /// <param name="project">The project that the feedback is booked to; empty for global.</param>
    /// <param name="proposals">What is proposed.</param>
    /// <returns>For each, in order, the number of the open recommendation; null if it is in force already, or was turned down on evidence that has not doubled since.</returns>
    public static IReadOnlyList<long?> Keep(StoreTransaction transaction, string project, IReadOnlyList<Proposal> proposals)
    {
        var ids = new long?[proposals.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            Proposal proposal = proposals[i];
            ids[i] = Keep(transaction, project, new Wanted(
                proposal.Finding,
                proposal.Parameter is null ? RecommendationKind.Lesson : RecommendationKind.Parameter,
                proposal.Fingerprint,
                proposal.Text)
            {
                Parameter = proposal.Parameter?.Name,
                Value = proposal.Parameter is { } parameter && proposal.Value is { } value ? parameter.Nearest(value) : null,
                Minimum = proposal.Parameter?.Minimum,
                Maximum = proposal.Parameter?.Maximum,
            });
        }

        return ids;
    }

    /// <summary>Compares the runs before and since each lesson in force, and proposes to keep or to revert it where they say so.</summary>
    /// <param name="transaction">The transaction of the feedback.</param>
    /// <param name="project">The project that the feedback is for; its lessons and the global ones are looked at. Empty for global alone.</param>
    /// <param name="skills">The skills that the feedback is about.</param>
    /// <returns>
    /// One per lesson in force, under the analyzer <c>lessons</c>: a finding with <see cref="SkillFinding.Recommendation"/> and
    /// <see cref="SkillFinding.RecommendationId"/> where something is proposed, else a fact that says where the comparison stands.
    /// </returns>
    public static IReadOnlyList<SkillFinding> Review(StoreTransaction transaction, string project, IReadOnlyCollection<string> skills)
    {
        HashSet<string> wanted = new(skills, StringComparer.Ordinal);
        List<SkillFinding> findings = [];
        foreach (RecommendationRow row in RecommendationRow.List(
            transaction.Connection,
            "WHERE r.state IN (1, 3) AND r.kind IN (0, 1) AND s.project IN ($project, '') ORDER BY k.name, r.id",
            ("$project", project)).Where(row => wanted.Contains(row.Skill)))
        {
            LessonVerdict verdict = LessonVerdict.Of(row, LessonComparison.Of(transaction.Connection, row)!);
            findings.Add(verdict.Proposes is { } kind ? Propose(transaction, row, verdict.Finding, kind) : verdict.Finding);
            if (verdict.Proposes is null)
            {
                Update(transaction, row.Id, verdict.Finding);
            }
        }

        return findings;
    }

    // What was proposed and waits must not go on saying what the runs say no longer.
    private static void Update(StoreTransaction transaction, long target, SkillFinding finding)
    {
        foreach (RecommendationRow open in RecommendationRow.List(transaction.Connection, "WHERE r.target_id = $target AND r.state = 0", ("$target", target)))
        {
            Refresh(transaction, open.Id, new Wanted(finding, open.Kind, open.Fingerprint, finding.Summary));
        }
    }

    private static SkillFinding Propose(StoreTransaction transaction, RecommendationRow target, SkillFinding finding, RecommendationKind kind)
    {
        // The runs can't speak for both.
        RecommendationKind other = kind == RecommendationKind.Keep ? RecommendationKind.Revert : RecommendationKind.Keep;
        LessonLedger.Close(transaction, target.Id, LessonLedger.NoLongerSo, other);
        string fingerprint = string.Create(CultureInfo.InvariantCulture, $"{kind}:{target.Id}.{target.LessonVersion}");
        long? id = Keep(transaction, target.Project, new Wanted(finding, kind, fingerprint, finding.Summary) { TargetId = target.Id });
        return finding with { RecommendationId = id };
    }

    private static long? Keep(StoreTransaction transaction, string project, Wanted wanted)
    {
        RecommendationRow? last = Last(transaction, project, wanted) ?? (project.Length > 0 ? Last(transaction, ScopeSelection.Global, wanted) : null);
        switch (last)
        {
            case null:
                return Insert(transaction, project, wanted);
            case { State: RecommendationState.Proposed } when last.Project == project:
                Refresh(transaction, last.Id, wanted);
                return last.Id;
            case { State: RecommendationState.Proposed }:
                return last.Id;
            case { State: RecommendationState.Approved or RecommendationState.Kept }:
                return null;
            case { State: RecommendationState.Denied, Reason: LessonLedger.NoLongerSo }:
                return Insert(transaction, project, wanted); // nobody turned it down
            default:
                return IsNews(transaction, project, last, wanted.Finding.N) ? Insert(transaction, project, wanted) : null;
        }
    }

    // What was in force is known by the runs under it too: a lesson that was taken back for them must not return on them.
    private static bool IsNews(StoreTransaction transaction, string project, RecommendationRow last, long runs)
    {
        long decided = last.DecidedAt!.Value;
        long known = Math.Max(last.Evidence.N, 1);
        if (last.LessonVersion is not null)
        {
            long approved = transaction.Connection.ReadLong("SELECT min(approved_at) FROM lesson WHERE recommendation_id = $id", ("$id", last.Id));
            known += Runs(transaction, project, last.SkillId, approved, decided);
        }

        return runs >= 2 * known || (2 * known > MostRuns && Runs(transaction, project, last.SkillId, decided, long.MaxValue) >= known);
    }

    private static long Runs(StoreTransaction transaction, string project, long skill, long from, long until) => transaction.Connection.ReadLong(
        """
        SELECT count(*) FROM metric
        WHERE scope_id IN (SELECT id FROM scope WHERE project IN ($project, '')) AND skill_id = $skill AND at >= $from AND at < $until AND outcome <> 3
        """,
        ("$project", project),
        ("$skill", skill),
        ("$from", from),
        ("$until", until));

    private static RecommendationRow? Last(StoreTransaction transaction, string project, Wanted wanted) => RecommendationRow.List(
        transaction.Connection,
        """
        WHERE r.skill_id = (SELECT id FROM skill WHERE name = $skill) AND r.scope_id = (SELECT id FROM scope WHERE project = $project)
          AND r.fingerprint = $fingerprint AND r.analyzer = $analyzer
        ORDER BY r.id DESC LIMIT 1
        """,
        ("$skill", wanted.Finding.Skill),
        ("$project", project),
        ("$fingerprint", wanted.Fingerprint),
        ("$analyzer", wanted.Finding.Analyzer)).SingleOrDefault();

    private static long Insert(StoreTransaction transaction, string project, Wanted wanted)
    {
        transaction.Connection.Execute("INSERT INTO skill (name) VALUES ($name) ON CONFLICT (name) DO NOTHING", ("$name", wanted.Finding.Skill));
        return transaction.Connection.ReadLong(
            """
            INSERT INTO recommendation (scope_id, skill_id, kind, state, analyzer, fingerprint, target_id, parameter, value, minimum, maximum, proposed_at, evidence, text)
            VALUES ($scope, (SELECT id FROM skill WHERE name = $skill), $kind, 0, $analyzer, $fingerprint, $target, $parameter, $value, $minimum, $maximum, $now, $evidence, $text)
            RETURNING id
            """,
            ("$scope", transaction.ScopeId(project)),
            ("$skill", wanted.Finding.Skill),
            ("$kind", (int)wanted.Kind),
            ("$analyzer", wanted.Finding.Analyzer),
            ("$fingerprint", wanted.Fingerprint),
            ("$target", wanted.TargetId),
            ("$parameter", wanted.Parameter),
            ("$value", wanted.Value),
            ("$minimum", wanted.Minimum),
            ("$maximum", wanted.Maximum),
            ("$now", transaction.Now),
            ("$evidence", Evidence.Write(wanted.Finding)),
            ("$text", LessonText.Fit(wanted.Text)));
    }

    private static void Refresh(StoreTransaction transaction, long id, Wanted wanted) => transaction.Connection.Execute(
        """
        UPDATE recommendation
        SET kind = $kind, parameter = $parameter, value = $value, minimum = $minimum, maximum = $maximum, evidence = $evidence, text = $text
        WHERE id = $id
        """,
        ("$id", id),
        ("$kind", (int)wanted.Kind),
        ("$parameter", wanted.Parameter),
        ("$value", wanted.Value),
        ("$minimum", wanted.Minimum),
        ("$maximum", wanted.Maximum),
        ("$evidence", Evidence.Write(wanted.Finding)),
        ("$text", LessonText.Fit(wanted.Text)));

    private sealed record Wanted(SkillFinding Finding, RecommendationKind Kind, string Fingerprint, string Text)
    {
        public long? TargetId { get; init; }

        public string? Parameter { get; init; }

        public double? Value { get; init; }

        public double? Minimum { get; init; }

        public double? Maximum { get; init; }
    }
}
