using ClawPowers.Core.Feedback.Evidence;
using ClawPowers.Core.Feedback.Runs;
using ClawPowers.Core.Statistics;

namespace ClawPowers.Core.Feedback.Analyzers;

/// <summary>What do failures have in common? Terms that stand in the notes of failures more often than in those of successes, by Fisher's exact test, one-sided.</summary>
internal sealed class PatternsAnalyzer : IAnalyzer
{
    private const int LeastOccurrences = 3;
    private const int LeastSuccesses = 5;
    private const int MostTerms = 2_000;
    private const int MostFacts = 5;

    public string Name => "patterns";

    public void Analyze(SkillRuns runs, AnalysisContext context, Sink sink)
    {
        int[] noted = [.. Enumerable.Range(0, runs.Count).Where(run => !string.IsNullOrWhiteSpace(runs.Runs[run].Notes))];
        int failures = noted.Count(run => !runs.Succeeded[run]);
        if (failures < LeastOccurrences)
        {
            return;
        }

        Term[] terms = Terms(runs, noted);
        if (noted.Length - failures >= LeastSuccesses)
        {
            Test(runs, terms, noted.Length, failures, sink);
        }
        else
        {
            Recount(runs, terms, failures, sink);
        }
    }

    private void Test(SkillRuns runs, Term[] terms, int noted, int failures, Sink sink)
    {
        // Which p-values are possible depends on how often a term occurs and on nothing else.
        Dictionary<int, (FisherTable Table, NullBound Bound)> known = [];
        foreach (Term term in terms)
        {
            if (!known.TryGetValue(term.Runs.Length, out (FisherTable Table, NullBound Bound) test))
            {
                var table = new FisherTable(noted, term.Runs.Length, failures);
                known.Add(term.Runs.Length, test = (table, NullBound.Of([table.Attainable(Tail.Upper, Looks.Limit)])));
            }

            int[] inFailures = [.. term.Runs.Where(run => !runs.Succeeded[run])];
            sink.Test(ErrorShare.Patterns, test.Table.P(inFailures.Length, Tail.Upper), test.Bound, () => Describe(runs, term, inFailures, noted, failures));
        }
    }

    private Claim Describe(SkillRuns runs, Term term, int[] inFailures, int noted, int failures)
    {
        int others = term.Runs.Length - inFailures.Length;
        int successes = noted - failures;
        string figures = $"in the notes of {inFailures.Length} of {Wording.Count(failures, "failure")}, and of {others} of {successes} successes";
        return new Claim
        {
            Fingerprint = $"term:{term.Text}",
            Lesson = Wording.Short($"Look out for \"{term.Text}\" before and while using this skill: it stands {figures}.", 500),
            Finding = Facts.Of(this, runs, term.Text) with
            {
                Summary = $"Failures share \"{term.Text}\": it stands {figures}.",
                Severity = FindingSeverity.Warning,
                Recommendation = $"Read the runs named here, and write into the skill what to do about \"{term.Text}\".",
                N = noted,
                Effect = ((double)inFailures.Length / failures) - ((double)others / successes),
                EffectUnit = "points",
                Interval = Newcombe.Difference(inFailures.Length, failures, others, successes),
                Ids = runs.Ids(inFailures.Contains),
            },
        };
    }

    // Without successes to compare with, what recurs may be what every note says.
    private void Recount(SkillRuns runs, Term[] terms, int failures, Sink sink)
    {
        var recurring = terms
            .Select(term => (term.Text, Runs: term.Runs.Where(run => !runs.Succeeded[run]).ToArray()))
            .Where(static term => term.Runs.Length >= LeastOccurrences)
            .OrderByDescending(static term => term.Runs.Length).ThenByDescending(static term => term.Text.Length).ThenBy(static term => term.Text, StringComparer.Ordinal)
            .Take(MostFacts)
            .ToArray();
        if (recurring.Length > 0)
        {
            sink.Fact(Facts.Of(this, runs, "terms") with
            {
                Summary = $"Recurring in the notes of {Wording.Count(failures, "failure")}: {string.Join(", ", recurring.Select(static term => $"\"{term.Text}\" in {term.Runs.Length}"))}.",
                N = failures,
                Ids = runs.Ids(run => Array.Exists(recurring, term => term.Runs.Contains(run))),
            });
        }
    }

    // The terms that occur often enough, whatever the outcome: to choose by failures would be to look at the answer. Terms
    // that always occur together are one.
    private static Term[] Terms(SkillRuns runs, int[] noted)
    {
        Dictionary<string, List<int>> occurrences = new(StringComparer.Ordinal);
        foreach (int run in noted)
        {
            foreach (string term in NoteTerms.Of(runs.Runs[run].Notes!))
            {
                if (!occurrences.TryGetValue(term, out List<int>? at))
                {
                    occurrences.Add(term, at = []);
                }

                at.Add(run);
            }
        }

        return
        [
            .. occurrences.Where(static term => term.Value.Count >= LeastOccurrences)
                .GroupBy(static term => string.Join(',', term.Value), StringComparer.Ordinal)
                .Select(static same => same.OrderByDescending(static term => term.Key.Length).ThenBy(static term => term.Key, StringComparer.Ordinal).First())
                .OrderByDescending(static term => term.Value.Count).ThenBy(static term => term.Key, StringComparer.Ordinal)
                .Take(MostTerms)
                .Select(static term => new Term(term.Key, [.. term.Value])),
        ];
    }

    private sealed record Term(string Text, int[] Runs);
}
