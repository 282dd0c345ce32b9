using System.Globalization;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Errors;

/// <summary>Every way in which reading skills can fail, each with its id and its sentence.</summary>
internal static class SkillErrors
{
    private const int Nearest = 3;

    public static ClawException NotFound(string name, IEnumerable<string> known, bool inPaths) => new(
        "SkillNotFound",
        ClawErrorKind.NotFound,
        $"There is no skill named '{Shorten(name)}' {(inPaths ? "in the given path" : "here")}.{Suggest(name, known)} Get-ClawSkill lists {(inPaths ? "the skills of the catalogue" : "those there are")}.",
        name);

    public static ClawException Unreadable(string name, SkillIssue issue) => new(
        "SkillUnreadable",
        ClawErrorKind.NotFound,
        $"The skill '{Shorten(name)}' can't be read. {issue}",
        name);

    public static ClawException PathNotFound(string path) => new(
        "SkillPathNotFound",
        ClawErrorKind.NotFound,
        $"There is nothing at '{path}'. Give a folder of skills, one skill's folder, or its SKILL.md.",
        path);

    public static ClawException NotASkillPath(string path) => new(
        "SkillPathNotFound",
        ClawErrorKind.NotFound,
        $"'{path}' is no SKILL.md. Give a folder of skills, one skill's folder, or its SKILL.md.",
        path);

    public static ClawException SectionNotFound(SkillEntry skill, string heading) => new(
        "SectionNotFound",
        ClawErrorKind.NotFound,
        skill.Sections.Count == 0
            ? $"The skill '{VisibleText.Escape(skill.Name)}' has no sections. Get-ClawSkill {skill.Name} -Content shows its text."
            : $"The skill '{VisibleText.Escape(skill.Name)}' has no section '{Shorten(heading)}'. It has: {Headings(skill)}.",
        heading);

    public static ClawException EmptySituation(string situation) => new(
        "EmptySituation",
        ClawErrorKind.InvalidArgument,
        "There are no words that describe a situation. Say in plain words what is at hand, such as: Find-ClawSkill 'the tests pass alone but fail together'",
        situation.Length <= 80 ? situation : situation[..77] + "...");

    private static string Headings(SkillEntry skill)
    {
        const int most = 30;
        string[] first = [.. skill.Sections.Keys.Cast<string>().Take(most).Select(static heading => VisibleText.Escape(Shorten(heading)))];
        return string.Join(", ", first) + (skill.Sections.Count > most ? string.Create(CultureInfo.InvariantCulture, $" and {skill.Sections.Count - most} more") : string.Empty);
    }

    private static string Suggest(string name, IEnumerable<string> known)
    {
        int most = Math.Max(2, name.Length / 3);
        string[] near =
        [
            .. known.Select(other => (Name: other, Distance: EditDistance.Between(name.ToUpperInvariant(), other.ToUpperInvariant(), most)))
                .Where(other => other.Distance <= most || (name.Length > 2 && other.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(static other => other.Distance)
                .ThenBy(static other => other.Name, StringComparer.Ordinal)
                .Select(static other => $"'{VisibleText.Escape(other.Name)}'")
                .Take(Nearest),
        ];
        return near.Length == 0 ? string.Empty : $" Did you mean {string.Join(" or ", near)}?";
    }

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
