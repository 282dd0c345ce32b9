using System.Text;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Sessions.Context;

/// <summary>What the skill <c>using-clawpowers</c> says: its prose, and its table of situations. The skill's file is the one source of both.</summary>
internal sealed class UsingSkill
{
    /// <summary>The skill's name.</summary>
    public const string Name = "using-clawpowers";

    private static readonly string[] Fallback =
    [
        "Before you act: does a skill fit the situation? Then read it whole and follow it. The user's words win over a skill. Say which skill you use.",
        "Look before you begin what earlier sessions learned; write down what the next one would have to find out again; record how each use of a skill went.",
    ];

    private UsingSkill(IReadOnlyList<string> opening, IReadOnlyList<string> prose, IReadOnlyList<(string Skill, string Situation)> situations) =>
        (Opening, Prose, Situations) = (opening, prose, situations);

    /// <summary>The paragraphs to begin with: those before the first section, and those with which a section opens.</summary>
    public IReadOnlyList<string> Opening { get; }

    /// <summary>All paragraphs.</summary>
    public IReadOnlyList<string> Prose { get; }

    /// <summary>Which skill is for what, in the order of the table.</summary>
    public IReadOnlyList<(string Skill, string Situation)> Situations { get; }

    /// <summary>Reads the skill out of the folder of the skills that come with the program; a few words of our own if it is not there.</summary>
    public static UsingSkill Read(ClawContext context) =>
        SkillFile.Read(Path.Combine(context.BundledSkills, Name, SkillFile.FileName)) is { } file && Parse(Encoding.UTF8.GetString(LineEnds.OfUnix(file.Bytes))) is { Opening.Count: > 0 } skill
            ? skill
            : new UsingSkill(Fallback, Fallback, []);

    /// <summary>Takes a file's text apart. What is neither prose nor a row of the table is passed over.</summary>
    internal static UsingSkill Parse(string text)
    {
        List<string> opening = [];
        List<string> prose = [];
        List<(string Skill, string Situation)> situations = [];
        StringBuilder paragraph = new();
        bool opens = true;
        bool inSection = false;
        bool isCode = false;
        foreach (string line in Body(text).Append(string.Empty))
        {
            string trimmed = line.Trim();
            if (trimmed.StartsWith("```", StringComparison.Ordinal))
            {
                (isCode, opens) = (!isCode, opens && !inSection);
            }
            else if (!isCode && trimmed.Length > 0 && trimmed[0] is not ('#' or '|'))
            {
                paragraph.Append(paragraph.Length > 0 ? " " : string.Empty).Append(trimmed);
                continue;
            }
            else if (!isCode && trimmed.StartsWith('|') && trimmed.Trim('|').Split('|') is [var situation, var skill] && skill.Trim() is var name && name.Length > 0 && name != "skill" && name[0] != '-')
            {
                situations.Add((name, WithoutBrackets(situation.Trim())));
            }

            if (paragraph.Length > 0)
            {
                string found = WithoutBrackets(paragraph.ToString());
                prose.Add(found);
                if (opens)
                {
                    opening.Add(found);
                    opens = !inSection;
                }

                paragraph.Clear();
            }

            if (!isCode && trimmed.StartsWith("## ", StringComparison.Ordinal))
            {
                (inSection, opens) = (true, true);
            }
        }

        return new UsingSkill(opening, prose, situations);
    }

    private static IEnumerable<string> Body(string text)
    {
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        int end = lines[0].TrimEnd() == "---" ? Array.FindIndex(lines, 1, static line => line.TrimEnd() == "---") : -1;
        return lines.Skip(end + 1);
    }

    // <name> is NAME: some agents turn the brackets into entities.
    private static string WithoutBrackets(string text)
    {
        for (int open = text.IndexOf('<', StringComparison.Ordinal); open >= 0; open = text.IndexOf('<', open + 1))
        {
            int close = text.IndexOf('>', open);
            if (close > open && text.AsSpan(open + 1, close - open - 1).IndexOfAnyExceptInRange('a', 'z') < 0)
            {
                text = string.Concat(text.AsSpan(0, open), text[(open + 1)..close].ToUpperInvariant(), text.AsSpan(close + 1));
            }
        }

        return text.Replace('<', '\u2039').Replace('>', '\u203A');
    }
}
