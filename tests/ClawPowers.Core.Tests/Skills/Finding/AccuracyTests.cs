using System.Globalization;
using System.Runtime.CompilerServices;
using ClawPowers.Core.Skills.Finding;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Skills.Finding;

/// <summary>
/// Whether the finder leads from situations in plain words to the right one of the program's own skills. The finder was tuned on
/// one half of a table of situations; the other half was kept back and decides.
/// </summary>
public sealed class AccuracyTests
{
    private const double FirstWanted = 0.85;
    private const double TopThreeWanted = 0.97;

    [Theory]
    [InlineData("Situations.tuning.tsv")]
    [InlineData("Situations.kept-back.tsv")]
    public void The_right_skill_comes_first_and_hardly_ever_after_the_third(string table)
    {
        string file = Path.Combine(Path.GetDirectoryName(ThisFile())!, table);
        using var scratch = new Scratch();
        scratch.Context = scratch.Context with { BundledSkills = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../../skills") };
        var finder = new SkillFinder(scratch.Context);
        List<string> misses = [];
        int first = 0;
        int topThree = 0;
        int all = 0;
        foreach (string[] line in File.ReadLines(file).Where(static line => line.Trim().Length > 0).Select(static line => line.Split('\t')))
        {
            (string skill, string situation) = (line[0], line[1]);
            IReadOnlyList<SkillMatch> matches = finder.Find(situation, new SkillFindQuery());
            int place = matches.FirstOrDefault(match => match.Name == skill)?.Rank ?? int.MaxValue;
            all++;
            first += place == 1 ? 1 : 0;
            topThree += place <= 3 ? 1 : 0;
            if (place > 1)
            {
                misses.Add($"{skill}: '{situation}' led to {string.Join(", ", matches.Select(static match => string.Create(CultureInfo.InvariantCulture, $"{match.Name} {match.Score:0.00}")))}");
            }
        }

        string figures = string.Create(CultureInfo.InvariantCulture, $"{table}: of {all} situations {first} lead to the right skill first, {topThree} among the first three.\n{string.Join('\n', misses)}");
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(all >= 50, $"{table} has only {all} situations.");
        Assert.True(first >= FirstWanted * all && topThree >= TopThreeWanted * all, figures);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
