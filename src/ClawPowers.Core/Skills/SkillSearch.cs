using ClawPowers.Core.Errors;
using ClawPowers.Core.Lessons;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills;

/// <summary>One look through the catalogue, or through paths.</summary>
internal sealed class SkillSearch
{
    // Below this, threads cost more than they bring.
    private const int WorthThreads = 64;

    private readonly ClawContext _context;
    private readonly IReadOnlyList<SkillRoot> _roots;
    private readonly SkillQuery _query;
    private readonly CancellationToken _cancellation;
    private readonly SkillGlob[]? _names;
    private readonly List<SkillIssue> _issues = [];
    private readonly List<ClawException> _errors = [];

    public SkillSearch(ClawContext context, IReadOnlyList<SkillRoot> roots, SkillQuery query, CancellationToken cancellation)
    {
        _context = context;
        _roots = roots;
        _query = query;
        _cancellation = cancellation;
        _names = query.Names is { Count: > 0 } names ? [.. names.Select(static name => new SkillGlob(name))] : null;
    }

    public SkillListing Run()
    {
        (string Folder, SkillSource Source)[] candidates = [.. _query.Paths is { } paths ? paths.SelectMany(InPath) : _roots.SelectMany(InRoot)];
        (string Folder, SkillSource Source)[] wanted = [.. candidates.Where(candidate => _names?.Any(glob => glob.Matches(NameOf(candidate.Folder))) ?? true)];
        NoteMissing(candidates);
        var maker = new SkillEntries(_query, wanted.Length == 0 ? Enumerable.Empty<SkillLesson>().ToLookup(static lesson => lesson.Skill) : Lessons());
        List<SkillEntry> entries = Read(maker, [.. wanted.GroupBy(static candidate => NameOf(candidate.Folder), StringComparer.Ordinal).OrderBy(static same => same.Key, StringComparer.Ordinal)]);

        NoteUnreadable(candidates, entries);
        return new SkillListing { Entries = _query.Section is null ? entries : [.. Sections(entries, maker)], Issues = _issues, Errors = _errors };
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    private List<SkillEntry> Read(SkillEntries maker, IGrouping<string, (string Folder, SkillSource Source)>[] names)
    {
        var found = new (List<SkillEntry> Entries, List<SkillIssue> Issues)[names.Length];
        if (names.Length < WorthThreads)
        {
            for (int i = 0; i < names.Length; i++)
            {
                found[i] = Read(maker, names[i].Key, [.. names[i]]);
            }
        }
        else
        {
            _ = Parallel.For(0, names.Length, new ParallelOptions { CancellationToken = _cancellation }, i => found[i] = Read(maker, names[i].Key, [.. names[i]]));
        }

        _issues.AddRange(found.SelectMany(static one => one.Issues));
        return [.. found.SelectMany(static one => one.Entries)];
    }

    private (List<SkillEntry> Entries, List<SkillIssue> Issues) Read(SkillEntries maker, string name, (string Folder, SkillSource Source)[] candidates)
    {
        List<SkillEntry> entries = [];
        List<SkillIssue> issues = [];
        SkillEntry? first = null;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string folder, SkillSource source) in candidates)
        {
            _cancellation.ThrowIfCancellationRequested();
            if ((first is not null && !_query.WithShadowed && _query.Paths is null)

                // Several agents' folders often link to the same skill.
                || (candidates.Length > 1 && !seen.Add(RealPath.Of(folder)))
                || SkillDocument.Read(Path.Combine(folder, SkillFile.FileName)) is not { } document)
            {
                continue;
            }

            if (SkillEntries.Problem(document) is { } problem)
            {
                issues.Add(problem);
                continue;
            }

            if (SkillEntries.NameProblem(document, name) is { } issue)
            {
                issues.Add(issue);
            }

            SkillEntry entry = maker.Make(name, document, source, _query.Paths is null ? first?.Path : null);
            entries.Add(entry);
            first ??= entry;
        }

        return (entries, issues);
    }

    private IEnumerable<SkillEntry> Sections(List<SkillEntry> entries, SkillEntries maker)
    {
        foreach (SkillEntry entry in entries)
        {
            if (maker.WithSection(entry) is { } found)
            {
                yield return found;
            }
            else if (_names?.Any(static glob => glob.IsExact) == true)
            {
                _errors.Add(maker.SectionNotFound(entry));
            }
        }
    }

    private IEnumerable<(string Folder, SkillSource Source)> InRoot(SkillRoot root) =>
        SkillScan.Folders(root.Folder, _issues, _cancellation).Select(folder => (folder, root.Source));

    private IEnumerable<(string Folder, SkillSource Source)> InPath(string given)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(given, _context.WorkingDirectory));
        if (File.Exists(path))
        {
            if (Path.GetFileName(path) == SkillFile.FileName)
            {
                return [(Path.GetDirectoryName(path)!, SourceOf(path))];
            }

            _errors.Add(SkillErrors.NotASkillPath(given));
            return [];
        }

        if (!Directory.Exists(path))
        {
            _errors.Add(SkillErrors.PathNotFound(given));
            return [];
        }

        return SkillScan.IsSkill(path) ? [(path, SourceOf(path))] : SkillScan.Folders(path, _issues, _cancellation).Select(folder => (folder, SourceOf(folder)));
    }

    // An entry that is piped back comes with its path, and is still whose it was.
    private SkillSource SourceOf(string path) =>
        _roots.FirstOrDefault(root => path.StartsWith(root.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))?.Source ?? SkillSource.Path;

    private void NoteMissing((string Folder, SkillSource Source)[] candidates)
    {
        foreach (SkillGlob name in _names?.Where(static glob => glob.IsExact) ?? [])
        {
            if (!candidates.Any(candidate => name.Matches(NameOf(candidate.Folder))))
            {
                _errors.Add(SkillErrors.NotFound(name.Pattern, candidates.Select(static candidate => NameOf(candidate.Folder)).Distinct(StringComparer.Ordinal), _query.Paths is not null));
            }
        }
    }

    // Who names a skill asks for it: that it can't be read is more than a word by the way.
    private void NoteUnreadable((string Folder, SkillSource Source)[] candidates, List<SkillEntry> entries)
    {
        foreach (SkillGlob name in _names?.Where(static glob => glob.IsExact) ?? [])
        {
            if (!entries.Exists(entry => name.Matches(entry.Name))
                && Array.Find(candidates, candidate => name.Matches(NameOf(candidate.Folder))).Folder is { } folder
                && _issues.Find(issue => Path.GetDirectoryName(issue.File) == folder) is { } issue)
            {
                _issues.Remove(issue);
                _errors.Add(SkillErrors.Unreadable(name.Pattern, issue));
            }
        }
    }

    // Skills can be read without a store, and while it can't be.
    private ILookup<string, SkillLesson> Lessons()
    {
        IReadOnlyList<SkillLesson> lessons = [];
        try
        {
            // Where there is no store SQLite need not be loaded, which is half of the time in a fresh session.
            lessons = !File.Exists(_context.Store.File) ? [] : new LessonReader(_context).InForce(cancellation: _cancellation);
        }
        catch (ClawException exception)
        {
            _issues.Add(new SkillIssue(_context.Store.File, 0, "The lessons in force can't be read, and the skills are shown without them. " + exception.Message));
        }

        return lessons.ToLookup(static lesson => lesson.Skill, StringComparer.Ordinal);
    }
}
