using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClawPowers.Core;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Skills.Finding;

namespace ClawPowers.Benchmarks;

/// <summary>The catalogue of skills against only reading their files.</summary>
internal static class SkillComparisons
{
    /// <summary>How many skills there are.</summary>
    public const int Count = 1_000;

    public static IEnumerable<Comparison> All(Scratch scratch)
    {
        string root = Fill(scratch.NewFolder());
        ClawContext context = scratch.Context(scratch.NewFolder()) with { HomeDirectory = string.Empty, BundledSkills = root };
        yield return new Comparison
        {
            Name = "Core: catalogue of 1,000 skills / only reading the files",
            Target = 3.0,
            Pairs = 21,
            Baseline = () => Read(root),
            Subject = () => Look(context, new SkillQuery()),
        };
        yield return new Comparison
        {
            Name = "Core: one of 1,000 skills by name / only reading the files",
            Target = 1.0,
            Pairs = 21,
            Baseline = () => Read(root),
            Subject = () => Look(context, new SkillQuery { Names = ["skill-0500"], WithContent = true }),
        };
        yield return new Comparison
        {
            Name = "Core: find among 1,000 skills / only reading the files",
            Target = 30.0,
            Pairs = 11,
            Baseline = () => Read(root),
            Subject = () => Find(context),
        };
    }

    /// <summary>Writes skills as people write them: five kilobytes, fifteen fields, the triggers being most of the front matter.</summary>
    public static string Fill(string root)
    {
        for (int i = 0; i < Count; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"skill-{i:0000}");
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"---\nname: {name}\ndescription: Use when the work number {i} comes up, or something fails whose cause is not plain. Observes first, ranks what may be the cause, tries one thing at a time and records what was found.\nlicense: MIT\nmetadata:\n");
            text.Append("  version: \"1.0.0\"\n  requires-tools: \"git\"\n  requires-runtime: \"false\"\n  tracks: \"hypotheses_tested time_to_root_cause false_positives reopened\"\n  improves: \"hypotheses=2..5\"\n  triggers: \"");
            text.AppendJoin("; ", Enumerable.Range(0, 25).Select(n => string.Create(CultureInfo.InvariantCulture, $"a situation {n} in plain words, {i}")));
            text.Append("\"\n---\n");
            for (int section = 0; section < 8; section++)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n## Section {section}\n\n");
                for (int line = 0; line < 6; line++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{line}. A step that says what to do, and how to see that it is done.\n");
                }

                text.Append("\n```powershell\nGet-ClawState debug:*\n```\n");
            }

            string folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName;
            File.WriteAllText(Path.Combine(folder, "SKILL.md"), text.ToString());
        }

        return root;
    }

    private static double Read(string root)
    {
        long started = Stopwatch.GetTimestamp();
        long bytes = 0;
        foreach (string folder in Directory.EnumerateDirectories(root))
        {
            bytes += File.ReadAllBytes(Path.Combine(folder, "SKILL.md")).Length;
        }

        double time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return bytes > Count * 3_000 ? time : throw new InvalidOperationException("The skills are not there.");
    }

    private static double Look(ClawContext context, SkillQuery query)
    {
        long started = Stopwatch.GetTimestamp();
        SkillListing listing = new SkillCatalogue(context).Entries(query);
        double time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return listing is { Entries.Count: Count or 1, Issues.Count: 0, Errors.Count: 0 } ? time : throw new InvalidOperationException("Not all skills were found.");
    }

    private static double Find(ClawContext context)
    {
        long started = Stopwatch.GetTimestamp();
        IReadOnlyList<SkillMatch> matches = new SkillFinder(context).Find("something fails and the cause is not plain", new SkillFindQuery());
        double time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return matches.Count == SkillFindQuery.DefaultFirst ? time : throw new InvalidOperationException("Nothing was found.");
    }
}
