using ClawPowers.Core.State;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.State;

public sealed class StateAppendTests
{
    [Fact]
    public void Appending_adds_a_line_and_makes_an_absent_entry()
    {
        using var scratch = new Scratch();

        Assert.Equal("one", scratch.Append("log", "one").Value);
        Assert.Equal("one\ntwo", scratch.Append("log", "two").Value);
        Assert.Equal("one\ntwo\n", scratch.Append("log", "").Value);
    }

    [Fact]
    public void Appending_turns_any_value_into_its_text()
    {
        using var scratch = new Scratch();
        (object Value, string Text)[] cases =
        [
            (7, "7"), (0.1 + 0.2, "0.30000000000000004"), (1E+300, "1E+300"), (1.50m, "1.50"), (true, "True"), (2.0, "2"),
            (new object[] { 1, "a" }, "[1,\"a\"]"), ("a\0b", "a\0b"), ("\U0001F680", "\U0001F680"),
        ];

        foreach ((object value, string text) in cases)
        {
            scratch.Set("v", value);
            object? before = scratch.Get("v").Value;

            Assert.Equal(text + "\nline", scratch.Append("v", "line").Value);
            Assert.Equal(text + "\nline", scratch.Get("v").Value);
            Assert.Equal(before, scratch.History("v")[1].Value);
        }
    }

    [Fact]
    public void Three_thousand_appends_keep_the_file_small_and_every_earlier_version_readable()
    {
        using var scratch = new Scratch();
        StateStore state = scratch.State;
        string[] lines = [.. Enumerable.Range(1, 3000).Select(number => $"line {number:0000} of a log, größer \U0001F680")];
        foreach (string[] batch in lines.Chunk(100))
        {
            state.Apply([.. batch.Select(line => state.Plan(new AppendRequest { Key = "log", Line = line, WantsEntry = false }))]);
            scratch.Time.Move(TimeSpan.FromSeconds(1));
        }

        scratch.CloseAll();

        // All versions whole would be some 170 MB.
        Assert.InRange(new FileInfo(scratch.Location.File).Length, 0, 1 << 20);
        IReadOnlyList<StateVersion> history = scratch.History("log");
        Assert.Equal(3000, history.Count);
        string text = string.Join('\n', lines);
        int end = 0;
        for (int version = 1; version <= lines.Length; version++)
        {
            end += lines[version - 1].Length + (version == 1 ? 0 : 1);
            Assert.True(text.AsSpan(0, end).SequenceEqual((string)history[^version].Value!), $"version {version}");
        }
    }

    [Fact]
    public void A_version_that_was_appended_to_can_be_read_as_of_its_moment_and_brought_back()
    {
        using var scratch = new Scratch();
        scratch.Append("log", "größe");
        DateTimeOffset first = scratch.Time.Now;
        scratch.Time.Move(TimeSpan.FromMinutes(1));
        scratch.Append("log", "two");
        scratch.Append("log", "three");
        scratch.Set("log", "other");

        Assert.Equal("größe", scratch.Get("log", first).Value);
        Assert.Equal("größe\ntwo", scratch.Undo("log", 2)!.Value);
        Assert.Equal("größe", scratch.Undo("log", 1)!.Value);
    }
}
