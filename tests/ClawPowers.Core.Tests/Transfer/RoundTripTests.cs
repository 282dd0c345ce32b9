using System.Collections;
using System.Globalization;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;
using ClawPowers.Core.Transfer;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Transfer;

/// <summary>Random stores, exported, imported into an empty one and exported again.</summary>
public sealed class RoundTripTests
{
    private static readonly string[] Keys = ["a", "a:b", "größer:\U0001F680", "z__z", "n"];
    private static readonly string[] Projects = ["", "example.com/one", "example.com/zwei ä\U0001F680"];
    private static readonly object[] Values =
    [
        "text", "ünï \U0001F680\n\"quoted\"\\ \u2028 \0 \u007f", "", "7", 3L, long.MinValue, 0.25, 1e300, -0.0, 1.10m, true, false,
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        new object[] { 1L, 0.5, "x\ny", new object[] { true } }, new Hashtable { ["b"] = 1.50m, ["a"] = null },
    ];

    [Fact]
    public void Any_store_comes_out_of_an_empty_one_byte_for_byte()
    {
        Gen<Move> moves = Gen.Frequency(
            (6, from value in Gen.Elements(Values) select new Move("set", value)),
            (2, from value in Gen.Elements(Values) from expiry in Gen.Choose(-5, 40) select new Move("expire", value, expiry)),
            (6, Gen.Elements("x", "größer", "", "\U0001F680").Select(static line => new Move("append", line))),
            (3, Gen.Elements(1m, -2m, 0.5m).Select(static by => new Move("step", by))),
            (2, Gen.Constant(new Move("remove"))),
            (2, Gen.Constant(new Move("undo"))),
            (1, Gen.Constant(new Move("purge"))),
            (6, Gen.Choose(0, 3).Select(static outcome => new Move("run", Number: outcome))),
            (3, Gen.Choose(1, 12).Select(static id => new Move("amend", Number: id))),
            (1, Gen.Choose(1, 12).Select(static id => new Move("forget", Number: id))),
            (1, Gen.Choose(1, 12).Select(static id => new Move("recommend", Number: id))),
            (4, Gen.Choose(-15, 30).Select(static by => new Move("clock", Number: by))));
        Gen<(Move Move, int Key, int Project)> placed = from move in moves from key in Gen.Choose(0, Keys.Length - 1) from project in Gen.Choose(0, Projects.Length - 1) select (move, key, project);
        Gen<(Move, int, int)[]> sequences = from length in Gen.Choose(1, 40) from sequence in placed.ArrayOf(length) select sequence;

        Prop.ForAll(sequences.ToArbitrary(), static sequence =>
        {
            using var source = new Scratch();
            using var target = new Scratch();
            source.Maintenance.Initialize();
            foreach ((Move move, int key, int project) in sequence)
            {
                Make(move, source, Keys[key], Projects[project]);
            }

            string export = source.Export();
            StoreImport import = target.Import(export);
            target.Time.MoveTo(source.Time.Now);

            Assert.True(import.IsCopy);
            Assert.Equal(export, target.Export());
            Assert.Equal(source.Export(new ExportRequest { History = false }), target.Export(new ExportRequest { History = false }));
            target.AssertSound();
            // Its own export changes nothing, whatever the rule.
            foreach (ImportConflict rule in Enum.GetValues<ImportConflict>())
            {
                source.Import(export, rule);
                Assert.Equal(export, source.Export());
            }

            // Into another store twice is as once.
            using var other = new Scratch();
            other.Set("only:here", 1L);
            other.Record("s0", SkillOutcome.Success);
            other.Import(export);
            other.AssertSound();
            string merged = other.Export();
            other.Import(export);
            Assert.Equal(merged, other.Export());
            Assert.Equal(source.Runs().Count + 1, other.Runs().Count);
            CompareReadings(source, target);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    // What is continued after the copy goes on as it would have in the original.
    private static void CompareReadings(Scratch source, Scratch target)
    {
        foreach (StateEntry entry in source.List(scope: ClawScope.All))
        {
            var query = new StateQuery { Keys = KeyPattern.Parse(entry.Key), Scope = entry.Scope, Project = entry.Project };
            Assert.Equal(source.State.History(query).Select(Words), target.State.History(query).Select(Words));
        }

        long next = source.Record("s0", SkillOutcome.Success).Id;
        Assert.Equal(next, target.Record("s0", SkillOutcome.Success).Id);
        foreach (string key in Keys)
        {
            Assert.Equal(source.Set(key, "next", scope: ClawScope.Global).Version, target.Set(key, "next", scope: ClawScope.Global).Version);
        }
    }

    private static string Words(StateVersion version) => string.Join(' ', version.Version, version.Change, version.UpdatedAt.ToString("O"), version.ExpiresAt?.ToString("O"), version.Value is null ? null : StateValue.ToText(version.Value));

    private static void Make(Move move, Scratch scratch, string key, string project)
    {
        (ClawScope scope, string? named) = project.Length == 0 ? (ClawScope.Global, (string?)null) : (ClawScope.Project, project);
        try
        {
            switch (move.Kind)
            {
                case "clock":
                    scratch.Time.MoveMilliseconds(move.Number);
                    break;
                case "set":
                    scratch.State.Apply(new SetRequest { Key = key, Value = move.Value, Scope = scope, Project = named });
                    break;
                case "expire":
                    scratch.State.Apply(new SetRequest { Key = key, Value = move.Value, Scope = scope, Project = named, ExpiresAt = scratch.Time.Now.AddMilliseconds(move.Number) });
                    break;
                case "append":
                    scratch.State.Apply(new AppendRequest { Key = key, Line = move.Value!, Scope = scope, Project = named });
                    break;
                case "step":
                    scratch.State.Apply(new StepRequest { Key = key, By = (decimal)move.Value!, Scope = scope, Project = named });
                    break;
                case "remove":
                    scratch.State.Apply(new RemoveRequest { Key = key, Scope = scope, Project = named });
                    break;
                case "undo":
                    scratch.State.Apply(new UndoRequest { Key = key, Scope = scope, Project = named });
                    break;
                case "purge":
                    scratch.State.Purge([scratch.State.Plan(new RemoveRequest { Key = key, Scope = scope, Project = named })]);
                    break;
                case "run":
                    scratch.Metrics.Apply(new AddMetricRequest
                    {
                        Skill = "s" + (move.Number % 2),
                        Outcome = (SkillOutcome)move.Number,
                        Scope = scope,
                        Project = named,
                        Duration = move.Number == 3 ? null : TimeSpan.FromSeconds(0.1 * (move.Number + 1)),
                        Notes = move.Number == 1 ? key + "\nnotes" : null,
                        Measures = new Hashtable { ["findings"] = move.Number, ["gate"] = "sécurité", ["part"] = 0.5 },
                        Model = "m",
                        Timestamp = scratch.Time.Now.AddDays(-move.Number),
                    });
                    break;
                case "amend":
                    scratch.Metrics.Apply(new AmendMetricRequest { Id = move.Number, Outcome = SkillOutcome.Partial, Notes = "amended", Measures = new Hashtable { ["gate"] = null } });
                    break;
                case "forget":
                    scratch.Metrics.Apply(new RemoveMetricRequest { Id = move.Number });
                    break;
                case "recommend":
                    Recommend(scratch, move.Number);
                    break;
            }
        }
        catch (ClawException)
        {
            // Nothing to do it to, or not a number.
        }
    }

    private static void Recommend(Scratch scratch, int number) => scratch.Sql(string.Create(CultureInfo.InvariantCulture, $$"""
        INSERT INTO skill (name) VALUES ('s0') ON CONFLICT DO NOTHING;
        INSERT INTO recommendation (scope_id, skill_id, kind, state, analyzer, fingerprint, target_id, parameter, value, proposed_at, decided_at, evidence, text)
        SELECT 0, (SELECT id FROM skill WHERE name = 's0'), {{number % 4}}, {{number % 5}}, 'drivers', 'f{{number}}' || (SELECT count(*) FROM recommendation),
               CASE WHEN {{number}} > 6 THEN (SELECT max(id) FROM recommendation) END, 'p', 0.1, {{number}} * 1000 + (SELECT count(*) FROM recommendation), 5000, '{"skill":"s0","analyzer":"drivers","summary":"f","severity":"Info","fact":false,"ids":[1,{{number}}],"n":2,"x":{"y":1.0} }', 'do';
        INSERT INTO lesson (recommendation_id, version, scope_id, skill_id, approved_at, retired_at, value, text)
        SELECT id, {{number}}, scope_id, skill_id, 6000, CASE WHEN {{number}} % 2 THEN 7000 END, 0.1, 'do' FROM recommendation ORDER BY id DESC LIMIT 1;
        INSERT INTO feedback (scope_id, at, session, request, reports) VALUES (0, {{number}}, 'x', '{"a":1}', '[{"skill":"s0","verdict":"Healthy","findings":{} }]');
        """));

    private sealed record Move(string Kind, object? Value = null, int Number = 0);
}
