using System.Globalization;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Tests.Support;
using ClawPowers.Core.Transfer;

namespace ClawPowers.Core.Tests.Transfer;

/// <summary>An export brought into a store that has something in it already.</summary>
public sealed class ExportImportTests : IDisposable
{
    private static readonly string Token = "ghp_" + new string('c', 36);

    private readonly Scratch _there = new();
    private readonly Scratch _here = new();

    public ExportImportTests()
    {
        _here.Set("mine", "here");
    }

    public void Dispose()
    {
        _there.Dispose();
        _here.Dispose();
    }

    [Fact]
    public void Entries_that_are_only_there_come_in_with_their_history()
    {
        _there.Set("a", "one");
        _there.Append("a", "two");
        _there.Set("gone", 1L);
        _there.Remove("gone");
        _there.SetIn("example.com/p", "p", true);

        StoreImport import = _here.Import(_there.Export());

        Assert.Equal((3L, 2L, 0L, false), (import.EntriesAdded, import.VersionsAdded, import.EntriesKept, import.IsCopy));
        Assert.Equal(_there.History("a"), _here.History("a"));
        Assert.Equal([StateChange.Remove, StateChange.Set], _here.History("gone").Select(version => version.Change));
        Assert.Equal("example.com/p", _here.List("p", scope: ClawScope.All).Single().Project);
        Assert.Equal("a", _here.Find("two").Single().Key);
        Assert.NotEqual(import.SourceId, _here.Maintenance.Status().StoreId);
    }

    [Fact]
    public void Doing_it_twice_changes_nothing()
    {
        _there.Set("a", "one");
        _there.Set("gone", 1L);
        _there.Remove("gone");
        SkillMetric run = _there.Record("s", SkillOutcome.Failure, "why", TimeSpan.FromSeconds(3));
        _there.Metrics.Apply(new AmendMetricRequest { Id = run.Id, Outcome = SkillOutcome.Success });
        Recommend(_there, run.Id);
        string export = _there.Export();
        _here.Import(export);
        string before = _here.Export();

        StoreImport again = _here.Import(export, ImportConflict.Replace);

        Assert.Equal(before, _here.Export());
        Assert.Equal((0L, 2L, 0L, 1L, 0L, 1L), (again.EntriesAdded + again.EntriesReplaced, again.EntriesUnchanged, again.MetricsAdded + again.MetricsReplaced, again.MetricsUnchanged, again.RecommendationsTaken, again.RecommendationsUnchanged));
        Assert.Empty(again.Issues);
    }

    [Fact]
    public void A_stores_own_export_changes_nothing_in_it_masked_or_not()
    {
        _here.State.Apply(new Core.State.SetRequest { Key = "token", Value = Token, AllowSecret = true });
        _here.Append("token", "more");
        SkillMetric run = _here.Metrics.Apply(new AddMetricRequest { Skill = "s", Outcome = SkillOutcome.Success, Notes = Token, AllowSecret = true })!;
        Recommend(_here, run.Id);
        _here.Sql("INSERT INTO feedback (scope_id, at, request, reports) VALUES (0, 5, '{}', '[]')");
        string before = _here.Export();

        StoreImport masked = _here.Import(_here.Export(new ExportRequest()), ImportConflict.Replace);
        StoreImport whole = _here.Import(before, ImportConflict.Replace);

        Assert.Equal(before, _here.Export());
        Assert.Equal((2L, 1L, 1L, 0), (whole.EntriesUnchanged, whole.MetricsUnchanged, whole.RecommendationsUnchanged, whole.Issues.Count));
        Assert.Equal((2L, 1L), (masked.EntriesUnchanged, masked.MetricsUnchanged));
        Assert.All(masked.Issues, issue => Assert.Equal(ImportIssueKind.Masked, issue.Kind));
    }

