using ClawPowers.Core.Errors;
using ClawPowers.Core.Skills.Finding;
using ClawPowers.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Skills.Finding;

public sealed class FinderTests
{
    [Fact]
    public void A_trigger_that_says_the_same_leads_to_its_skill_and_is_the_reason()
    {
        using Scratch scratch = WithSkills();

        SkillMatch match = Find(scratch, "our tests pass alone but fail when run together")[0];

        Assert.Equal((1, "debugging"), (match.Rank, match.Name));
        Assert.InRange(match.Score, 0.3, 1);
        Assert.StartsWith("\"tests\", \"pass\", \"alone\", \"fail\", \"together\" in the trigger 'the tests pass alone but fail together'", match.Reason, StringComparison.Ordinal);
        Assert.Equal((SkillSource.Bundled, true, null, null), (match.Source, match.IsAvailable, match.Runs, match.Rate));
        Assert.EndsWith(Path.Combine("debugging", "SKILL.md"), match.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_is_met_by_one_that_means_the_same_and_the_reason_says_by_which()
    {
        using Scratch scratch = WithSkills();

        SkillMatch match = Find(scratch, "an invoice arrived")[0];

        Assert.Equal("paying", match.Name);
        Assert.Contains("\"invoice\" as '", match.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("test fails togehter alnoe")]
    [InlineData("TESTS FAILING TOGETHER")]
    [InlineData("testsFailTogether")]
    [InlineData("tests_fail_together")]
    [InlineData("tésts fäil together")]
    public void Slips_case_names_and_accents_keep_nobody_from_being_found(string situation)
    {
        using Scratch scratch = WithSkills();

        Assert.Equal("debugging", Find(scratch, situation)[0].Name);
    }

    [Fact]
    public void A_skill_without_triggers_is_found_by_name_description_and_headings()
    {
        using Scratch scratch = WithSkills();
        SkillFolder.Write(scratch.Bundled(), "invoice-archive", "name: invoice-archive\ndescription: Files scanned receipts by vendor and year.", "# Steps\n\n## Sort by tax office\n\n```\n# walrus\n```\n");

        Assert.Equal("invoice-archive", Find(scratch, "where does the scanned receipt of that vendor go")[0].Name);
        SkillMatch byHeading = Find(scratch, "the tax office")[0];
        Assert.Equal("invoice-archive", byHeading.Name);
        Assert.Contains("the heading 'Sort by tax office'", byHeading.Reason, StringComparison.Ordinal);
        Assert.Empty(Find(scratch, "walrus"));
    }

    [Fact]
    public void What_a_skill_says_that_it_is_not_for_does_not_lead_to_it()
    {
        using Scratch scratch = WithSkills();
        SkillFolder.Write(scratch.Bundled(), "gardening", "name: gardening\ndescription: Looks after plants. Not for cooking with saffron.");

        Assert.Empty(Find(scratch, "cooking with saffron"));
        Assert.Equal("gardening", Find(scratch, "look after my plants")[0].Name);
    }

    [Theory]
    [InlineData("what shall I cook for dinner")]
    [InlineData("qwertz uiopü")]
    [InlineData("la tour est haute")]
    [InlineData("今日は天気がいい")]
    [InlineData("\U0001F389")]
    [InlineData("42")]
    [InlineData("the of and")]
    public void What_fits_no_skill_finds_none(string situation)
    {
        using Scratch scratch = WithSkills();

        Assert.Empty(Find(scratch, situation));
    }

    [Fact]
    public void A_situation_in_a_script_without_spaces_finds_the_trigger_in_that_script()
    {
        using Scratch scratch = WithSkills();
        SkillFolder.Write(scratch.Bundled(), "chinese", "name: chinese\ndescription: Databases.\nmetadata:\n  triggers: 数据库连接池超时");

        Assert.Equal("chinese", Find(scratch, "连接池超时了")[0].Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("?!… ---")]
    [InlineData("\u0000\u001b\u0007")]
    public void A_situation_without_words_is_refused(string situation)
    {
        using Scratch scratch = WithSkills();

        ClawException error = Assert.Throws<ClawException>(() => Find(scratch, situation));

        Assert.Equal(("EmptySituation", ClawErrorKind.InvalidArgument), (error.ErrorId, error.Kind));
    }

    [Fact]
    public void Of_a_huge_situation_the_beginning_counts()
    {
        using Scratch scratch = WithSkills();

        Assert.Equal("debugging", Find(scratch, "the tests fail together\n" + new string('x', 1_000_000))[0].Name);
        Assert.Equal("debugging", Find(scratch, string.Concat(Enumerable.Repeat("the tests fail together. ", 40_000)))[0].Name);
    }

    [Fact]
    public void A_secret_in_the_situation_is_not_said_again()
    {
        using Scratch scratch = WithSkills();
        string secret = "ghp_" + new string('a', 18) + "B1c2D3e4F5g6H7i8J9";
        SkillFolder.Write(scratch.Bundled(), "leaky", $"name: leaky\ndescription: Something about {secret}.");

        Assert.All(Find(scratch, $"the tests fail together with {secret}", all: true), match => Assert.DoesNotContain(secret, match.Reason, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void What_steers_a_screen_in_a_strangers_trigger_is_written_out()
    {
        using Scratch scratch = WithSkills();
        SkillFolder.Write(scratch.Bundled(), "hostile", "name: hostile\ndescription: Quokkas.\nmetadata:\n  triggers: \"a quokka \\e[31m smiles\"");

        SkillMatch match = Find(scratch, "quokka smiles")[0];

        Assert.Equal("hostile", match.Name);
        Assert.DoesNotContain(match.Reason, char.IsControl);
    }

    [Fact]
    public void A_skill_that_lacks_a_tool_is_found_and_says_so()
    {
        using Scratch scratch = WithSkills();
        SkillFolder.Write(scratch.Bundled(), "rockets", "name: rockets\ndescription: Launches rockets.\nmetadata:\n  requires-tools: no-such-rocket-tool");

        SkillMatch match = Find(scratch, "rockets")[0];

        Assert.False(match.IsAvailable);
        Assert.EndsWith("not usable here: no-such-rocket-tool missing", match.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_come_than_are_wanted_and_all_of_them_on_demand()
    {
        using Scratch scratch = WithSkills();
        string situation = "the failing payment test";

        Assert.Single(Find(scratch, situation, first: 1));
        IReadOnlyList<SkillMatch> all = Find(scratch, situation, first: 1, all: true);
        Assert.True(all.Count >= 2);
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(match => match.Rank));
        Assert.Equal(all.OrderByDescending(match => match.Score).Select(match => match.Score), all.Select(match => match.Score));
    }

    [Fact]
    public void Without_skills_nothing_is_found_and_nothing_is_made()
    {
        using var scratch = new Scratch();

        Assert.Empty(Find(scratch, "the tests fail"));
        Assert.False(Directory.Exists(scratch.Location.Directory));
    }

    [Fact]
    public void One_bad_skill_hides_no_other_and_is_named()
    {
        using Scratch scratch = WithSkills();
        SkillFolder.Write(scratch.Bundled(), "bad", "name: [");
        var finder = new SkillFinder(scratch.Context);

        Assert.Equal("debugging", finder.Find("tests fail together", new SkillFindQuery())[0].Name);
        Assert.Contains(finder.Issues, issue => issue.File.Contains("bad", StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_is_asked_scores_lie_between_0_and_1_and_the_same_question_has_the_same_answer()
    {
        using Scratch scratch = WithSkills();
        string[] parts = ["test", "fail", "together", "pay", "invoice", "the", "x402", "don't", "work-tree", "HTTPServer", "é", "中文", "\U0001F680", "\uD800", "\0", "\u001b[1m", "'", "_", "-", "\n", "9", "aaaaaaaa"];
        Gen<string> text = from pieces in Gen.ListOf(Gen.OneOf(Gen.Elements(parts), ArbMap.Default.GeneratorFor<string>().Select(static any => any ?? string.Empty)))
                           from glue in Gen.Elements(" ", string.Empty)
                           select string.Join(glue, pieces);
        var finder = new SkillFinder(scratch.Context);
        Prop.ForAll(text.ToArbitrary(), situation =>
        {
            try
            {
                IReadOnlyList<SkillMatch> once = finder.Find(situation, new SkillFindQuery { All = true });
                IReadOnlyList<SkillMatch> again = new SkillFinder(scratch.Context).Find(situation, new SkillFindQuery { All = true });
                return once.All(static match => match.Score is >= 0 and <= 1 && !match.Reason.Any(char.IsControl)) && once.SequenceEqual(again);
            }
            catch (ClawException exception)
            {
                return exception.ErrorId == "EmptySituation";
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    private static Scratch WithSkills()
    {
        var scratch = new Scratch();
        SkillFolder.Write(scratch.Bundled(), "debugging", "name: debugging\ndescription: Use when something fails and nobody knows why.\nmetadata:\n  triggers: the tests pass alone but fail together; it crashes at night; the server hangs");
        SkillFolder.Write(scratch.Bundled(), "paying", "name: paying\ndescription: Pays for a call within a budget.\nmetadata:\n  triggers: the API wants money; a bill came; how much have we spent");
        SkillFolder.Write(scratch.Bundled(), "reviewing", "name: reviewing\ndescription: Use when a change should be looked at.\nmetadata:\n  triggers: who can review this; ask a colleague to look at my change");
        return scratch;
    }

    private static IReadOnlyList<SkillMatch> Find(Scratch scratch, string situation, int first = 5, bool all = false) =>
        new SkillFinder(scratch.Context).Find(situation, new SkillFindQuery { First = first, All = all });
}
