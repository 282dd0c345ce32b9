using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Skills.Checking;

/// <summary>The files that names and paths mean. Unlike the catalogue, those are among them that can't be read: they are what a check is for.</summary>
/// <param name="Files">Each <c>SKILL.md</c> once, in full, in order of name.</param>
/// <param name="Errors">What was asked for and is not there: <c>SkillNotFound</c>, <c>SkillPathNotFound</c>.</param>
public sealed record SkillSelection(IReadOnlyList<string> Files, IReadOnlyList<ClawException> Errors)
{
    /// <summary>Finds skills of the catalogue.</summary>
    /// <param name="context">From where, and whose.</param>
    /// <param name="names">Names or globs; null for every skill that counts.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static SkillSelection OfNames(ClawContext context, IReadOnlyList<string>? names, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        string[] folders =
        [
            .. new SkillCatalogue(context).Roots.SelectMany(root => SkillScan.Folders(root.Folder, issues: null, cancellation))
                .DistinctBy(Path.GetFileName, StringComparer.Ordinal)
                .OrderBy(Path.GetFileName, StringComparer.Ordinal),
        ];
        SkillGlob[]? globs = names is null ? null : [.. names.Select(static name => new SkillGlob(name))];
        string[] known = [.. folders.Select(static folder => Path.GetFileName(folder))];
        return new SkillSelection(
            [.. folders.Where(folder => globs?.Any(glob => glob.Matches(Path.GetFileName(folder))) ?? true).Select(FileOf)],
            [.. (globs ?? []).Where(glob => glob.IsExact && !known.Any(glob.Matches)).Select(glob => SkillErrors.NotFound(glob.Pattern, known, inPaths: false))]);
    }

    /// <summary>Finds skills by where they are.</summary>
    /// <param name="context">From where relative paths count.</param>
    /// <param name="paths">Folders of skills, skills' folders, or files <c>SKILL.md</c>.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static SkillSelection OfPaths(ClawContext context, IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(paths);
        List<string> files = [];
        List<ClawException> errors = [];
        foreach (string given in paths)
        {
            string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(given, context.WorkingDirectory));
            int before = files.Count;
            if (File.Exists(path) && Path.GetFileName(path) == SkillFile.FileName)
            {
                files.Add(path);
            }
            else if (Directory.Exists(path))
            {
                files.AddRange(SkillScan.IsSkill(path) ? [FileOf(path)] : SkillScan.Folders(path, issues: null, cancellation).Select(FileOf));
            }

            if (files.Count == before)
            {
                errors.Add(File.Exists(path) ? SkillErrors.NotASkillPath(given) : SkillErrors.PathNotFound(given));
            }
        }

        return new SkillSelection([.. files.Distinct(StringComparer.Ordinal)], errors);
    }

    private static string FileOf(string folder) => Path.Combine(folder, SkillFile.FileName);
}