    [Theory]
    [InlineData(ImportConflict.Keep, "here", "here")]
    [InlineData(ImportConflict.Newest, "here", "there")]
    [InlineData(ImportConflict.Replace, "there", "there")]
    public void Entries_that_differ_follow_the_rule_as_a_new_version_and_are_reported(ImportConflict rule, string whenOlder, string whenNewer)
    {
        _there.Set("older", "there");
        _here.Time.Move(TimeSpan.FromHours(1));
        _here.Set("older", "here");
        _here.Set("newer", "here");
        _there.Time.Move(TimeSpan.FromHours(2));
        _there.Set("newer", "first");
        _there.Append("newer", "x");
        _there.Set("newer", "there");

        StoreImport import = _here.Import(_there.Export(), rule);

        Assert.Equal((whenOlder, whenNewer), (_here.Get("older").Value, _here.Get("newer").Value));
        Assert.Equal((whenOlder == "here" ? 1L : 2L, whenNewer == "here" ? 1L : 2L), (_here.Get("older").Version, _here.Get("newer").Version));
        Assert.Equal(["newer", "older"], import.Issues.Select(issue => issue.Key));
        Assert.All(import.Issues, issue => Assert.Equal((ImportIssueKind.Conflict, "import.jsonl"), (issue.Kind, issue.File)));
        Assert.Equal("here", _here.History("older")[^1].Value);
        Assert.True(_here.History("older")[0].UpdatedAt >= _here.History("older")[^1].UpdatedAt);
        if (whenOlder == "there")
        {
            Assert.Equal("here", _here.Undo("older")!.Value);
        }
    }

    [Fact]
    public void An_appended_text_replaces_without_harm_to_the_history()
    {
        _here.Set("k", "a text that is longer than the other");
        _there.Set("k", "x");
        _there.Append("k", "y");

        _here.Import(_there.Export(), ImportConflict.Replace);

        Assert.Equal(["x\ny", "a text that is longer than the other"], _here.History("k").Select(version => version.Value));
    }

    [Fact]
    public void A_removal_there_is_a_difference_like_any_other()
    {
        _here.Set("k", "here");
        _there.Set("k", "there");
        _there.Remove("k");
        string export = _there.Export();

        Assert.Equal(1, _here.Import(export).EntriesKept);
        Assert.Equal(1, _here.Import(export, ImportConflict.Replace).EntriesReplaced);
        Assert.DoesNotContain("k", _here.Keys());
        Assert.Equal("here", _here.Undo("k")!.Value);
    }

    [Fact]
    public void A_purged_key_goes_on_counting()
    {
        _here.Set("k", 1L);
        _here.Set("k", 2L);
        _here.Purge("k");
        _there.Set("k", "a");
        _there.Set("k", "b");

        _here.Import(_there.Export());

        Assert.Equal([4L, 3L], _here.History("k").Select(version => version.Version));
    }

    [Fact]
    public void Runs_get_ids_of_this_store_and_are_known_again()
    {
        _here.Record("s", SkillOutcome.Success);
        _here.Metrics.Apply(new RemoveMetricRequest { Id = _here.Record("s", SkillOutcome.Failure).Id });
        SkillMetric first = _there.Record("s", SkillOutcome.Failure, "flaky", TimeSpan.FromSeconds(2), measures: new System.Collections.Hashtable { ["findings"] = 3 });
        _there.Record("t", SkillOutcome.Partial);

        StoreImport import = _here.Import(_there.Export());

        Assert.Equal((2L, 3), (import.MetricsAdded, _here.Runs().Count));
        Assert.Equal([1L, 3L, 4L], _here.Runs().Select(run => run.Id).Order());
        Assert.Equal((first.Notes, first.Duration, 3L), (_here.Runs().Single(run => run.Id == 3).Notes, _here.Runs().Single(run => run.Id == 3).Duration, _here.Runs().Single(run => run.Id == 3).Measures["findings"]));
        Assert.Contains($"\"origin\":\"{import.SourceId}/1\"", _here.Export(), StringComparison.Ordinal);
        Assert.Equal(5, _here.Record("s", SkillOutcome.Success).Id);
        _here.AssertSound();

        // And back: what came from there is there already.
        StoreImport back = _there.Import(_here.Export());
        Assert.Equal((2L, 2L), (back.MetricsAdded, back.MetricsUnchanged));
        Assert.Equal(0, _here.Import(_there.Export()).MetricsAdded);
        _there.AssertSound();
    }

