using System.Buffers;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills;

/// <summary>
/// The skills that are seen from a location: the project's over the user's over the program's; of a name the first counts.
/// A folder whose <c>SKILL.md</c> can't be read as one is passed over.
/// </summary>
public sealed class SkillCatalogue
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\:*?\"<>|");

    private readonly ClawContext _context;
    private readonly IReadOnlyList<SkillRoot> _roots;

    /// <summary>Prepares access; touches no skill yet.</summary>
    /// <param name="context">From where, and whose.</param>
    public SkillCatalogue(ClawContext context)
    {
        _context = context;
        _roots = SkillFolders.Of(context);
    }

    /// <summary>The folders of skills, in the order in which they count; not all of them exist.</summary>
    internal IReadOnlyList<SkillRoot> Roots => _roots;

    /// <summary>Skills with all that their front matter says, and what was passed over.</summary>
    /// <param name="query">Which, and how much of them.</param>
    /// <param name="cancellation">Ends the search.</param>
    public SkillListing Entries(SkillQuery query, CancellationToken cancellation = default) => new SkillSearch(_context, _roots, query, cancellation).Run();

    /// <summary>The names under which there are files of skills, in their order, whether or not they can be read.</summary>
    public IEnumerable<string> Names() => _roots
        .SelectMany(static root => SkillScan.Folders(root.Folder, issues: null, CancellationToken.None))
        .Select(static folder => Path.GetFileName(folder))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    /// <summary>Every skill, in order of name.</summary>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Skills, each name once.</returns>
    public IReadOnlyList<SkillDefinition> All(CancellationToken cancellation = default)
    {
        SortedDictionary<string, SkillDefinition> found = new(StringComparer.Ordinal);
        foreach (string folder in _roots.SelectMany(root => SkillScan.Folders(root.Folder, issues: null, cancellation)))
        {
            string name = Path.GetFileName(folder);
            if (!found.ContainsKey(name) && Define(name, Path.Combine(folder, SkillFile.FileName)) is { } skill)
            {
                found.Add(name, skill);
            }
        }

        return [.. found.Values];
    }

    /// <summary>One skill. Looks for a folder of that name first, and reads no other skill.</summary>
    /// <param name="name">The skill's name.</param>
    /// <returns>The skill; null if it is not found.</returns>
    public SkillDefinition? Find(string name) =>
        Files(name).Select(file => Define(name, file.Path)).FirstOrDefault(static skill => skill is not null);

    /// <summary>
    /// The hash of a skill's text, as <see cref="SkillDefinition.Hash"/>; null if there is no such file. Does not ask
    /// whether its front matter can be read: that would cost more than all else that recording a run does.
    /// </summary>
    /// <param name="name">The skill's name.</param>
    internal string? HashOf(string name) => Files(name).FirstOrDefault()?.Hash;

    private static SkillDefinition? Define(string name, string path)
    {
        if (SkillDocument.Read(path) is not { FrontMatter: { } front } document || SkillFields.Description(front) is not { } description)
        {
            return null;
        }

        return new SkillDefinition
        {
            Name = name,
            Description = description,
            Path = path,
            Hash = document.Hash,
            Tracks = SkillFields.Tracks(front),
            Improves =
            [
                .. SkillFields.Improves(front)
                    .Select(SkillParameter.Parse).OfType<SkillParameter>().DistinctBy(static parameter => parameter.Name, StringComparer.Ordinal),
            ],
        };
    }

    // In each root the folder of that name right in it, else one further down.
    private IEnumerable<SkillFile> Files(string name)
    {
        if (name.Length == 0 || name is "." or ".." || name.AsSpan().ContainsAny(Forbidden))
        {
            yield break;
        }

        foreach (string root in _roots.Select(static root => root.Folder))
        {
            if (SkillFile.Read(Path.Combine(root, name, SkillFile.FileName)) is { } direct)
            {
                yield return direct;
            }

            foreach (string folder in SkillScan.Folders(root, issues: null, CancellationToken.None).Where(folder => Path.GetFileName(folder) == name))
            {
                if (SkillFile.Read(Path.Combine(folder, SkillFile.FileName)) is { } nested)
                {
                    yield return nested;
                }
            }
        }
    }
}
