using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class StoreTests
{
    [Fact]
    public void Incr_counts_from_nothing_down_and_up_and_prints_the_result()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "incr", "n").Prints("1\n");
        cli.Run("store", "incr", "n", "41").Prints("42\n");
        cli.Run("store", "incr", "n", "-50").Prints("-8\n");
        cli.Run("store", "set", "n", "7").Prints(string.Empty);
        cli.Run("store", "incr", "n").Prints("8\n");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("")]
    public void Incr_of_anything_but_an_integer_fails_and_changes_nothing(string value)
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "k", value);
        cli.Run("store", "incr", "k").Fails("not an integer");
        cli.Run("store", "get", "k").Prints(value + "\n");
    }

    [Fact]
    public void Incr_stays_within_its_bounds()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "incr", "n", "5", "--maximum", "5").Prints("5\n");
        cli.Run("store", "incr", "n", "--maximum", "5").Fails("maximum of 5", "Nothing was changed");
        cli.Run("store", "incr", "n", "-6", "--minimum", "0").Fails("minimum of 0");
        cli.Run("store", "get", "n").Prints("5\n");
    }

    [Fact]
    public void Append_adds_lines_and_makes_the_entry()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "append", "log", "one").Prints(string.Empty);
        cli.Run("store", "append", "log", "two").Prints(string.Empty);
        cli.Run("store", "get", "log").Prints("one\ntwo\n");
    }

    [Fact]
    public void If_version_takes_a_lease_once()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "lease", "a", "--if-version", "0", "--expires-in", "10m").Prints(string.Empty);
        cli.Run("store", "set", "lease", "b", "--if-version", "0").Fails("expected to be absent");
        cli.Run("store", "delete", "lease", "--if-version", "2").Fails("expected at version 2");
        cli.Run("store", "delete", "lease", "--if-version", "1").Prints(string.Empty);
        Assert.Equal(1, cli.Run("store", "exists", "lease").ExitCode);
    }

    [Fact]
    public void An_entry_that_expired_is_gone()
    {
        using var cli = new ScratchCli();
        JsonElement entry = cli.Run("store", "set", "k", "v", "--expires-in", "50ms", "--json").Json;
        Assert.Equal(JsonValueKind.String, entry.GetProperty("expiresAt").ValueKind);
        Thread.Sleep(80);
        cli.Run("store", "get", "k").Fails("There is no entry 'k'");
    }

    [Fact]
    public void A_secret_is_refused_unless_insisted_on()
    {
        using var cli = new ScratchCli();
        string secret = "postgres://user:" + "hunter22hunter@db.example.com/x";
        cli.Run("store", "set", "k", secret).Fails("looks like it holds a secret", "--allow-secret insists");
        cli.Run("store", "append", "k", secret).Fails("--allow-secret insists");
        cli.Run("store", "set", "k", secret, "--allow-secret").Prints(string.Empty);
        cli.Run("store", "get", "k").Prints(secret + "\n");
    }

    [Fact]
    public void List_takes_a_prefix_or_a_glob()
    {
        using var cli = new ScratchCli();
        foreach (string key in (string[])["debug:a:cause", "debug:b:cause", "debug:b:fix", "plan:x"])
        {
            cli.Run("store", "set", key, "v");
        }

        cli.Run("store", "list").Prints("debug:a:cause\ndebug:b:cause\ndebug:b:fix\nplan:x\n");
        cli.Run("store", "list", "debug:b").Prints("debug:b:cause\ndebug:b:fix\n");
        cli.Run("store", "list", "debug:*:cause").Prints("debug:a:cause\ndebug:b:cause\n");
        cli.Run("store", "list", "*:[af]*").Prints("debug:a:cause\ndebug:b:fix\n");
        cli.Run("store", "list-values", "plan").Prints("plan:x=v\n");
        cli.Run("store", "list", "debug:[a").Fails("not a valid pattern");
        Assert.Empty(cli.Run("store", "list", "zzz", "--json").Json.EnumerateArray());
    }

    [Fact]
    public void List_values_never_lets_a_value_pass_for_another_entry()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "a", "1\nb=2");
        cli.Run("store", "set", "c", "\"quoted\"");
        cli.Run("store", "set", "d=e", "f");
        cli.Run("store", "set", "g", @"C:\new");
        cli.Run("store", "set", "h", "tab\there \u001b[31mred\u2028x");
        cli.Run("store", "list-values").Prints(
            """
            a="1\nb=2"
            c="\"quoted\""
            "d=e"=f
            g=C:\new
            h="tab\there \u001B[31mred\u2028x"

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_value_can_be_read_back_from_list_values()
    {
        using var cli = new ScratchCli();
        string[] parts = ["\n", "\r", "\"", "\\", "=", "\t", " ", "a", "\\n", "\u0000", "\u0085", "\u2029", "🦀", "é"];
        var random = new Random(7);
        for (int i = 0; i < 100; i++)
        {
            string value = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)]));
            cli.Run("store", "set", "k", "--", value).Prints(string.Empty);
            string line = Assert.Single(cli.Run("store", "list-values", "k").Lines);
            Assert.StartsWith("k=", line, StringComparison.Ordinal);
            string shown = line[2..];
            Assert.Equal(value, shown.StartsWith('"') ? JsonDocument.Parse(shown).RootElement.GetString() : shown);
        }
    }

    [Fact]
    public void History_and_undo_show_and_return_to_what_was()
    {
        using var cli = new ScratchCli();
        cli.Environment["CLAWPOWERS_AGENT"] = "tester";
        cli.Run("store", "set", "k", "one");
        cli.Run("store", "set", "k", "two\nlines");
        cli.Run("store", "delete", "k");
        CliResult history = cli.Run("store", "history", "k");
        Assert.Equal(3, history.Lines.Length);
        Assert.Matches(@"^   3  \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z  remove  tester$", history.Lines[0]);
        Assert.EndsWith("  set     tester  \"two\\nlines\"", history.Lines[1], StringComparison.Ordinal);
        Assert.Single(cli.Run("store", "history", "k", "--limit", "1").Lines);
        cli.Environment["CLAWPOWERS_AGENT"] = "a\u001b[31m";
        cli.Run("store", "set", "odd", "v");
        Assert.Contains("  \"a\\u001B[31m\"  v", cli.Run("store", "history", "odd").Lines[0], StringComparison.Ordinal);
        Assert.Equal(["remove", "set", "set"], cli.Run("store", "history", "k", "--json").Json.EnumerateArray().Select(static version => version.GetProperty("change").GetString()));

        cli.Run("store", "undo", "k").Prints("two\nlines\n");
        cli.Run("store", "undo", "k", "--version", "1").Prints("one\n");
        cli.Run("store", "undo", "k", "--version", "77").Fails("no version 77", "clawpowers store history");
        cli.Run("store", "undo", "nope").Fails("There is no entry 'nope'");
        cli.Run("store", "history", "nope").Fails("There is no entry 'nope'");
    }

    [Fact]
    public void Find_finds_words_in_keys_and_values()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "debug:pool", "Connection not closed");
        cli.Run("store", "set", "plan:pool", "close the connection");
        cli.Run("store", "find", "connection", "closed", "--keys", "debug:").Prints("debug:pool  Connection not closed\n");
        Assert.Equal(2, cli.Run("store", "find", "connection", "--json").Json.GetArrayLength());
        Assert.Single(cli.Run("store", "find", "connection", "--limit", "1").Lines);
        CliResult nothing = cli.Run("store", "find", "zebra");
        Assert.Equal((0, string.Empty, "Nothing found.\n"), (nothing.ExitCode, nothing.Output, nothing.Error));
        cli.Run("store", "find", " ").Fails("clawpowers store find");
    }

    [Fact]
    public void Delete_removes_and_purge_erases()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "k", "xyzzy-unusual");
        Assert.Equal("xyzzy-unusual", cli.Run("store", "delete", "k", "--json").Json.GetProperty("value").GetString());
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(cli.Run("store", "delete", "k", "--json").Output).RootElement.ValueKind);
        JsonElement purged = cli.Run("store", "delete", "k", "--purge", "--json").Json;
        Assert.True(purged.GetProperty("isErased").GetBoolean());
        cli.Run("store", "history", "k").Fails("There is no entry 'k'");
        Assert.All(Directory.EnumerateFiles(cli.StoreDirectory), static file => Assert.DoesNotContain("xyzzy", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Equal(0, cli.Run("store", "delete", "k", "--purge").ExitCode);
    }

    [Fact]
    public void A_project_and_the_global_scope_are_kept_apart_and_the_nearer_wins()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "k", "global").Prints(string.Empty);
        cli.Run("store", "set", "only:global", "g").Prints(string.Empty);
        cli.MakeRepository("git@Example.com:Team/App.git");
        cli.Run("store", "get", "k").Prints("global\n");
        cli.Run("store", "set", "k", "mine").Prints(string.Empty);
        cli.Run("store", "get", "k").Prints("mine\n");
        cli.Run("store", "get", "k", "--scope", "global").Prints("global\n");
        cli.Run("store", "get", "k", "--project", "example.com/team/app").Prints("mine\n");
        cli.Run("store", "get", "only:global", "--scope", "project").Fails("there is one in: the global scope", "With --scope all it is found.");
        cli.Run("store", "list-values").Prints("k=mine\nonly:global=g\n");
        cli.Run("store", "list", "--scope", "project").Prints("k\n");
        Assert.Equal(3, cli.Run("store", "list", "--json").Json.GetArrayLength());
        Assert.Equal(3, cli.Run("store", "list", "--scope", "all").Lines.Length);
        Assert.Equal(["global", "project"], cli.Run("store", "get", "k", "--scope", "all", "--json").Json.EnumerateArray().Select(static entry => entry.GetProperty("scope").GetString()));
        cli.Run("store", "set", "k", "other", "--project", "example.com/team/lib").Prints(string.Empty);
        cli.Run("store", "get", "k").Prints("mine\n");
        Assert.Equal("example.com/team/app", cli.Run("status", "--json").Json.GetProperty("project").GetString());
    }

    [Fact]
    public void Json_has_all_members_of_an_entry()
    {
        using var cli = new ScratchCli();
        cli.Environment["CLAWPOWERS_SESSION"] = "s1";
        JsonElement entry = cli.Run("store", "set", "k", "v", "--json").Json;
        Assert.Equal(
            ["key", "value", "version", "scope", "project", "createdAt", "updatedAt", "expiresAt", "sessionId", "agent"],
            entry.EnumerateObject().Select(static member => member.Name));
        Assert.Equal("s1", entry.GetProperty("sessionId").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", entry.GetProperty("createdAt").GetString()!);
        Assert.Equal(2, cli.Run("store", "incr", "n", "2", "--json").Json.GetProperty("value").GetInt64());
        Assert.Equal(0, cli.Run("store", "get", "nope", "d", "--json").Json.GetProperty("version").GetInt32());
        Assert.False(cli.Run("init", "--json").Json.GetProperty("created").GetBoolean());
        Assert.True(cli.Run("status", "--json").Json.GetProperty("exists").GetBoolean());
    }

    [Theory]
    [InlineData("store", "set", "k", "v")]
    [InlineData("store", "append", "k", "v")]
    [InlineData("store", "incr", "n")]
    public void A_change_is_booked_to_whom_the_line_names_else_to_whom_the_variables_name(params string[] line)
    {
        using var cli = new ScratchCli();
        cli.Environment["CODEX_THREAD_ID"] = "of-codex";
        Assert.Equal(("of-codex", "codex"), Who(cli.Run([.. line, "--json"]).Json));
        cli.Environment["CLAWPOWERS_SESSION"] = "s1";
        Assert.Equal(("s1", "codex"), Who(cli.Run([.. line, "--json", "--agent", " "]).Json));
        Assert.Equal(("s2", "me"), Who(cli.Run([.. line, "--json", "--session-id", "s2", "--agent", "me"]).Json));

        static (string?, string?) Who(JsonElement entry) => (entry.GetProperty("sessionId").GetString(), entry.GetProperty("agent").GetString());
    }

    [Fact]
    public void Removals_batches_and_runs_can_be_booked_too()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "k", "v", "--session-id", "s1").Prints(string.Empty);
        cli.Run("store", "delete", "k", "--session-id", "s2", "--agent", "me");
        cli.RunWith("{\"op\":\"set\",\"key\":\"k\",\"value\":\"w\"}\n", "store", "apply", "-", "--session-id", "s3");
        Assert.Equal(["s3", "s2", "s1"], cli.Run("store", "history", "k", "--json").Json.EnumerateArray().Select(static version => version.GetProperty("sessionId").GetString()));
        Assert.Equal("me", cli.Run("metrics", "record", "--skill", "s", "--outcome", "success", "--agent", "me", "--json").Json.GetProperty("agent").GetString());
    }

    [Fact]
    public void The_status_says_whose_session_it_is_how_that_is_known_and_which_hooks_failed()
    {
        using var cli = new ScratchCli();
        cli.Run("init");
        JsonElement none = cli.Run("status", "--json").Json;
        Assert.Equal((null, "none", 0), (none.GetProperty("sessionId").GetString(), none.GetProperty("sessionSource").GetString(), none.GetProperty("hookFailures").GetArrayLength()));
        Assert.Contains("session    unknown (CLAWPOWERS_SESSION)\n", cli.Run("status").Output, StringComparison.Ordinal);

        cli.Environment["CURSOR_CONVERSATION_ID"] = "c1";
        File.WriteAllText(Path.Combine(cli.StoreDirectory, "hook.log"), "{\"at\":\"2026-11-21T09:16:00Z\",\"agent\":\"cursor\",\"message\":\"no\"}\n");
        JsonElement known = cli.Run("status", "--json").Json;
        Assert.Equal(("c1", "agentVariable", "cursor"), (known.GetProperty("sessionId").GetString(), known.GetProperty("sessionSource").GetString(), known.GetProperty("agent").GetString()));
        Assert.Equal("""{"at":"2026-11-21T09:16:00.000Z","agent":"cursor","message":"no"}""", known.GetProperty("hookFailures")[0].GetRawText());
        Assert.Equal(known.EnumerateObject().Count(), known.EnumerateObject().Select(static member => member.Name).Distinct().Count());
        Assert.Contains("session    c1 (by the agent's own variable)\nagent      cursor\nhooks      failed 2026-11-21T09:16:00.000Z, cursor: no\n", cli.Run("status").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("exists")]
    [InlineData("history")]
    public void A_pattern_is_not_a_key(string command)
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "a", "v");
        cli.Run("store", command, "a*").Fails("kept for patterns");
    }

    [Fact]
    public void A_damaged_store_is_one_clear_error()
    {
        using var cli = new ScratchCli();
        Directory.CreateDirectory(cli.StoreDirectory);
        File.WriteAllText(Path.Combine(cli.StoreDirectory, "clawpowers.db"), new string('x', 5000));
        cli.Run("store", "get", "k").Fails("is not a ClawPowers store");
        cli.Run("store", "exists", "k").Fails("is not a ClawPowers store");
    }
}
