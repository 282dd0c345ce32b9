using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Lessons;

namespace ClawPowers.Core.Skills.Reading;

/// <summary>Makes entries of documents.</summary>
/// <param name="query">How much of a skill is wanted.</param>
/// <param name="lessons">The lessons in force by skill.</param>
internal sealed class SkillEntries(SkillQuery query, ILookup<string, SkillLesson> lessons)
{
    private readonly ProgramSearch _programs = ProgramSearch.OfProcess();
    private readonly SkillGlob? _section = query.Section is { } heading ? new SkillGlob(heading) : null;

    /// <summary>Why a document is no skill; null if it is one.</summary>
    public static SkillIssue? Problem(SkillDocument document)
    {
        if (document.FrontMatter is null)
        {
            DocumentFlaw flaw = document.Flaws.FirstOrDefault(static flaw => flaw.Kind is not (DocumentFlawKind.NotUtf8 or DocumentFlawKind.DuplicateKey or DocumentFlawKind.UnknownAlias))
                ?? new DocumentFlaw(DocumentFlawKind.InvalidYaml, 1, 1, "The front matter can't be read.");
            return new SkillIssue(document.Path, flaw.Line, "The skill is passed over. " + VisibleText.OneLine(flaw.Message));
        }

        return SkillFields.Description(document.FrontMatter) is null
            ? new SkillIssue(document.Path, document.FrontMatter.Find("description")?.Line ?? document.FirstLine, "The skill is passed over. It has no description, so no agent can tell when to use it. Add one to its front matter.")
            : null;
    }

    /// <summary>What is wrong with the name that a skill gives itself; null if nothing is.</summary>
    public static SkillIssue? NameProblem(SkillDocument document, string name) =>
        document.FrontMatter?.Find("name") is { Text: { } own } node && own.Trim() != name
            ? new SkillIssue(document.Path, node.Line, $"The skill calls itself '{VisibleText.OneLine(own)}'. It is known by its folder's name, '{name}'. Make them the same.")
            : null;

    /// <summary>Makes an entry. The document has no <see cref="Problem"/>.</summary>
    /// <param name="name">The skill's name.</param>
    /// <param name="document">Its file.</param>
    /// <param name="source">Where it was found.</param>
    /// <param name="shadowedBy">The file that counts before it; null for none.</param>
    public SkillEntry Make(string name, SkillDocument document, SkillSource source, string? shadowedBy)
    {
        FrontMatter front = document.FrontMatter!;
        IReadOnlyList<string> tools = SkillFields.RequiresTools(front);
        string[] inForce = [.. lessons[name].Select(Words)];

        // A thousand texts that nobody asked for are not kept: of one whose sections are asked for after all, the file is read once more.
        string path = document.Path;
        SkillDocument? kept = query.WithContent ? document : null;
        return new SkillEntry
        {
            Name = name,
            Description = SkillFields.Description(front)!,
            Version = SkillFields.Version(front),
            License = SkillFields.Line(front, "license"),
            Compatibility = SkillFields.Line(front, "compatibility"),
            AllowedTools = SkillFields.AllowedTools(front),
            Metadata = SkillFields.Metadata(front),
            RequiresTools = tools,
            RequiresRuntime = SkillFields.RequiresRuntime(front),
            Missing = tools.Count == 0 ? [] : [.. tools.Where(tool => !_programs.IsThere(tool))],
            Tracks = SkillFields.Tracks(front),
            Improves = SkillFields.Improves(front),
            Triggers = SkillFields.Triggers(front),
            Source = source,
            Path = document.Path,
            Folder = System.IO.Path.GetDirectoryName(document.Path)!,
            Tokens = document.Tokens,
            Hash = document.Hash,
            Lessons = inForce,
            ShadowedBy = shadowedBy,
            LazySections = new Lazy<IDictionary>(() => (kept ?? SkillDocument.Read(path)) is { } read ? SkillSections.Of(read, inForce) : new OrderedDictionary(0)),
            Content = query.WithContent && _section is null ? SkillSections.Content(document, inForce) : null,
        };
    }

    /// <summary>The entry with the text of the section that was asked for; null if it has none such.</summary>
    public SkillEntry? WithSection(SkillEntry entry) => _section is null ? entry
        : SkillSections.Text(entry.Sections, _section) is { } text ? entry with { Content = text } : null;

    /// <summary>That the section that was asked for is not there.</summary>
    public ClawException SectionNotFound(SkillEntry entry) => SkillErrors.SectionNotFound(entry, _section!.Pattern);

    private static string Words(SkillLesson lesson) => lesson.Parameter is null ? lesson.Text
        : string.Create(CultureInfo.InvariantCulture, $"{lesson.Parameter} = {lesson.Value:R}: {lesson.Text}");
}
