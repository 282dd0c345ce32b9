using System.Globalization;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Sessions.Context.Sections;

/// <summary>The skills with what they are for, those first that have been of most use in the project; none that the agent has among its own.</summary>
internal sealed class SkillsSection : ContextSection
{
    private const int MostNamed = 3;
    private const int LongestName = 64;

    /// <inheritdoc/>
    public override string Name => "skills";

    /// <inheritdoc/>
    public override int Rank => 7;

    /// <inheritdoc/>
    public override SectionDraft? Draft(ContextSubject subject)
    {
        var folders = NativeSkills.Scan(subject);
        IReadOnlyDictionary<string, SkillUse> uses = subject.Store?.Uses() ?? new Dictionary<string, SkillUse>(StringComparer.Ordinal);
        Dictionary<string, (int Order, string Situation)> situations = new(StringComparer.Ordinal);
        foreach ((string skill, string situation) in subject.Guide.Situations)
        {
            situations.TryAdd(skill, (situations.Count, situation));
        }

        string[] ranked =
        [
            .. folders.Names
                .Where(static name => name != UsingSkill.Name && IsName(name))
                .OrderByDescending(name => uses.GetValueOrDefault(name).Helped)
                .ThenBy(name => situations.TryGetValue(name, out (int Order, string) known) ? known.Order : int.MaxValue)
                .ThenBy(static name => name, StringComparer.Ordinal),
        ];
        string[] listed = [.. ranked.Where(name => !folders.IsNative(name))];
        if (ranked.Length == 0)
        {
            return null;
        }

        string[] native = [.. ranked.Where(folders.IsNative)];
        List<string> lead = ["## Skills"];
        if (native.Length > 0)
        {
            lead.Add(Native(native, uses, isAll: listed.Length == 0));
        }

        int most = subject.Choose(brief: 20, full: 40);
        return new SectionDraft
        {
            Lead = lead,
            Items = [.. listed.Take(most).Select(name => Line(name, situations.TryGetValue(name, out (int, string Text) known) ? known.Text : null, folders.FolderOf(name), uses, subject))],
            Unlisted = Math.Max(0, listed.Length - most),
            More = subject.Commands.ListSkills,
        };
    }

    private static string Native(string[] names, IReadOnlyDictionary<string, SkillUse> uses, bool isAll)
    {
        string[] used = [.. names.Where(name => uses.GetValueOrDefault(name).Runs > 0).Take(MostNamed).Select(name => name + Use(name, uses))];
        return string.Create(CultureInfo.InvariantCulture, $"{(isAll ? "They are" : $"{names.Length} more are")} among your own{(used.Length == 0 ? "." : $"; most helpful here: {string.Join(", ", used)}.")}");
    }

    // What the table says is ours; what a skill says of itself may be anybody's.
    private static string Line(string name, string? situation, string folder, IReadOnlyDictionary<string, SkillUse> uses, ContextSubject subject) => situation is not null
        ? $"- {name}: {situation}{Use(name, uses)}"
        : $"{DataText.Prefix}{name} {DataText.Quote(Description(folder), subject.Choose(brief: 90, full: 200))}{Use(name, uses)}";

    private static string Use(string name, IReadOnlyDictionary<string, SkillUse> uses) => uses.GetValueOrDefault(name) is { Runs: > 0 } use
        ? string.Create(CultureInfo.InvariantCulture, $" ({use.Successes} of {use.Runs} succeeded)")
        : string.Empty;

    private static string Description(string folder) =>
        SkillDocument.Read(Path.Combine(folder, SkillFile.FileName)) is { FrontMatter: { } front } && SkillFields.Description(front) is { } description ? description : string.Empty;

    // As the standard has it. A folder by another name may be anything.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '-' && name[^1] != '-' && name.All(static c => c is '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
