using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;
using Microsoft.Data.Sqlite;

namespace ClawPowers.Core.Tests.State;

public sealed class StateSearchTests
{
    [Theory]
    [InlineData("connection")]
    [InlineData("connections")]
    [InlineData("connected")]
    [InlineData("connect")]
    [InlineData("conn")]
    [InlineData("CONNECTION")]
    [InlineData("closed connection")]
    [InlineData("close path error")]
    [InlineData("payment-pool")]
    [InlineData("payment")]
    [InlineData("root_cause")]
    [InlineData("debug:payment-pool:root_cause")]
    [InlineData("\"connection\"")]
    [InlineData("connection*")]
    public void Words_find_an_entry_by_its_key_and_value_their_forms_and_their_beginnings(string query)
    {
        using var scratch = new Scratch();
        scratch.Set("debug:payment-pool:root_cause", "Connection not closed in the error path");
        scratch.Set("other", "nothing of the kind");

        Assert.Equal(["debug:payment-pool:root_cause"], scratch.Find(query).Select(match => match.Key));
    }

    [Theory]
    [InlineData("AND")]
    [InlineData("OR")]
    [InlineData("NOT")]
    [InlineData("NEAR(a b)")]
    [InlineData("NEAR(")]
    [InlineData("(")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("*")]
    [InlineData("^")]
    [InlineData("key:")]
    [InlineData("key:a")]
    [InlineData("{key value}:")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("'; DROP TABLE entry; --")]
    [InlineData("a\" OR \"b")]
    [InlineData("%_")]
    [InlineData("...")]
    [InlineData("\\")]
    [InlineData("?1 $match @x :y")]
    public void A_query_that_looks_like_syntax_is_searched_for_as_it_stands(string query)
    {
        using var scratch = new Scratch();
        scratch.Set("with", $"before {query} after");
        scratch.Set("without", "something else");

        Assert.Equal(["with"], scratch.Find(query).Select(match => match.Key));
    }

    [Theory]
    [InlineData("连接")]
    [InlineData("支付")]
    [InlineData("没有关闭")]
    [InlineData("闭")]
    public void Any_run_of_characters_finds_a_text_in_a_script_without_spaces(string query)
    {
        using var scratch = new Scratch();
        scratch.Set("zh", "支付连接在错误路径中没有关闭。");
        scratch.Set("other", "接连不断");

        Assert.Equal(["zh"], scratch.Find(query).Select(match => match.Key));
    }

    [Theory]
    [InlineData("データベース", "ja")]
    [InlineData("接続", "ja")]
    [InlineData("エラー", "ja")]
    [InlineData("가입", "ko")]
    [InlineData("เชื่อมต่อ", "th")]
    [InlineData("größe", "de")]
    [InlineData("grosse", "ch")]
    [InlineData("cafe", "fr")]
    [InlineData("\U0001F680", "emoji")]
    [InlineData("ship \U0001F680", "emoji")]
    [InlineData("\U00020BB7", "rare")]
    public void Words_of_many_languages_are_found(string query, string key)
    {
        using var scratch = new Scratch();
        scratch.Set("ja", "データベースへの接続でエラーが発生しました");
        scratch.Set("ko", "회원가입오류");
        scratch.Set("th", "การเชื่อมต่อล้มเหลว");
        scratch.Set("de", "Die Größe stimmt nicht");
        scratch.Set("ch", "grosse Sache");
        scratch.Set("fr", "au café");
        scratch.Set("emoji", "ship it \U0001F680");
        scratch.Set("rare", "\U00020BB7野家");

        Assert.Equal([key], scratch.Find(query).Select(match => match.Key));
    }

