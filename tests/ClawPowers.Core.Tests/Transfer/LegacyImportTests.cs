using System.Collections;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Transfer;

public sealed class LegacyImportTests : IDisposable
{
    private static readonly DateTime Written = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    private readonly Scratch _scratch = new();
    private readonly string _home;

    public LegacyImportTests()
    {
        _home = _scratch.PathOf("home-1.0.0");
        foreach (string folder in new[] { "state", "metrics", "checkpoints", "feedback", "memory", "logs" })
        {
            Directory.CreateDirectory(Path.Combine(_home, folder));
        }

        File.WriteAllText(Path.Combine(_home, ".version"), "version=1.0.0\ninitialized=2026-01-01T00:00:00Z\n");
        File.WriteAllText(Path.Combine(_home, "README"), "about");
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void State_comes_in_with_its_keys_values_and_times_as_global_entries()
    {
        State("debug__login__root_cause", "a race\nin two lines\n");
        State("plain", "7\n");

        StoreImport import = Import();

        StateEntry entry = _scratch.Get("debug:login:root_cause");
        Assert.Equal(("a race\nin two lines", 1L, ClawScope.Global), (entry.Value, entry.Version, entry.Scope));
        Assert.Equal((Written, Written), (entry.UpdatedAt.UtcDateTime, entry.CreatedAt.UtcDateTime));
        Assert.Equal("7", _scratch.Get("plain").Value);
        Assert.Equal((2L, 0L, 0L), (import.EntriesAdded, import.EntriesUnchanged, import.EntriesKept));
        Assert.Null(import.SourceId);
    }

    [Theory]
    [InlineData("value\n", "value")]
    [InlineData("value\n\n", "value\n")]
    [InlineData("value", "value")]
    [InlineData("value\r\n", "value\r")]
    [InlineData("\n", "")]
    [InlineData("", "")]
    [InlineData("größer \U0001F680\0x\n", "größer \U0001F680\0x")]
    public void Exactly_one_line_end_is_taken_off_a_value(string file, string value)
    {
        State("key", file);

        Import();

        Assert.Equal(value, _scratch.Get("key").Value);
    }

    [Theory]
    [InlineData("a__b", "a:b", "a__b")]
    [InlineData("a_b__c", "a_b:c", "a_b__c")]
    [InlineData("a___b", "a:_b", "a___b")]
    [InlineData("a____b", "a:__b", "a____b")]
    [InlineData("__init__", "__init__", ":init:")]
    [InlineData("a__", "a__", "a:")]
    [InlineData("____", "____", "::")]
    [InlineData("_", "_", null)]
    [InlineData("a_b", "a_b", null)]
    public void Every_name_that_two_keys_share_is_read_as_one_of_them_and_reported(string file, string key, string? other)
    {
        State(file, "v\n");

        StoreImport import = Import();

        Assert.Equal("v", _scratch.Get(key).Value);
        Assert.Equal(file, key.Replace(":", "__", StringComparison.Ordinal));
        StoreImportIssue? issue = import.Issues.SingleOrDefault();
        Assert.Equal(other is null ? null : $"state/{file}, '{key}': its name can stand for '{key}' and for '{other}'; took it as '{key}'.", issue?.ToString());
        Assert.Equal(other is null ? null : ImportIssueKind.Ambiguous, issue?.Kind);
    }

    [Fact]
    public void Keys_that_are_not_allowed_here_are_percent_encoded_and_reported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Such names are not possible on Windows.");
        string[] names = ["glob__*", "what?", "list[0]", "back\\slash", "up..dir", "tab\there", "100%*"];
        foreach (string name in names)
        {
            State(name, name + "\n");
        }

        StoreImport import = Import();

        string[] keys = ["100%25%2A", "back%5Cslash", "glob:%2A", "list%5B0%5D", "tab%09here", "up.%2Edir", "what%3F"];
        Assert.Equal(keys, _scratch.Keys());
        Assert.Equal("up..dir", _scratch.Get("up.%2Edir").Value);
        Assert.Equal(keys, import.Issues.Where(issue => issue.Kind == ImportIssueKind.Renamed).Select(issue => issue.Key).Order(StringComparer.Ordinal));
        Assert.Equal(0, Import().EntriesAdded);
    }

    [Fact]
    public void Two_names_never_become_one_key()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Such names are not possible on Windows.");
        State("a*", "star\n");
        State("a%2A", "percent\n");
        State("x:y", "colon\n");
        State("x__y", "underscores\n");

