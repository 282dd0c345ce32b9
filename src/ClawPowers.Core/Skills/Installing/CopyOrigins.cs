using ClawPowers.Core.Errors;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Installing;

/// <summary>
/// Tells where an installed copy came from. Agents' folders come first in the catalogue, so a skill that is taken from there
/// is often such a copy: another made of it has to follow the same source, and must not go when the first one does.
/// </summary>
internal sealed class CopyOrigins(ClawContext context, IReadOnlyList<SkillTarget> targets)
{
    /// <summary>The folder to install from.</summary>
    /// <param name="source">What was named.</param>
    /// <param name="into">Where it goes.</param>
    /// <returns>What an unchanged copy came from, or a copy that goes onto itself; else what was named.</returns>
    public SourceFolder Of(SourceFolder source, SkillTarget into)
    {
        if (source.IsBundled || SkillPath.WrongName(source.Name) is not null)
        {
            return source;
        }

        string real = RealPath.Of(source.Folder);
        foreach (SkillTarget target in targets.Where(target => RealPath.Of(target.FolderOf(source.Name)) == real))
        {
            if (Installed(target, source.Name) is { } installed
                && (target.Folder == into.Folder || IsUnchanged(source, installed))
                && SourceFolders.Origin(context, target, source.Name, installed) is { } origin)
            {
                return origin;
            }
        }

        return source;
    }

    // A manifest that can't be read is said by whoever has to change it.
    private static ManifestSkill? Installed(SkillTarget target, string name)
    {
        try
        {
            return SkillManifestJson.Read(target.ManifestPath, SkillTarget.Ways).Skills.GetValueOrDefault(name) is { IsLeaving: false } skill ? skill : null;
        }
        catch (ClawException)
        {
            return null;
        }
    }

    private static bool IsUnchanged(SourceFolder source, ManifestSkill installed)
    {
        IEnumerable<string> own = installed.Files.Where(static file => file.Value is { NewVersionOf: null, IsLessons: false }).Select(static file => file.Key);
        return SourceSkill.Read(source.Name, source.Folder, isBundled: false).Files.Keys.ToHashSet(StringComparer.Ordinal).SetEquals(own)
            && own.All(path => FileLook.At(source.Folder, path).Has(installed.Files[path].Hash));
    }
}