    [Theory]
    [InlineData(ImportConflict.Keep, SkillOutcome.Failure, 1)]
    [InlineData(ImportConflict.Newest, SkillOutcome.Partial, 2)]
    [InlineData(ImportConflict.Replace, SkillOutcome.Partial, 2)]
    public void A_run_that_was_amended_there_follows_the_rule(ImportConflict rule, SkillOutcome outcome, long version)
    {
        SkillMetric run = _there.Record("s", SkillOutcome.Failure, duration: TimeSpan.FromSeconds(2));
        _here.Import(_there.Export());
        _there.Time.Move(TimeSpan.FromHours(1));
        _there.Metrics.Apply(new AmendMetricRequest { Id = run.Id, Outcome = SkillOutcome.Partial, Duration = TimeSpan.FromSeconds(9) });

        StoreImport import = _here.Import(_there.Export(), rule);

        SkillMetric now = _here.Runs().Single();
        Assert.Equal((outcome, version), (now.Outcome, now.Version));
        Assert.Equal((ImportIssueKind.Conflict, "run 1"), (import.Issues.Single().Kind, import.Issues.Single().Key));
        Assert.Equal(version, _here.Runs(withHistory: true).Count);
        _here.AssertSound();
        Assert.Equal(rule == ImportConflict.Keep ? 1 : 0, _here.Import(_there.Export(), rule).Issues.Count);
    }

    [Fact]
    public void A_run_that_was_removed_here_comes_back_only_if_it_is_to_be_replaced()
    {
        SkillMetric run = _here.Record("s", SkillOutcome.Success);
        string export = _here.Export();
        _here.Metrics.Apply(new RemoveMetricRequest { Id = run.Id });

        Assert.Equal(1, _here.Import(export).MetricsKept);
        Assert.Empty(_here.Runs());
        Assert.Equal(1, _here.Import(export, ImportConflict.Replace).MetricsAdded);
        Assert.Equal(run.Id, _here.Runs().Single().Id);
        _here.AssertSound();
    }

    [Fact]
    public void A_copy_follows_the_store_that_it_was_made_from()
    {
        using var copy = new Scratch();
        _there.Set("a", 1L);
        _there.Record("s", SkillOutcome.Success);
        copy.Import(_there.Export());
        _there.Time.Move(TimeSpan.FromMinutes(1));
        _there.Set("a", 2L);
        _there.Record("s", SkillOutcome.Failure);

        StoreImport import = copy.Import(_there.Export(), ImportConflict.Newest);

        Assert.Equal((1L, 1L, 1L), (import.EntriesReplaced, import.MetricsAdded, import.MetricsUnchanged));
        Assert.Equal(_there.Runs(), copy.Runs(), (one, other) => one.Id == other.Id && one.Outcome == other.Outcome);
        Assert.Equal(_there.Export(), copy.Export());
    }

    [Fact]
    public void Two_copies_that_went_apart_lose_none_of_their_runs()
    {
        using var copy = new Scratch();
        _there.Record("s", SkillOutcome.Success);
        copy.Import(_there.Export());
        _there.Time.Move(TimeSpan.FromMinutes(1));
        _there.Record("there", SkillOutcome.Success);
        copy.Record("copy", SkillOutcome.Success);

        StoreImport import = copy.Import(_there.Export());

        Assert.Equal((1L, 1L), (import.MetricsAdded, import.MetricsUnchanged));
        Assert.Equal(["s", "copy", "there"], copy.Runs().OrderBy(run => run.Id).Select(run => run.Skill));
        Assert.Equal(0, copy.Import(_there.Export()).MetricsAdded);
        copy.AssertSound();
    }