        StoreImport import = Import();

        Assert.Equal(["percent", "star", "underscores", "colon"], Values("a%2A", "a%2A~2", "x:y~2", "x:y"));
        Assert.Equal(4, import.EntriesAdded);
        Assert.Equal(4, Import().EntriesUnchanged);
    }

    [Fact]
    public void A_name_too_long_for_a_key_is_cut_and_marked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Such names are not possible on Windows.");
        State(new string('*', 250), "stars\n");
        State(new string('*', 249), "fewer\n");

        Import();

        Assert.Equal(["fewer", "stars"], _scratch.List().Select(entry => entry.Value).Order());
        Assert.All(_scratch.Keys(), key => Assert.InRange(key.Length, 400, 512));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_kept_readably_and_reported()
    {
        File.WriteAllBytes(StatePath("latin"), [(byte)'a', 0xE9, (byte)'b', (byte)'\n']);
        File.WriteAllBytes(StatePath("wide"), [0xFF, 0xFE, (byte)'h', 0, (byte)'i', 0, (byte)'\n', 0]);

        StoreImport import = Import();

        Assert.Equal((@"a\xE9b", "hi"), (_scratch.Get("latin").Value, _scratch.Get("wide").Value));
        Assert.Equal(["latin", "wide"], import.Issues.Where(issue => issue.Kind == ImportIssueKind.Mended).Select(issue => issue.Key));
    }

    [Fact]
    public void A_secret_is_not_lost_and_is_reported()
    {
        string token = "ghp_" + new string('a', 36);
        State("token", token + "\n");
        Metrics("2026-01.jsonl", $$"""{"ts":"2026-01-01T00:00:00Z","skill":"s","outcome":"success","duration_s":1,"notes":"used {{token}}","session":""}""");

        StoreImport import = Import();

        Assert.Equal(token, _scratch.Get("token").Value);
        Assert.Equal("used " + token, _scratch.Runs().Single().Notes);
        StoreImportIssue[] secrets = [.. import.Issues.Where(issue => issue.Kind == ImportIssueKind.Secret)];
        Assert.Equal(["state/token", "metrics/2026-01.jsonl"], secrets.Select(issue => issue.File));
        Assert.DoesNotContain(import.Issues, issue => issue.ToString().Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_come_in_with_all_that_their_lines_say()
    {
        Metrics(
            "2026-01.jsonl",
            """{"ts":"2026-01-02T03:04:05Z","skill":"systematic-debugging","outcome":"success","duration_s":90,"notes":"a \"quoted\" note\nwith two lines","session":"abc"}""",
            """{"ts":"2026-01-02T03:04:06","skill":"tdd","outcome":"PARTIAL","duration_s":"1.5","notes":"","session":null,"findings":3,"confidence":0.8,"gate":"security","clean":true,"nested":{"a":[1]}}""",
            """{"ts":"2026-01-02T05:04:07+02:00","skill":"tdd","outcome":"skipped"}""");

        StoreImport import = Import();

        Assert.Equal((3L, 0L), (import.MetricsAdded, import.BadLines));
        SkillMetric[] runs = [.. _scratch.Runs().OrderBy(run => run.Id)];
        Assert.Equal(("systematic-debugging", SkillOutcome.Success, TimeSpan.FromSeconds(90), "abc"), (runs[0].Skill, runs[0].Outcome, runs[0].Duration, runs[0].SessionId));
        Assert.Equal("a \"quoted\" note\nwith two lines", runs[0].Notes);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), runs[0].Timestamp.UtcDateTime);
        Assert.Equal((MetricSource.Self, ClawScope.Global, null), (runs[0].Source, runs[0].Scope, runs[0].Agent));
        Assert.Equal((SkillOutcome.Partial, TimeSpan.FromSeconds(1.5), null), (runs[1].Outcome, runs[1].Duration, runs[1].SessionId));
        Assert.Equal([("findings", 3L), ("confidence", 0.8), ("gate", "security"), ("clean", (object)true)], runs[1].Measures.Cast<DictionaryEntry>().Select(measure => ((string)measure.Key, measure.Value!)));
        Assert.Equal("nested: {\"a\":[1]}", runs[1].Notes);
        Assert.Equal((null, null, new DateTime(2026, 1, 2, 3, 4, 7, DateTimeKind.Utc)), (runs[2].Duration, runs[2].Notes, runs[2].Timestamp.UtcDateTime));
        Assert.Equal((ImportIssueKind.OddField, 2L), import.Issues.Select(issue => (issue.Kind, issue.Line!.Value)).Single());
        _scratch.AssertSound();
    }

    [Fact]
    public void Broken_lines_are_counted_and_named_and_the_others_come_in()
    {
        File.WriteAllText(Path.Combine(_home, "metrics", "2026-02.jsonl"), "\uFEFF" + string.Join("\r\n",
            Run("a"),
            "{\"ts\":\"2026-02-01T00:00:00Z\",\"skill\":\"b\",\"outcome\":\"succ",
            "",
            "[1,2]",
            Run("").Replace("\"skill\":\"\"", "\"skill\":\"  \"", StringComparison.Ordinal),
            Run("c").Replace("success", "great", StringComparison.Ordinal),
            Run("d").Replace("2026", "soon", StringComparison.Ordinal),
            Run("e").Replace("\"duration_s\":5", "\"duration_s\":-5", StringComparison.Ordinal),
            Run("f").Replace("\"notes\":\"\"", "\"notes\":\"a\tb C:\\dir\"", StringComparison.Ordinal)));

        StoreImport import = Import();

        Assert.Equal(["a", "e", "f"], _scratch.Runs().OrderBy(run => run.Id).Select(run => run.Skill));
        Assert.Equal(5, import.BadLines);
        Assert.Equal(
            [("metrics/2026-02.jsonl", 2), ("metrics/2026-02.jsonl", 4), ("metrics/2026-02.jsonl", 5), ("metrics/2026-02.jsonl", 6), ("metrics/2026-02.jsonl", 7)],
            import.Issues.Where(issue => issue.Kind == ImportIssueKind.BadLine).Select(issue => (issue.File, (int)issue.Line!)));
        Assert.Equal("a\tb C:\\dir", _scratch.Runs().Single(run => run.Skill == "f").Notes);
        Assert.Equal((8, 9), ((int)import.Issues.Single(issue => issue.Kind == ImportIssueKind.OddField).Line!, (int)import.Issues.Single(issue => issue.Kind == ImportIssueKind.Mended).Line!));
        Assert.Equal(-5L, _scratch.Runs().Single(run => run.Skill == "e").Measures["duration_s"]);
    }

    [Fact]
    public void Doing_it_twice_changes_nothing()
    {
        State("a__b", "v\n");
        Metrics("2026-01.jsonl", Run("s"), Run("s"), Run("t"));
        Import();
        string before = _scratch.Export();

        StoreImport again = Import();

        Assert.Equal(before, _scratch.Export());
        Assert.Equal((0L, 1L, 0L, 3L), (again.EntriesAdded, again.EntriesUnchanged, again.MetricsAdded, again.MetricsUnchanged));
    }

    [Fact]
    public void Lines_that_say_the_same_are_runs_of_their_own_and_later_lines_come_in_later()
    {
        Metrics("2026-01.jsonl", Run("s"), Run("s"));
        Assert.Equal(2, Import().MetricsAdded);
        Metrics("2026-01.jsonl", Run("s"), Run("s"), Run("s"), Run("t"));
        Metrics("2026-02.jsonl", Run("s"));

        StoreImport import = Import();

        Assert.Equal((3L, 2L, 5), (import.MetricsAdded, import.MetricsUnchanged, _scratch.Runs().Count));
        _scratch.AssertSound();
    }

    [Theory]
    [InlineData(ImportConflict.Keep, "ours", "ours", 1, 2)]
    [InlineData(ImportConflict.Newest, "ours", "theirs", 1, 2)]
    [InlineData(ImportConflict.Replace, "theirs", "theirs", 2, 2)]
    public void An_entry_that_differs_follows_the_rule_and_is_reported(ImportConflict rule, string whenOlder, string whenNewer, long versionWhenOlder, int conflicts)
    {
        _scratch.Set("older", "ours");
        _scratch.Set("newer", "ours");
        State("older", "theirs\n");
        State("newer", "theirs\n");
        _scratch.Time.Move(TimeSpan.FromDays(2));
        File.SetLastWriteTimeUtc(StatePath("newer"), _scratch.Time.Now.UtcDateTime.AddDays(-1));

        StoreImport import = Import(rule);

        Assert.Equal((whenOlder, whenNewer, versionWhenOlder), (_scratch.Get("older").Value, _scratch.Get("newer").Value, _scratch.Get("older").Version));
        Assert.Equal(["newer", "older"], import.Issues.Where(issue => issue.Kind == ImportIssueKind.Conflict).Select(issue => issue.Key));
        Assert.Equal(conflicts, import.EntriesKept + import.EntriesReplaced);
        Assert.All(_scratch.History("older"), version => Assert.True(version.UpdatedAt <= _scratch.Time.Now));
        Assert.Equal(import.EntriesReplaced, Import(rule).EntriesUnchanged);
    }

    [Fact]
    public void What_was_removed_here_stays_removed_unless_it_is_to_be_replaced()
    {
        State("a", "v\n");
        Import();
        _scratch.Remove("a");

        Assert.Equal(1, Import().EntriesKept);
        Assert.Empty(_scratch.Keys());
        Assert.Equal(1, Import(ImportConflict.Replace).EntriesReplaced);
        Assert.Equal(("v", 3L), (_scratch.Get("a").Value, _scratch.Get("a").Version));
    }

    [Fact]
    public void A_purged_key_goes_on_counting()
    {
        _scratch.Set("a", 1);
        _scratch.Set("a", 2);
        _scratch.Purge("a");
        State("a", "v\n");

        Import();

        Assert.Equal(3, _scratch.Get("a").Version);
    }

    [Fact]
    public void A_number_here_is_the_text_of_it_there()
    {
        _scratch.Set("n", 42L);
        State("n", "42\n");

        Assert.Equal((1L, 0), (Import().EntriesUnchanged, Import().Issues.Count));
    }

    [Fact]
    public void Files_that_are_not_imported_are_named()
    {
        File.WriteAllText(Path.Combine(_home, "checkpoints", "one.json"), "{}");
        Directory.CreateDirectory(Path.Combine(_home, "logs", "deep"));
        File.WriteAllText(Path.Combine(_home, "logs", "deep", "today.log"), "x");
        File.WriteAllText(Path.Combine(_home, "metrics", "notes.txt"), "x");

        StoreImport import = Import();

        Assert.Equal(["metrics/notes.txt", "checkpoints/one.json", "logs/deep/today.log"], import.Issues.Select(issue => issue.File));
        Assert.All(import.Issues, issue => Assert.Equal(ImportIssueKind.LeftOut, issue.Kind));
        Assert.True(File.Exists(Path.Combine(_home, "checkpoints", "one.json")));
        Assert.False(File.Exists(_scratch.Location.File));
    }

    [Fact]
    public void A_project_can_be_named_and_a_trial_keeps_nothing()
    {
        State("a", "v\n");
        Metrics("2026-01.jsonl", Run("s"));

        StoreImport trial = _scratch.ImportPath(_home, project: "Example.com/X", commit: false);

        Assert.Equal((1L, 1L, false), (trial.EntriesAdded, trial.MetricsAdded, trial.IsCommitted));
        Assert.False(File.Exists(_scratch.Location.File));
        _scratch.ImportPath(_home, project: "Example.com/X");
        Assert.Equal(("example.com/x", "example.com/x"), (_scratch.List(scope: ClawScope.All).Single().Project, _scratch.Runs().Single().Project));
        Failure.Of("InvalidScope", () => _scratch.ImportPath(_home, scope: ClawScope.All));
    }

    [Fact]
    public void Without_a_path_the_home_beside_the_store_is_taken()
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Location.Directory, "state"));
        File.WriteAllText(Path.Combine(_scratch.Location.Directory, "state", "a__b"), "v\n");

        Assert.Equal(1, _scratch.ImportPath(null).EntriesAdded);
        Assert.Equal("v", _scratch.Get("a:b").Value);
    }

    [Fact]
    public void What_is_no_home_is_refused_with_its_reason()
    {
        Failure.Of("ImportSourceNotFound", () => _scratch.ImportPath(null));
        Failure.Of("ImportSourceNotFound", () => _scratch.ImportPath(_scratch.PathOf("nowhere")));
        Failure.Of("ImportFormatUnknown", () => _scratch.ImportPath(_scratch.WorkingDirectory));
        Assert.False(File.Exists(_scratch.Location.File));
    }

    [Fact]
    public void An_odd_skill_name_is_mended_and_a_future_run_is_taken_as_it_is()
    {
        Metrics("2026-01.jsonl", Run("what*[x]"), Run(new string('s', 300)), Run("s").Replace("2026-02-01", "2036-02-01", StringComparison.Ordinal));

        StoreImport import = Import();

        Assert.Equal(["what%2A%5Bx%5D", new string('s', 88), "s"], _scratch.Runs().OrderBy(run => run.Id).Select(run => run.Skill));
        Assert.Equal([ImportIssueKind.Renamed, ImportIssueKind.Renamed, ImportIssueKind.OddField], import.Issues.Select(issue => issue.Kind));
    }

    [Fact]
    public void A_large_home_says_how_far_it_is()
    {
        Metrics("2026-01.jsonl", [.. Enumerable.Range(0, 1200).Select(static i => Run("s" + i))]);
        List<Core.Transfer.TransferProgress> heard = [];

        new Core.Transfer.StoreImporter(_scratch.Context).Run(new() { Path = _home }, new Listener(heard.Add));

        Assert.Equal([("reading runs", 500), ("reading runs", 1000), ("writing", 500), ("writing", 1000)], heard.Select(progress => (progress.Step, (int)progress.Done)));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_kept_as_it_was_written_wherever_it_is()
    {
        Metrics(
            "2026-02.jsonl",
            Run("a").Replace("\"notes\":\"\"", "\"notes\":\"half \\ud83d, whole \\ud83d\\ude00\"", StringComparison.Ordinal),
            Run("b").Replace("\"session\"", "\"\\ude00\":1,\"session\"", StringComparison.Ordinal));

        StoreImport import = Import();

        Assert.Equal([ImportIssueKind.Mended, ImportIssueKind.OddField, ImportIssueKind.Mended], import.Issues.Select(issue => issue.Kind));
        Assert.Equal("half \\ud83d, whole \U0001F600", _scratch.Runs().Single(run => run.Skill == "a").Notes);
        Assert.Equal("\\ude00: 1", _scratch.Runs().Single(run => run.Skill == "b").Notes);
    }

    [Fact]
    public void An_integer_beyond_64_bits_keeps_its_digits()
    {
        Metrics("2026-02.jsonl", Run("a").Replace("\"session\"", "\"run\":-123456789012345678901234567890,\"session\"", StringComparison.Ordinal));

        Import();

        Assert.Equal("-123456789012345678901234567890", _scratch.Runs().Single().Measures["run"]);
    }

    [Theory]
    [InlineData("10:30", null)]
    [InlineData("1/2", null)]
    [InlineData("5.3", null)]
    [InlineData("2026-02-01 10:00", "2026-02-01T10:00:00")]
    [InlineData("Sun, 01 Feb 2026 10:00:00 GMT", "2026-02-01T10:00:00")]
    [InlineData("2026-01-01T01:00:00+02:00", "2025-12-31T23:00:00")]
    public void A_time_needs_a_date_with_its_year(string ts, string? moment)
    {
        Metrics("2026-02.jsonl", Run("a").Replace("2026-02-01T10:00:00Z", ts, StringComparison.Ordinal));

        StoreImport import = Import();

        Assert.Equal(moment is null ? 1 : 0, import.BadLines);
        Assert.Equal(moment, _scratch.Runs().SingleOrDefault()?.Timestamp.UtcDateTime.ToString("s"));
    }

    [Fact]
    public void Links_are_followed_and_a_device_is_not_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such devices on Windows.");
        File.WriteAllText(_scratch.PathOf("elsewhere"), "v\n");
        File.CreateSymbolicLink(StatePath("linked"), _scratch.PathOf("elsewhere"));
        File.CreateSymbolicLink(StatePath("endless"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(_home, "metrics", "endless.jsonl"), "/dev/zero");

        StoreImport import = Import();

        Assert.Equal(["v", string.Empty], Values("linked", "endless"));
        Assert.Equal(0, import.BadLines);
    }

    private static string Run(string skill) =>
        $$"""{"ts":"2026-02-01T10:00:00Z","skill":"{{skill}}","outcome":"success","duration_s":5,"notes":"","session":""}""";

    private object[] Values(params string[] keys) => [.. keys.Select(key => _scratch.Get(key).Value!)];

    private StoreImport Import(ImportConflict rule = ImportConflict.Keep) => _scratch.ImportPath(_home, rule);

    private string StatePath(string name) => Path.Combine(_home, "state", name);

    private void State(string name, string content)
    {
        File.WriteAllText(StatePath(name), content);
        File.SetLastWriteTimeUtc(StatePath(name), Written);
    }

    private void Metrics(string name, params string[] lines) => File.WriteAllText(Path.Combine(_home, "metrics", name), string.Join('\n', lines) + "\n");

    private sealed class Listener(Action<Core.Transfer.TransferProgress> hear) : IProgress<Core.Transfer.TransferProgress>
    {
        public void Report(Core.Transfer.TransferProgress value) => hear(value);
    }
}
