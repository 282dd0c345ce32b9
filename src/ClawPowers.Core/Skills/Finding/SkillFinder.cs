using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Skills.Finding.Language;
using ClawPowers.Core.Skills.Finding.Learning;
using ClawPowers.Core.Skills.Finding.Ranking;
using ClawPowers.Core.State;

namespace ClawPowers.Core.Skills.Finding;

/// <summary>
/// Finds the skill for a situation that is described in plain words, by what skills say of themselves and by how runs in like
/// situations went. Works in this process alone, and writes nothing.
/// </summary>
public sealed class SkillFinder
{
    /// <summary>The score from which on a skill is worth a look. What has nothing to do with any skill stays below.</summary>
    public const double LeastScore = 0.12;

    // Of a longer text, such as a pasted log, the beginning is compared.
    private const int MostCharacters = 16 * 1024;

    private readonly ClawContext _context;
    private readonly Lazy<SkillListing> _listing;
    private readonly Lazy<SkillIndex> _index;
    private readonly Lazy<List<PastSituation>> _runs;
    private CancellationToken _cancellation;

    /// <summary>Prepares the search; reads nothing yet. Skills and runs are read once, however many situations are asked about.</summary>
    /// <param name="context">Which skills are seen, and which store has the log.</param>
    public SkillFinder(ClawContext context)
    {
        _context = context;
        _listing = new(() => new SkillCatalogue(context).Entries(new SkillQuery { WithContent = true }, _cancellation));
        _index = new(() => new SkillIndex([.. _listing.Value.Entries.Select(TextOf)], Thesaurus.Default, RankingWeights.Default));
        _runs = new(Runs);
    }

    /// <summary>What was passed over on reading the skills, and why. Known after the first search.</summary>
    public IReadOnlyList<SkillIssue> Issues => _listing.IsValueCreated ? [.. _listing.Value.Issues, .. LogIssue is { } issue ? [issue] : Array.Empty<SkillIssue>()] : [];

    private SkillIssue? LogIssue { get; set; }

    /// <summary>The skills that fit a situation, the best first; of equal ones in order of name.</summary>
    /// <param name="situation">The situation in plain words. Of more than 16,384 characters the beginning counts; what looks like a secret in it is masked.</param>
    /// <param name="query">How many are wanted.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Matches; none if nothing fits.</returns>
    /// <exception cref="ClawException"><c>EmptySituation</c>: there is no word in it.</exception>
    public IReadOnlyList<SkillMatch> Find(string situation, SkillFindQuery query, CancellationToken cancellation = default)
    {
        _cancellation = cancellation;
        string text = SecretScanner.Mask(situation.Length <= MostCharacters ? situation : situation[..MostCharacters]);
        if (Words.Of(text).Count == 0)
        {
            throw SkillErrors.EmptySituation(situation);
        }

        SkillIndex index = _index.Value;
        if (index.Skills.Count == 0)
        {
            return [];
        }

        var asked = new Situation(text, index);
        Dictionary<string, Experience> experience = PastRuns.With(_runs.Value, asked, index, cancellation);
        Dictionary<string, SkillEntry> entries = _listing.Value.Entries.ToDictionary(static entry => entry.Name, StringComparer.Ordinal);
        var found = new SkillRanker(index).Rank(asked)
            .Select(ranked => (Ranked: ranked, Experience: experience.GetValueOrDefault(ranked.Skill.Skill.Name)))
            .Select(static skill => (skill.Ranked, skill.Experience, Score: Math.Round(Math.Clamp(skill.Ranked.Score + (skill.Experience?.Effect ?? 0), 0, 1), 3)))
            .Where(skill => query.All ? skill.Ranked.Score > 0 || skill.Experience is not null : skill.Score >= LeastScore)
            .OrderByDescending(static skill => skill.Score)
            .ThenByDescending(static skill => skill.Ranked.Score)
            .ThenBy(static skill => skill.Ranked.Skill.Skill.Name, StringComparer.Ordinal)
            .Take(query.All ? int.MaxValue : query.First);
        return [.. found.Select((skill, place) => Match(entries[skill.Ranked.Skill.Skill.Name], place + 1, skill.Score, skill.Experience, MatchReason.Of(skill.Ranked.Skill, asked, index)))];
    }

    private static SkillText TextOf(SkillEntry entry) => new()
    {
        Name = entry.Name,
        Description = entry.Description,
        Triggers = entry.Triggers,
        Headings = Headings.Of(entry.Content ?? string.Empty),
    };

    private static SkillMatch Match(SkillEntry entry, int rank, double score, Experience? experience, string reason)
    {
        List<string> parts = [];
        if (reason.Length > 0)
        {
            parts.Add(reason);
        }

        if (experience is { Runs: > 0 })
        {
            parts.Add(experience.ToString());
        }

        if (!entry.IsAvailable)
        {
            parts.Add($"not usable here: {string.Join(", ", entry.Missing)} missing");
        }

        return new SkillMatch
        {
            Rank = rank,
            Name = entry.Name,
            Score = score,
            Reason = string.Join("; ", parts),
            Description = entry.Description,
            Path = entry.Path,
            Source = entry.Source,
            IsAvailable = entry.IsAvailable,
            Runs = experience is { Runs: > 0 } ? experience.Runs : null,
            Rate = experience is { Runs: > 0 } ? Math.Round(experience.Rate, 3) : null,
        };
    }

    // Skills are found without a store, and while it can't be read.
    private List<PastSituation> Runs()
    {
        try
        {
            return new SituationReader(_context).Read(_listing.Value.Entries.Select(static entry => entry.Name), _cancellation);
        }
        catch (ClawException exception)
        {
            LogIssue = new SkillIssue(_context.Store.File, 0, "The log of runs can't be read, and skills are ranked without it. " + exception.Message);
            return [];
        }
    }
}
