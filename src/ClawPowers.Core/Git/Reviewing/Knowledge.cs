using System.Globalization;
using ClawPowers.Core.Git.Objects;

namespace ClawPowers.Core.Git.Reviewing;

/// <summary>
/// What each person is known to know of a change. A line counts for whoever wrote it last, a commit to a changed file for its author, both by age: half as much
/// after each <see cref="HalfLife"/>. A person's score is two thirds of the share of the lines and one third of the share of the commits; where nobody's lines are
/// changed, the share of the commits.
/// </summary>
/// <remarks>
/// That knowledge of one's code fades, about exponentially, was found by Krüger et al., "Do you remember this source code?" (ICSE 2018), where details were gone in
/// months and repeated work kept them longer. Half a year is our choice: what is a year old counts a quarter. As only shares count, scores do not
/// change while nothing is committed.
/// </remarks>
internal sealed class Knowledge(Mailmap mailmap, DateTimeOffset now)
{
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(180);

    private const double ShareOfLines = 2.0 / 3;

    private readonly Dictionary<string, Person> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ObjectName, (Person Person, DateTimeOffset At, double Weight)> _authors = [];
    private readonly HashSet<ObjectName> _counted = [];
    private DateTimeOffset? _reference;

    /// <summary>How many of the changed lines there are.</summary>
    public int Lines { get; private set; }

    public void Add(ChangedFile file, FileHistory history)
    {
        string name = file.Path.ToString();
        foreach (GitCommit commit in history.Commits)
        {
            (Person person, DateTimeOffset at, double weight) = Author(commit);
            Share share = person.In(name);
            share.Commits++;
            share.Last = share.Last > at ? share.Last : at;
            if (_counted.Add(commit.Name))
            {
                person.Commits++;
                person.CommitWeight += weight;
            }
        }

        foreach ((LineRange range, GitCommit commit) in history.Lines)
        {
            (Person person, DateTimeOffset at, double weight) = Author(commit);
            Share share = person.In(name);
            share.Last = share.Last > at ? share.Last : at;
            share.Ranges.Add((range.Origin, range.Origin + range.Count));
            share.Lines += range.Count;
            person.Lines += range.Count;
            person.LineWeight += weight * range.Count;
            Lines += range.Count;
        }
    }

    /// <summary>The people, the best first, but for those who are left out.</summary>
    public IReadOnlyList<ClawReviewer> Rank(Func<GitPerson, bool> isLeftOut)
    {
        Person[] people = [.. _people.Values.Where(person => !isLeftOut(person.Known))];
        double lines = people.Sum(static person => person.LineWeight);
        double commits = people.Sum(static person => person.CommitWeight);
        double share = lines > 0 ? ShareOfLines : 0;
        return [.. people
            .Select(person => (Person: person, Score: (lines > 0 ? share * person.LineWeight / lines : 0) + (commits > 0 ? (1 - share) * person.CommitWeight / commits : 0)))
            .OrderByDescending(static scored => scored.Score)
            .ThenByDescending(static scored => scored.Person.Last)
            .ThenBy(static scored => scored.Person.Known.Email, StringComparer.Ordinal)
            .Select(scored => Reviewer(scored.Person, scored.Score))];
    }

    private static ClawReviewer Reviewer(Person person, double score)
    {
        KeyValuePair<string, Share>[] shares = [.. person.Shares
            .OrderByDescending(static share => share.Value.Lines)
            .ThenByDescending(static share => share.Value.Commits)
            .ThenBy(static share => share.Key, StringComparer.Ordinal)];
        return new ClawReviewer
        {
            Name = person.Known.Name,
            Email = person.Known.Email,
            Score = Math.Round(score, 4),
            Lines = person.Lines,
            Commits = person.Commits,
            LastChange = person.Last,
            Files = [.. shares.Select(static share => share.Key)],
            Evidence = [.. shares.Select(static share => $"{share.Key}: {share.Value}")],
        };
    }

    private (Person Person, DateTimeOffset At, double Weight) Author(GitCommit commit)
    {
        if (!_authors.TryGetValue(commit.Name, out (Person Person, DateTimeOffset At, double Weight) author))
        {
            (GitPerson raw, DateTimeOffset at) = commit.Author();
            at = at > now ? now : at; // a clock that was wrong is no merit
            _reference ??= at;
            GitPerson known = mailmap.Resolve(raw);
            string key = known.Email.Length > 0 ? known.Email : known.Name;
            if (!_people.TryGetValue(key, out Person? person))
            {
                person = new Person();
                _people.Add(key, person);
            }

            // The name on the newest commit is the one that counts.
            if (at >= person.Last)
            {
                (person.Known, person.Last) = (known, at);
            }

            author = (person, at, Math.Pow(2, (at - _reference.Value) / HalfLife));
            _authors.Add(commit.Name, author);
        }

        return author;
    }

    private sealed class Person
    {
        public GitPerson Known { get; set; }

        public int Lines { get; set; }

        public double LineWeight { get; set; }

        public int Commits { get; set; }

        public double CommitWeight { get; set; }

        public DateTimeOffset Last { get; set; }

        public Dictionary<string, Share> Shares { get; } = new(StringComparer.Ordinal);

        public Share In(string file)
        {
            if (!Shares.TryGetValue(file, out Share? share))
            {
                share = new Share();
                Shares.Add(file, share);
            }

            return share;
        }
    }

    private sealed class Share
    {
        public int Lines { get; set; }

        public List<(int From, int To)> Ranges { get; } = [];

        public int Commits { get; set; }

        public DateTimeOffset Last { get; set; }

        public override string ToString()
        {
            string lines = Lines == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{Lines} changed line{(Lines == 1 ? string.Empty : "s")} ({Numbers()}), ");
            string commits = Commits == 0 ? "no commit of its own history" : string.Create(CultureInfo.InvariantCulture, $"{Commits} commit{(Commits == 1 ? string.Empty : "s")}");
            return string.Create(CultureInfo.InvariantCulture, $"{lines}{commits}, last {Last:yyyy-MM-dd}");
        }

        // From 1, neighbours joined.
        private string Numbers()
        {
            Ranges.Sort();
            List<string> numbers = [];
            (int from, int to) = Ranges[0];
            foreach ((int start, int end) in (IEnumerable<(int From, int To)>)[.. Ranges.Skip(1), (int.MaxValue, int.MaxValue)])
            {
                if (start > to)
                {
                    numbers.Add(to == from + 1 ? to.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{from + 1}-{to}"));
                    from = start;
                }

                to = end;
            }

            return string.Join(", ", numbers);
        }
    }
}
