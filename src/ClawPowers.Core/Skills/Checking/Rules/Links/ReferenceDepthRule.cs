using ClawPowers.Core.Storage;

namespace ClawPowers.Core.Skills.Checking.Rules.Links;

/// <summary>What SKILL.md refers to is one level deep: in a folder beside it, and reached from it and not only by way of another page.</summary>
internal sealed class ReferenceDepthRule() : SkillRule(
    "reference-depth",
    SkillProblemSeverity.Warning,
    "What SKILL.md refers to is one level deep: in a folder beside it, and reached from it and not only by way of another page.",
    "Put the file into references/ itself, and link it from SKILL.md.")
{
    public override IEnumerable<Fault> Check(CheckedSkill skill)
    {
        LocalLink[] links = [.. skill.Links.Where(link => link.IsWithin && skill.HasFile(link.File))];
        string root = RealPath.Of(skill.Folder);
        HashSet<string> fromMain = [.. links.Where(link => link.Page == skill.Main).Select(static link => link.File!)];
        foreach (LocalLink link in links)
        {
            int depth = Path.GetRelativePath(root, link.File!).Count(static c => c == Path.DirectorySeparatorChar);
            if (depth > 1)
            {
                yield return link.At($"'{link.Link.Target}' is {depth} folders deep.");
            }
            else if (link.Page != skill.Main && !fromMain.Contains(link.File!) && !IsNamed(skill, Path.GetRelativePath(root, link.File!)) && link.File != RealPath.Of(skill.Main.Path))
            {
                yield return link.At($"'{link.Link.Target}' is reached from here alone, and not from SKILL.md.");
            }
        }
    }

    // A page may also say in words which file to read.
    private static bool IsNamed(CheckedSkill skill, string path) =>
        skill.Document.Text.Contains(path.Replace('\\', '/'), StringComparison.Ordinal);
}
