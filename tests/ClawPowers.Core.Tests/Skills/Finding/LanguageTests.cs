using ClawPowers.Core.Skills.Finding;
using ClawPowers.Core.Skills.Finding.Language;
using ClawPowers.Core.Text;

namespace ClawPowers.Core.Tests.Skills.Finding;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("The API returned 402!", "the api returned 402")]
    [InlineData("don't, can’t", "dont cant")]
    [InlineData("the reviewer's remark", "the reviewer remark")]
    [InlineData("NullReferenceException HTTPServer LinkedIn", "null reference exception http server linked in")]
    [InlineData("work-tree snake_case a.b", "work tree snake case a b")]
    [InlineData("Prüfung naïve Łódź", "prufung naive lodz")]
    [InlineData("数据 ok", "数 据 ok")]
    [InlineData("tab\tnul\0esc\u001b[31m", "tab nul esc 31m")]
    [InlineData("", "")]
    public void A_text_is_taken_apart_into_words(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Of(text).Select(word => word.Text)));

    [Fact]
    public void A_name_of_several_parts_is_known_as_a_whole_too()
    {
        Assert.Equal("linkedin", Words.Of("LinkedIn")[^1].Joined);
        Assert.Equal("worktree", Words.Of("work-tree")[^1].Joined);
        Assert.Null(Words.Of("work tree")[^1].Joined);
    }

    // The examples of Porter's paper, step by step.
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("feed", "feed")]
    [InlineData("agreed", "agre")]
    [InlineData("plastered", "plaster")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("sky", "sky")]
    [InlineData("relational", "relat")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("hopefulness", "hope")]
    [InlineData("electricity", "electr")]
    [InlineData("adoption", "adopt")]
    [InlineData("controlling", "control")]
    [InlineData("at", "at")]
    [InlineData("a1b", "a1b")]
    public void Endings_are_cut_as_Porter_describes(string word, string stem) => Assert.Equal(stem, Stemmer.Stem(word));

    [Fact]
    public void Irregular_forms_have_the_stem_of_their_word()
    {
        Assert.Equal(Thesaurus.Default.Stem("break"), Thesaurus.Default.Stem("broken"));
        Assert.Equal(Thesaurus.Default.Stem("pay"), Thesaurus.Default.Stem("paid"));
        Assert.Equal(Thesaurus.Default.Stem("repository"), Thesaurus.Default.Stem("repos"));
    }

    [Fact]
    public void A_phrase_of_the_thesaurus_is_met_by_its_words_in_order_only()
    {
        var thesaurus = Thesaurus.Parse("= pull request, pr\n~ money: pay, price");
        var features = new TextFeatures(thesaurus);

        Assert.Contains(features.Of("two pull requests"), feature => feature is { Kind: FeatureKind.Synonym, Text: "pull requests" });
        Assert.DoesNotContain(features.Of("request a pull"), feature => feature.Kind == FeatureKind.Synonym);
        Assert.Contains(features.Of("it paid the price"), feature => feature is { Kind: FeatureKind.Topic, Text: "price" });
        Assert.Equal("money", thesaurus.Topic(features.Of("price").Find(feature => feature.Kind == FeatureKind.Topic).Key));
    }

    [Fact]
    public void Two_words_and_the_one_that_they_make_are_the_same()
    {
        var features = new TextFeatures(Thesaurus.Parse(string.Empty));

        string together = features.Of("worktrees").Single().Key;
        Assert.Contains(features.Of("work trees"), feature => feature.Key == together);
    }

    [Theory]
    [InlineData("dependncy", "dependency")]
    [InlineData("concurently", "concurrently")]
    [InlineData("tset", "test")]
    [InlineData("rset", "rset")]
    [InlineData("plant", "plant")]
    [InlineData("zzzzzzzz", "zzzzzzzz")]
    public void A_slip_is_taken_for_the_known_word_next_to_it(string written, string meant)
    {
        var spelling = new Spelling();
        foreach (string word in new[] { "dependency", "concurrently", "test", "plan", "dependence" })
        {
            spelling.Learn(word);
        }

        Assert.Equal(meant, spelling.Mend(Words.Of(written))[0].Text);
    }

    [Theory]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "abcd", 1)]
    [InlineData("abcd", "abd", 1)]
    [InlineData("abc", "xyz", 3)]
    public void Slips_are_counted(string left, string right, int distance) => Assert.Equal(distance, EditDistance.Between(left, right, bound: 2));

    [Fact]
    public void Every_line_of_the_thesaurus_is_of_a_known_kind_and_names_no_word_twice()
    {
        using Stream stream = typeof(Thesaurus).Assembly.GetManifestResourceStream("Thesaurus.txt")!;
        using var reader = new StreamReader(stream);
        foreach (string line in reader.ReadToEnd().Split('\n').Where(static line => line.Length > 0 && line[0] != '#'))
        {
            Assert.Contains(line[0], ">=~");
            string[] terms = line[(line[0] == '=' ? 1 : line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',', StringSplitOptions.TrimEntries);
            Assert.All(terms, term => Assert.NotEmpty(Words.Of(term)));
            Assert.Equal(terms.Distinct(StringComparer.Ordinal), terms);
        }
    }

    [Theory]
    [InlineData("# One\n\n## Two ##\ntext # no\n```sh\n# comment\n```\n### Three", "One|Two|Three")]
    [InlineData("#none\n####### none\n~~~\n# in\n```\n# in\n~~~\n# out", "out")]
    [InlineData("", "")]
    public void Headings_are_found_outside_of_code(string markdown, string headings) => Assert.Equal(headings, string.Join('|', Headings.Of(markdown)));
}
