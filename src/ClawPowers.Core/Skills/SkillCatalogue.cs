using System.Buffers;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills;

/// <summary>
/// The skills that are seen from a location: the project's over the user's over the program's; of a name the first counts.
/// A folder whose <c>SKILL.md</c> can't be read as one is passed over.
/// </summary>
public sealed class SkillCatalogue
{
    // A scan of strangers' folders ends: links may go in circles.
    private const int MaximumDepth = 6;
    private const int MaximumFolders = 2_000;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\:*?\"<>|");

    private readonly string[] _roots;

    /// <summary>Prepares access; touches no skill yet.</summary>
    /// <param name="context">From where, and whose.</param>
    public SkillCatalogue(ClawContext context)
        : this(SkillFolders.Of(context))
    {
    }

    internal SkillCatalogue(IEnumerable<string> roots) => _roots = [.. roots];

    /// <summary>Every skill, in order of name.</summary>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Skills, each name once.</returns>
    public IReadOnlyList<SkillDefinition> All(CancellationToken cancellation = default)
    {
        SortedDictionary<string, SkillDefinition> found = new(StringComparer.Ordinal);
        foreach (string folder in _roots.SelectMany(root => Folders(root, cancellation)))
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
        if (SkillDocument.Read(path) is not { FrontMatter: { } front } document || string.IsNullOrWhiteSpace(front.Text("description")))
        {
            return null;
        }

        // What 1.0.0 wrote at the top level is where the standard has it no longer.
        return new SkillDefinition
        {
            Name = name,
            Description = front.Text("description")!.Trim(),
            Path = path,
            Hash = document.Hash,
            Tracks = [.. front.Words("metadata", "tracks").Concat(front.Words("metrics", "tracks")).Distinct(StringComparer.Ordinal)],
            Improves =
            [
                .. front.Words("metadata", "improves").Concat(front.Words("metrics", "improves"))
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

        foreach (string root in _roots)
        {
            if (SkillFile.Read(Path.Combine(root, name, SkillFile.FileName)) is { } direct)
            {
                yield return direct;
            }

            foreach (string folder in Folders(root, CancellationToken.None).Where(folder => Path.GetFileName(folder) == name))
            {
                if (SkillFile.Read(Path.Combine(folder, SkillFile.FileName)) is { } nested)
                {
                    yield return nested;
                }
            }
        }
    }

    // Folders with a SKILL.md, the nearest to the root first; what is below one belongs to it.
    private static IEnumerable<string> Folders(string root, CancellationToken cancellation)
    {
        var waiting = new Queue<(string Folder, int Depth)>();
        int seen = 0;
        foreach (string folder in Subfolders(root))
        {
            waiting.Enqueue((folder, 1));
        }

        while (waiting.TryDequeue(out (string Folder, int Depth) next) && seen++ < MaximumFolders)
        {
            cancellation.ThrowIfCancellationRequested();
            if (File.Exists(Path.Combine(next.Folder, SkillFile.FileName)))
            {
                yield return next.Folder;
            }
            else if (next.Depth < MaximumDepth)
            {
                foreach (string folder in Subfolders(next.Folder))
                {
                    waiting.Enqueue((folder, next.Depth + 1));
                }
            }
        }
    }

    private static string[] Subfolders(string folder)
    {
        try
        {
            return !Directory.Exists(folder) ? []
                : [.. Directory.EnumerateDirectories(folder)
                    .Where(static path => Path.GetFileName(path) is not (".git" or "node_modules"))
                    .Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