    [Fact]
    public void All_words_must_occur()
    {
        using var scratch = new Scratch();
        scratch.Set("both", "alpha beta");
        scratch.Set("one", "alpha");

        Assert.Equal(["both"], scratch.Find("beta alpha").Select(match => match.Key));
        Assert.Empty(scratch.Find("alpha gamma"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t\n")]
    public void A_search_for_nothing_is_refused(string query)
    {
        using var scratch = new Scratch();

        Failure.Of("EmptySearch", () => scratch.Find(query));
    }

    [Fact]
    public void Values_of_every_type_are_found_by_their_text()
    {
        using var scratch = new Scratch();
        scratch.Set("number", 424242);
        scratch.Set("fraction", 17.25m);
        scratch.Set("flag", true);
        scratch.Set("list", new object[] { "apples", "pears" });

        Assert.Equal("number", Assert.Single(scratch.Find("424242")).Key);
        Assert.Equal("fraction", Assert.Single(scratch.Find("17.25")).Key);
        Assert.Equal("flag", Assert.Single(scratch.Find("true")).Key);
        Assert.Equal("list", Assert.Single(scratch.Find("pear")).Key);
    }

    [Fact]
    public void The_index_follows_every_change()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "alpha");
        Assert.Single(scratch.Find("alpha"));

        scratch.Set("n", "beta");
        Assert.Empty(scratch.Find("alpha"));
        Assert.Single(scratch.Find("beta"));

        scratch.Append("n", "gamma");
        Assert.Single(scratch.Find("beta gamma"));

        scratch.Remove("n");
        Assert.Empty(scratch.Find("beta"));

        scratch.Undo("n");
        Assert.Single(scratch.Find("gamma"));

        scratch.Purge("n");
        Assert.Empty(scratch.Find("gamma"));

        scratch.Set("m", "delta");
        scratch.Set("n", "epsilon");
        Assert.Equal("m", Assert.Single(scratch.Find("delta")).Key);
        Assert.Equal("n", Assert.Single(scratch.Find("epsilon")).Key);
        Assert.All(scratch.Maintenance.Check(), check => Assert.True(check.Passed, check.Detail));
    }

    [Fact]
    public void An_expired_entry_that_is_written_anew_is_found_by_its_new_text_only()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "alpha", expiresAt: scratch.Time.Now.AddMinutes(1));
        Assert.Single(scratch.Find("alpha"));
        scratch.Time.Move(TimeSpan.FromMinutes(1));
        Assert.Empty(scratch.Find("alpha"));

        scratch.Set("n", "beta");

