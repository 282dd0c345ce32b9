using ClawPowers.Core.Sessions.Context;

namespace ClawPowers.Core.Tests.Sessions.Context;

public sealed class ContextLimitTests
{
    [Fact]
    public void No_bound_is_ever_passed_and_every_cut_is_at_a_whole_line()
    {
        using var bench = Crowded();
        string[] whole = bench.Compose(new ContextRequest { Mode = ContextMode.Full }).Text.Split('\n');
        for (int most = 0; most <= 4_000; most += 53)
        {
            SessionContext context = bench.Compose(new ContextRequest { Mode = ContextMode.Full, MaxCharacters = most });

            Assert.InRange(context.Characters, 0, most);
            Assert.All(context.Text.Split('\n'), line => Assert.True(line.Length == 0 || line[0] == '…' || whole.Contains(line), line));
        }
    }

    [Fact]
    public void Brief_and_full_have_bounds_of_their_own_that_no_request_lifts()
    {
        using var bench = Crowded();

        Assert.InRange(bench.Compose().Characters, 2_500, 3_500);
        Assert.InRange(bench.Compose(new ContextRequest { Mode = ContextMode.Full, MaxCharacters = 1_000_000 }).Characters, 5_000, 9_500);
    }

    [Fact]
    public void Every_section_gets_its_share_and_says_what_is_left_out_and_how_to_see_it()
    {
        using var bench = Crowded();

        SessionContext context = bench.Compose();

        foreach (string name in new[] { "plans", "investigations", "leases" })
        {
            SessionContextSection section = context.Sections.Single(section => section.Name == name);
            Assert.InRange(section.Items, 1, 39);
            Assert.Equal(40, section.Items + section.Omitted);
            Assert.Equal(section.Items + 2, section.Text.Split('\n').Length);
        }

        SessionContextSection investigations = context.Sections.Single(static section => section.Name == "investigations");
        Assert.EndsWith($"\n… and {investigations.Omitted} more: `Get-ClawState debug:*`", investigations.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void With_little_room_how_to_call_and_how_to_work_come_first()
    {
        using var bench = Crowded();

        Assert.Equal(["bootstrap", "commands", "plans"], bench.Compose(new ContextRequest { MaxCharacters = 500 }).Sections.Select(static section => section.Name));
        Assert.Empty(bench.Compose(new ContextRequest { MaxCharacters = 50 }).Sections);
    }

    [Fact]
    public void The_last_changed_come_first()
    {
        using var bench = Crowded();
        bench.Scratch.Time.Move(TimeSpan.FromDays(1));
        bench.Scratch.Set("debug:n07:observation", "changed last");

        Assert.StartsWith("| n07 (2026-11-03) \"changed last\"", bench.Section("investigations")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_store_with_more_than_is_looked_at_the_newest_are_found_and_the_count_stays_open()
    {
        using var bench = new ContextBench();
        bench.Scratch.State.Apply([.. Enumerable.Range(0, 1_200).Select(i => bench.Scratch.State.Plan(new Core.State.SetRequest { Key = $"debug:a{i:0000}:observation", Value = "old" }))]);
        bench.Scratch.Time.Move(TimeSpan.FromDays(1));
        bench.Scratch.Set("debug:zz:observation", "newest");

        string[] lines = bench.Section("investigations");

        Assert.Equal("| zz (2026-11-03) \"newest\"", lines[1]);
        Assert.Equal("… and more: `Get-ClawState debug:*`", lines[^1]);
        Assert.Contains("1000 or more entries in this project", bench.Compose().Text, StringComparison.Ordinal);
    }

    private static ContextBench Crowded()
    {
        var bench = new ContextBench();
        List<Core.State.PlannedChange> changes = [];
        for (int i = 0; i < 40; i++)
        {
            foreach ((string key, DateTimeOffset? end) in new (string, DateTimeOffset?)[] { ($"plan:p{i:00}:goal", null), ($"debug:n{i:00}:observation", null), ($"lease:l{i:00}", bench.Scratch.Time.Now.AddDays(9)) })
            {
                changes.Add(bench.Scratch.State.Plan(new Core.State.SetRequest { Key = key, Value = $"{key} {new string('x', 20 + (i * 7 % 90))}", ExpiresAt = end }));
            }
        }

        bench.Scratch.State.Apply(changes);
        return bench;
    }
}