    [Fact]
    public void Recommendations_come_with_their_lessons_and_cite_the_runs_of_this_store()
    {
        _here.Record("s", SkillOutcome.Success);
        _there.Record("s", SkillOutcome.Failure);
        Recommend(_there, 1);

        StoreImport import = _here.Import(_there.Export());

        Assert.Equal(1, import.RecommendationsTaken);
        string export = _here.Export();
        Assert.Contains("\"ids\":[2],\"n\":40}", Moving.Line(export, "recommendation"), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"look first\"", Moving.Line(export, "lesson"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ImportConflict.Keep, "approved", true)]
    [InlineData(ImportConflict.Newest, "reverted", false)]
    public void A_decision_made_there_follows_the_rule_and_so_does_its_lesson(ImportConflict rule, string state, bool isInForce)
    {
        Recommend(_there, 1);
        _here.Import(_there.Export());
        _there.Sql("UPDATE recommendation SET state = 4, decided_at = 9000; UPDATE lesson SET retired_at = 9000");

        StoreImport import = _here.Import(_there.Export(), rule);

        string export = _here.Export();
        Assert.Contains($"\"state\":\"{state}\"", Moving.Line(export, "recommendation"), StringComparison.Ordinal);
        Assert.Equal(isInForce, !Moving.Line(export, "lesson").Contains("\"retired\":\"1970-01-01T00:00:09.000Z\"", StringComparison.Ordinal));
        Assert.Equal("recommendation 1", import.Issues.Single().Key);
    }

    [Fact]
    public void Calls_for_feedback_go_into_an_empty_store_only_and_that_is_said()
    {
        _there.Set("a", 1L);
        _there.Sql("INSERT INTO feedback (scope_id, at, request, reports) VALUES (0, 5, '{}', '[]')");

        StoreImport import = _here.Import(_there.Export());

        Assert.Equal((0L, ImportIssueKind.LeftOut), (import.FeedbackAdded, import.Issues.Single().Kind));
    }

    [Fact]
    public void One_scope_can_go_into_another_and_several_can_not()
    {
        _there.SetIn("example.com/old", "k", "v");
        _there.Record("s", SkillOutcome.Success, project: "example.com/old");

        StoreImport import = _here.Import(_there.Export(), project: "example.com/new");

        Assert.Equal((1L, 1L), (import.EntriesAdded, import.MetricsAdded));
        Assert.Equal(("example.com/new", "example.com/new"), (_here.List("k", scope: ClawScope.All).Single().Project, _here.Runs().Single().Project));
        _there.Set("global", "v");
        string before = _here.Export();
        Failure.Of("ImportScopeAmbiguous", () => _here.Import(_there.Export(), scope: ClawScope.Global));
        Assert.Equal(before, _here.Export());
    }

    [Fact]
    public void A_trial_says_the_same_and_keeps_nothing()
    {
        _there.Set("a", 1L);
        _there.Record("s", SkillOutcome.Success);
        string before = _here.Export();

        StoreImport trial = _here.Import(_there.Export(), commit: false);

        Assert.Equal((false, 1L, 1L), (trial.IsCommitted, trial.EntriesAdded, trial.MetricsAdded));
        Assert.Equal(before, _here.Export());
    }

    [Fact]
    public void A_part_of_a_store_does_not_make_an_empty_one_its_copy()
    {
        using var empty = new Scratch();
        _there.Set("a", 1L);
        _there.Set("a", 2L);
        _there.Set("b", 1L);

        StoreImport import = empty.Import(_there.Export(new ExportRequest { Keys = ["a"] }));

        Assert.Equal((false, 1L, 1L), (import.IsCopy, import.EntriesAdded, import.VersionsAdded));
        Assert.NotEqual(_there.Maintenance.Status().StoreId, empty.Maintenance.Status().StoreId);
        Assert.Equal(_there.History("a"), empty.History("a"));
    }

    [Theory]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"text","value":"v\" """, "no JSON")]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"text","value":7}""", "'value' is not text")]
    [InlineData("""{"type":"entry","key":"k","version":"1","change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"text","value":"v"}""", "'version' is not a whole number")]
    [InlineData("""{"type":"entry","key":"k","version":0,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"text","value":"v"}""", "not above 0")]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"jump","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"text","value":"v"}""", "'change' is not one of set, append")]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"set","created":"yesterday","updated":"2026-11-02T09:00:00.000Z","kind":"text","value":"v"}""", "'created' is not a moment")]
    [InlineData("""{"type":"entry","key":"k*","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"text","value":"v"}""", "not a valid key")]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"text"}""", "'kind' and 'value'")]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"set","updated":"2026-11-02T09:00:00.000Z"}""", "no 'created'")]
    [InlineData("""{"type":"entry","key":"k","colour":"red"}""", "no member 'colour'")]
    [InlineData("""{"type":"entry","key":"a","version":1,"change":"remove","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z"}""", "twice")]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"decimal","value":"seven"}""", "'value' is not a Decimal")]
    [InlineData("""{"type":"version","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z"}""", "not below")]
    [InlineData("""{"type":"holiday"}""", "'holiday' is not known")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("""{"type":"entry","key":"k","version":9223372036854775807,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"text","value":"v"}""", "'version' is above 9007199254740991")]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"json","value":[1e400]}""", "'value' is not without numbers that are too large")]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"json","value":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""", "'value' is not a Json")]
    [InlineData("""{"type":"entry","key":"k","version":1,"change":"set","created":"2026-11-02T09:00:00.000Z","updated":"2026-11-02T09:00:00.000Z","kind":"json","value":{"\ud800":1}}""", "half a surrogate pair")]
    [InlineData("""{"type":"entry","\ud800":1}""", "half a surrogate pair")]
    [InlineData("""{"type":"\ud800"}""", "half a surrogate pair")]
    public void A_damaged_line_is_named_and_nothing_is_imported(string line, string reason)
    {
        _there.Set("a", 1L);
        _there.Record("s", SkillOutcome.Success);
        List<string> lines = [.. _there.Export().Split('\n')];
        int at = lines.FindIndex(text => text.Contains("\"type\":\"entry\"", StringComparison.Ordinal)) + 1;
        lines.Insert(at, line);
        string before = _here.Export();

        Core.Errors.ClawException error = Failure.Of("ImportLineInvalid", () => _here.Import(string.Join('\n', lines)));

        Assert.Contains($"Line {at + 1} of ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _here.Export());
        using var empty = new Scratch();
        Failure.Of("ImportLineInvalid", () => empty.Import(string.Join('\n', lines)));
        Assert.False(File.Exists(empty.Location.File));
    }

    [Theory]
    [InlineData("""{"type":"metric","id":1,"skill":"s","at":"@","outcome":"success","source":"self","version":1,"written":"@","measures":{"a":"\ud800"}}""", "half a surrogate pair")]
    [InlineData("""{"type":"metric","id":1,"skill":"s","at":"@","outcome":"success","source":"self","version":1,"written":"@","measures":{"a":1e400}}""", "'measures' is not without numbers that are too large")]
    [InlineData("""{"type":"metric","id":9223372036854775807,"skill":"s","at":"@","outcome":"success","source":"self","version":1,"written":"@"}""", "'id' is above")]
    [InlineData("""{"type":"removed","upTo":9223372036854775807}""", "'upTo' is above")]
    [InlineData("""{"type":"recommendation","id":1,"skill":"s","kind":"lesson","state":"proposed","analyzer":"drivers","fingerprint":"f","proposed":"@","evidence":{"ids":["x"]},"text":"t"}""", "'evidence' is not of the form")]
    [InlineData("""{"type":"recommendation","id":1,"skill":"s","kind":"lesson","state":"proposed","analyzer":"drivers","fingerprint":"f","target":1,"proposed":"@","evidence":{"ids":[]},"text":"t"}""", "no recommendation before it")]
    [InlineData("""{"type":"feedback","id":1,"at":"@","request":[],"reports":[]}""", "'request' is not an object")]
    [InlineData("""{"type":"feedback","id":1,"at":"@","request":{},"reports":{}}""", "'reports' is not an array")]
    public void What_no_command_could_read_is_not_let_in(string line, string reason)
    {
        using var empty = new Scratch();
        _there.Set("a", 1L);
        string header = _there.Export().Split('\n')[0];

        Core.Errors.ClawException error = Failure.Of("ImportLineInvalid", () => empty.Import(header + "\n" + line.Replace("@", "2026-11-02T09:00:00.000Z", StringComparison.Ordinal)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(empty.Location.File));
    }

    [Fact]
    public void A_length_that_no_text_has_is_refused()
    {
        _there.Set("a", "one");
        _there.Append("a", "two");
        string export = _there.Export();

        Failure.Of("ImportLineInvalid", () => _here.Import(export.Replace("\"length\":3", "\"length\":300", StringComparison.Ordinal)));
        Failure.Of("ImportLineInvalid", () => _here.Import(export.Replace("\"length\":3", "\"length\":-3", StringComparison.Ordinal)));
    }

    [Fact]
    public void Other_formats_are_told_apart()
    {
        _there.Set("a", 1L);
        string export = _there.Export();

        Assert.Contains("format 2", Failure.Of("ImportFormatNewer", () => _here.Import(export.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Failure.Of("ImportFormatUnknown", () => _here.Import("hello"));
        Failure.Of("ImportFormatUnknown", () => _here.Import(string.Empty));
        Failure.Of("ImportFormatUnknown", () => _here.Import("{\"a\":1}\n"));
        Failure.Of("ImportLineInvalid", () => _here.Import("{\"type\":\"store\",\"format\":1}\n"));
        _there.CloseAll();
        Assert.Contains("Restore-ClawStore", Failure.Of("ImportFormatUnknown", () => _here.ImportPath(_there.Location.File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_of_Windows_a_mark_and_empty_lines_do_no_harm()
    {
        using var empty = new Scratch();
        _there.Set("a", "line\nend");
        string export = _there.Export();

        empty.Import("\uFEFF" + export.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n\r\n");

        Assert.Equal(export, empty.Export());
    }

    [Fact]
    public void Many_lines_come_in_with_progress()
    {
        _there.Metrics.Apply([.. Enumerable.Range(0, 6_000).Select(i => _there.Metrics.Plan(new AddMetricRequest { Skill = "s" + (i % 7), Outcome = (SkillOutcome)(i % 4), WantsMetric = false }))]);
        string path = _there.PathOf("many.jsonl");
        List<TransferProgress> heard = [];
        new StoreExporter(_there.Context).Write(new ExportRequest { Path = path }, new Listener(heard.Add));

        new StoreImporter(_here.Context).Run(new ImportRequest { Path = path }, new Listener(heard.Add));

        Assert.Equal(["writing lines", "checking lines", "writing lines"], heard.Select(progress => progress.Step));
        Assert.Equal(6_001, heard[^1].Total);
        Assert.Equal(6_000, _here.Runs().Count);
        _here.AssertSound();
    }

    private static void Recommend(Scratch scratch, long run)
    {
        scratch.Maintenance.Initialize();
        scratch.Sql(string.Create(CultureInfo.InvariantCulture, $$"""
        INSERT INTO skill (name) VALUES ('s') ON CONFLICT DO NOTHING;
        INSERT INTO recommendation (scope_id, skill_id, kind, state, analyzer, fingerprint, proposed_at, decided_at, reason, evidence, text)
        VALUES (0, (SELECT id FROM skill WHERE name = 's'), 0, 1, 'drivers', 'gate=security', 5000, 6000, 'why not', '{"skill":"s","analyzer":"drivers","summary":"gate","severity":"Warning","fact":false,"ids":[{{run}}],"n":40}', 'look first');
        INSERT INTO lesson (recommendation_id, version, scope_id, skill_id, approved_at, text)
        VALUES (1, 1, 0, (SELECT id FROM skill WHERE name = 's'), 6000, 'look first');
        """));
    }

    private sealed class Listener(Action<TransferProgress> hear) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => hear(value);
    }
}