        Assert.Empty(scratch.Find("alpha"));
        Assert.Single(scratch.Find("beta"));
    }

    [Fact]
    public void The_first_64_thousand_characters_of_a_value_are_searched()
    {
        using var scratch = new Scratch();
        string filler = string.Concat(Enumerable.Repeat("filler ", 9300)); // 65,100 characters
        scratch.Set("n", $"start {filler} inside {filler} outside");

        Assert.Single(scratch.Find("start"));
        Assert.Single(scratch.Find("inside"));
        Assert.Empty(scratch.Find("outside"));
    }

    [Fact]
    public void A_snippet_shows_the_part_around_the_word_in_one_line()
    {
        using var scratch = new Scratch();
        scratch.Set("n", string.Concat(Enumerable.Repeat("word\r\n", 100)) + "the needle is here " + string.Concat(Enumerable.Repeat("other ", 100)));

        string snippet = Assert.Single(scratch.Find("needles")).Snippet;

        Assert.Contains("the needle is here", snippet, StringComparison.Ordinal);
        Assert.StartsWith("…", snippet, StringComparison.Ordinal);
        Assert.EndsWith("…", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', snippet);
        Assert.InRange(snippet.Length, 100, 164);
    }

    [Fact]
    public void A_short_value_is_its_own_snippet()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "Connection not closed");

        Assert.Equal("Connection not closed", Assert.Single(scratch.Find("closing")).Snippet);
        Assert.Equal("Connection not closed", Assert.Single(scratch.Find("n")).Snippet);
    }

    [Fact]
    public void A_snippet_never_cuts_a_character_in_half()
    {
        using var scratch = new Scratch();
        for (int shift = 0; shift < 4; shift++)
        {
            scratch.Set("n", new string('x', shift) + string.Concat(Enumerable.Repeat("\U0001F680", 300)) + " needle " + string.Concat(Enumerable.Repeat("\U0001F680", 300)));

            string snippet = Assert.Single(scratch.Find("needle")).Snippet;

            Assert.Equal(snippet, new string([.. snippet.EnumerateRunes().SelectMany(rune => rune.ToString())]));
            Assert.DoesNotContain('\uFFFD', snippet);
        }
    }

    [Fact]
    public void A_secret_in_a_value_is_masked_in_the_snippet()
    {
        using var scratch = new Scratch();
        string token = "gh" + "p_" + new string('a', 36);
        scratch.State.Apply(new SetRequest { Key = "n", Value = $"the token {token} of the deployment", AllowSecret = true });

        Assert.Equal("the token <GitHub token> of the deployment", Assert.Single(scratch.Find("deployment")).Snippet);
    }

    [Fact]
    public void A_private_key_that_reaches_beyond_what_is_searched_is_masked_all_the_same()
    {
        using var scratch = new Scratch();
        string filler = string.Concat(Enumerable.Repeat("filler ", 9000)); // 63,000 characters
        string key = "-----BEGIN " + "PRIVATE KEY-----\n" + string.Concat(Enumerable.Repeat("QUJDREVGR0hJ\n", 500)) + "-----END PRIVATE KEY-----";
        scratch.State.Apply(new SetRequest { Key = "n", Value = $"{filler} deployment {key}", AllowSecret = true });

        string snippet = Assert.Single(scratch.Find("deployment")).Snippet;

        Assert.EndsWith("deployment <private key>", snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void The_best_match_comes_first_and_a_word_in_the_key_weighs_most()
    {
        using var scratch = new Scratch();
        scratch.Set("a", "pool " + string.Concat(Enumerable.Repeat("filler ", 50)));
        scratch.Set("b", "pool pool pool");
        scratch.Set("pool", "nothing else");

        IReadOnlyList<StateMatch> matches = scratch.Find("pool");

        Assert.Equal(["pool", "b", "a"], matches.Select(match => match.Key));
        Assert.True(matches[0].Score > matches[1].Score && matches[1].Score > matches[2].Score);
    }

    [Fact]
    public void No_more_matches_come_than_were_asked_for()
    {
        using var scratch = new Scratch();
        for (int i = 0; i < 30; i++)
        {
            scratch.Set($"n:{i:00}", "same text");
        }

        Assert.Equal(20, scratch.Find("same").Count);
        Assert.Equal(3, scratch.Find("same", limit: 3).Count);
        for (int i = 0; i < 5; i++)
        {
            scratch.Set($"mark:{i}", "!");
        }

        Assert.Equal(5, scratch.Find("!").Count);
        Assert.Equal(3, scratch.Find("!", limit: 3).Count);
    }

    [Fact]
    public void The_best_match_is_never_cut_off()
    {
        using var scratch = new Scratch();
        scratch.Set("a:token", "one two three four five six seven eight");
        scratch.Set("n:v", "token");
        for (int i = 0; i < 50; i++)
        {
            scratch.Set($"f{i}:v", "filler");
        }

        IReadOnlyList<StateMatch> all = scratch.Find("token");

        Assert.Equal(["a:token", "n:v"], all.Select(match => match.Key));
        Assert.Equal(all.Take(1), scratch.Find("token", limit: 1));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("d:*")]
    [InlineData("d:*:x")]
    [InlineData("*:x")]
    [InlineData("d:k")]
    public void A_pattern_does_not_make_the_search_ask_the_index_once_per_key(string pattern)
    {
        using var scratch = new Scratch();
        scratch.Set("d:k", "needle");
        scratch.Find("needle");
        using SqliteConnection connection = StoreConnections.OpenForReading(scratch.Location)!;
        KeyPattern keys = KeyPattern.Parse(pattern);
        using SqliteCommand command = connection.Command(
            "EXPLAIN QUERY PLAN " + StateSearch.IndexedSql(keys, [0]),
            [("$match", "\"needle\"*"), ("$limit", 20), ("$now", 0), ("$most", 10), .. KeyFilter.Parameters(keys)]);
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> steps = [];
        while (reader.Read())
        {
            steps.Add(reader.GetString(3).Replace("TABLE ", string.Empty, StringComparison.Ordinal).Replace("entry AS e", "e", StringComparison.Ordinal));
        }

        int index = steps.FindIndex(static step => step.StartsWith("SCAN entry_text ", StringComparison.Ordinal));
        Assert.Equal("SEARCH e USING INTEGER PRIMARY KEY (rowid=?)", steps[index + 1]);
        Assert.DoesNotContain(steps[..index], static step => step.Contains(" e ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_index_is_brought_up_to_date_in_slices()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        string filler = string.Concat(Enumerable.Repeat("filler ", 9_000)); // 63,000 characters
        void Write(string word) =>
            state.Apply([.. Enumerable.Range(0, 100).Select(number => state.Plan(new SetRequest { Key = $"n:{number:000}", Value = $"{word} {filler}", WantsEntry = false }))]);
        Write("alpha");
        using SqliteConnection connection = StoreConnections.OpenForWriting(scratch.Location);

        Assert.True(StateSearch.IndexSlice(connection));
        Assert.InRange(connection.ReadLong("SELECT up_to FROM indexed"), 20, 80);
        Assert.Equal(100, scratch.Find("alpha", limit: 1000).Count);
        Assert.False(StateSearch.IndexSlice(connection));

        Write("beta");
        Assert.True(StateSearch.IndexSlice(connection));
        Assert.InRange(connection.ReadLong("SELECT count(*) FROM unindexed"), 20, 80);
        Assert.Empty(scratch.Find("alpha"));
        Assert.Equal(100, scratch.Find("beta", limit: 1000).Count);
        Assert.Equal((0L, 100L), (connection.ReadLong("SELECT count(*) FROM unindexed"), connection.ReadLong("SELECT count(*) FROM entry_text")));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("\"\0b")]
    [InlineData("\0b\0")]
    public void A_nul_ends_a_word(string query)
    {
        using var scratch = new Scratch();
        scratch.Set("n", "a \"b\"");

        Assert.Equal(["n"], scratch.Find(query).Select(match => match.Key));
        Failure.Of("EmptySearch", () => scratch.Find("\0"));
    }

    [Fact]
    public void A_pattern_narrows_the_search_to_its_keys()
    {
        using var scratch = new Scratch();
        scratch.Set("debug:a", "needle");
        scratch.Set("plan:a", "needle");

        Assert.Equal(["plan:a"], scratch.Find("needle", "plan:*").Select(match => match.Key));
        Assert.Equal(["debug:a"], scratch.Find("needle", "debug:a").Select(match => match.Key));
    }

    [Fact]
    public void A_match_carries_the_entrys_own_figures()
    {
        using var scratch = new Scratch();
        scratch.Set("n", "needle");
        StateEntry entry = scratch.Append("n", "more");

        StateMatch match = Assert.Single(scratch.Find("needle"));

        Assert.Equal((entry.Version, entry.UpdatedAt, entry.Scope, entry.Project), (match.Version, match.UpdatedAt, match.Scope, match.Project));
    }

    [Fact]
    public void Searching_without_a_store_finds_nothing_and_makes_none()
    {
        using var scratch = new Scratch();

        Assert.Empty(scratch.Find("anything"));
        Assert.False(Directory.Exists(scratch.Location.Directory));
    }
}
