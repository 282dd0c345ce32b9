using System.Text;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Skills.Checking.Repairing;

/// <summary>A text that was mended.</summary>
/// <param name="Text">The text.</param>
/// <param name="RuleIds">The rules that it no longer breaks, or less often.</param>
internal sealed record MendedText(string Text, IReadOnlyList<string> RuleIds);

/// <summary>
/// Mends what is mechanical, step by step. A step counts only if its rule is broken less often after it and no other rule about the
/// front matter more often: what is written can be read as well as before.
/// </summary>
internal static class SkillMender
{
    /// <summary>The one rule that is mended in every file of a skill.</summary>
    public const string OfEveryFile = "zero-width";

    private static readonly (string RuleId, Func<string, SkillDocument, string?> Mend)[] Steps =
    [
        ("byte-order-mark", static (text, _) => text.TrimStart('\uFEFF')),
        (OfEveryFile, static (text, _) => HiddenCharacters.Without(text)),
        ("line-ends", static (text, _) => WithEnds(text)),
        ("front-matter-end", FrontMatterMends.WithEndMark),
        ("tab-indentation", FrontMatterMends.AsRead),
        ("unquoted-value", FrontMatterMends.AsRead),
        ("trailing-space", FrontMatterMends.Trimmed),
        ("name-folder", FieldMends.NamedAsFolder),
        ("name-pattern", FieldMends.NamedAsFolder),
        ("metadata-text", FieldMends.Quoted),
        ("legacy-fields", LegacyMends.Moved),
        ("allowed-tools", FieldMends.ToolsJoined),
    ];

    /// <summary>The rules that can be mended.</summary>
    public static IReadOnlyList<string> RuleIds { get; } = [.. Steps.Select(static step => step.RuleId)];

    /// <summary>Mends a document; null if there is nothing that can be mended.</summary>
    public static MendedText? Mend(SkillDocument document)
    {
        if (!document.IsUtf8 || document.Length == 0)
        {
            return null;
        }

        string original = Encoding.UTF8.GetString(document.Bytes.Span);
        string text = original;
        SkillDocument current = document;
        Dictionary<string, int> faults = Count(current);
        List<string> mended = [];
        foreach ((string ruleId, Func<string, SkillDocument, string?> mend) in Steps)
        {
            if (faults[ruleId] == 0 || mend(text, current) is not { } next || next == text)
            {
                continue;
            }

            var after = SkillDocument.Parse(document.Path, next);
            Dictionary<string, int> left = Count(after);
            if (left[ruleId] < faults[ruleId] && left.All(rule => rule.Value <= faults[rule.Key] || IsUncovered(ruleId, rule.Key)))
            {
                mended.AddRange(left.Where(rule => rule.Value < faults[rule.Key] && RuleIds.Contains(rule.Key)).Select(static rule => rule.Key).Except(mended));
                (text, current, faults) = (next, after, left);
            }
        }

        return text == original ? null : new MendedText(text, mended);
    }

    // Front matter that could not be read had no fields to be wrong.
    private static bool IsUncovered(string mended, string other) =>
        mended is "front-matter-end" or "byte-order-mark" or OfEveryFile && other is not ("front-matter" or "front-matter-yaml" or "front-matter-end");

    private static Dictionary<string, int> Count(SkillDocument document)
    {
        var skill = new CheckedSkill(document, syntax: null, withFiles: false);
        return SkillRules.Standard.Concat(SkillRules.All.Where(static rule => rule.Id == OfEveryFile)).ToDictionary(static rule => rule.Id, rule => rule.Check(skill).Count(), StringComparer.Ordinal);
    }

    private static string WithEnds(string text)
    {
        string end = LineEnds.Of(Encoding.UTF8.GetBytes(text)).Usual;
        return string.Concat(FileLines.Of(text).Lines.Select(line => line.Text + (line.End.Length == 0 ? string.Empty : end)));
    }
}
