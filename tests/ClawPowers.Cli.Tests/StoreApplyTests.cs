using System.Text.Json;

namespace ClawPowers.Cli.Tests;

public sealed class StoreApplyTests
{
    [Fact]
    public void Many_changes_are_made_in_order_and_in_one_commit()
    {
        using var cli = new ScratchCli();
        cli.RunWith(
            """
            {"op":"set","key":"a","value":"1"}
            {"op":"incr","key":"a","by":41}

            {"op":"append","key":"log","value":"x\ny","expiresIn":"10m"}
            {"op":"set","key":"gone","value":"v"}
            {"op":"delete","key":"gone","ifVersion":1}
            {"op":"set","key":"b","value":"old"}
            {"op":"set","key":"b","value":"new"}
            {"op":"undo","key":"b"}
            """,
            "store", "apply", "-").Prints("Applied 8 changes.\n");
        cli.Run("store", "list-values").Prints("a=42\nb=old\nlog=\"x\\ny\"\n");
        Assert.Equal(2, cli.Run("store", "list", "--json").Json.EnumerateArray().Count(static entry => entry.GetProperty("expiresAt").ValueKind == JsonValueKind.Null));
    }

    [Theory]
    [InlineData("nonsense", "is not valid JSON (at byte 2)")]
    [InlineData("{\"op\":\"set\"", "is not valid JSON")]
    [InlineData("{\"op\":\"set\",\"key\":\"k\",\"value\":\"v\"} x", "is not valid JSON")]
    [InlineData("[1]", "is not a JSON object")]
    [InlineData("null", "is not a JSON object")]
    [InlineData("{}", "has no 'op'")]
    [InlineData("{\"op\":3}", "has a 'op' that is not a string")]
    [InlineData("{\"op\":\"Set\",\"key\":\"k\",\"value\":\"v\"}", "has the op 'Set'. Allowed: set, append, incr, delete, undo")]
    [InlineData("{\"op\":\"set\",\"value\":\"v\"}", "has no 'key'")]
    [InlineData("{\"op\":\"set\",\"key\":\"k\"}", "has no 'value'")]
    [InlineData("{\"op\":\"set\",\"key\":\"k\",\"value\":3}", "has a 'value' that is not a string")]
    [InlineData("{\"op\":\"set\",\"key\":\"k\",\"value\":\"v\",\"Key\":\"x\"}", "has the member 'Key'")]
    [InlineData("{\"op\":\"set\",\"key\":\"k\",\"value\":\"v\",\"by\":1}", "has the member 'by'. Allowed for set: op, key, value, expiresIn, ifVersion")]
    [InlineData("{\"op\":\"set\",\"key\":\"k\",\"key\":\"l\",\"value\":\"v\"}", "has the member 'key' twice")]
    [InlineData("{\"op\":\"set\",\"key\":\"k\",\"value\":\"v\",\"expiresIn\":\"soon\"}", "has the expiresIn 'soon'")]
    [InlineData("{\"op\":\"set\",\"key\":\"k\",\"value\":\"v\",\"ifVersion\":-1}", "has a 'ifVersion' that is not a whole number from 0")]
    [InlineData("{\"op\":\"incr\",\"key\":\"k\",\"by\":1.5}", "has a 'by' that is not a whole number")]
    [InlineData("{\"op\":\"incr\",\"key\":\"k\",\"by\":1e99}", "has a 'by' that is not a whole number")]
    [InlineData("{\"op\":\"incr\",\"key\":\"k\",\"by\":\"1\"}", "has a 'by' that is not a whole number")]
    [InlineData("{\"op\":\"set\",\"key\":\"k\",\"value\":\"\\ud800\"}", "has text with half of a surrogate pair")]
    public void A_line_that_cannot_be_read_stops_everything_and_is_named(string line, string problem)
    {
        using var cli = new ScratchCli();
        string input = "{\"op\":\"set\",\"key\":\"first\",\"value\":\"v\"}\n\n" + line + "\n{\"op\":\"set\",\"key\":\"last\",\"value\":\"v\"}\n";
        cli.RunWith(input, "store", "apply", "-").Fails("Line 3 " + problem, "Nothing was applied.");
        Assert.False(Directory.Exists(cli.StoreDirectory));
    }

    [Fact]
    public void Nesting_without_end_is_just_an_invalid_line()
    {
        using var cli = new ScratchCli();
        cli.RunWith(new string('[', 100_000), "store", "apply", "-").Fails("Line 1 is not valid JSON");
    }

    [Fact]
    public void A_change_that_cannot_be_made_is_reported_and_the_rest_is_kept()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "taken", "x");
        const string input =
            """
            {"op":"set","key":"a","value":"1"}
            {"op":"set","key":"taken","value":"2","ifVersion":0}
            {"op":"set","key":"no good/","value":"3"}
            {"op":"delete","key":"nope"}
            {"op":"incr","key":"n","by":5,"maximum":4}
            {"op":"set","key":"z","value":"9"}
            """;
        CliResult result = cli.RunWith(input, "store", "apply", "-");
        Assert.Equal((1, "Applied 2 of 6 changes.\n"), (result.ExitCode, result.Output));
        Assert.Equal(["Line 2:", "Line 3:", "Line 4:", "Line 5:"], result.Error.TrimEnd('\n').Split('\n').Select(static line => line[..7]));
        cli.Run("store", "list-values").Prints("a=1\ntaken=x\nz=9\n");

        JsonElement json = cli.RunWith(input, "store", "apply", "-", "--json").Json;
        Assert.Equal(
            ["entry", "StateVersionConflict", "InvalidStateKey", "StateKeyNotFound", "StateLimitExceeded", "entry"],
            json.EnumerateArray().Select(static change => change.TryGetProperty("error", out JsonElement error) ? error.GetProperty("id").GetString() : "entry"));
    }

    [Fact]
    public void Nothing_to_do_is_done()
    {
        using var cli = new ScratchCli();
        cli.RunWith("\n\n", "store", "apply", "-").Prints("Applied 0 changes.\n");
        Assert.Empty(cli.RunWith(string.Empty, "store", "apply", "-", "--json").Json.EnumerateArray());
    }

    [Fact]
    public void A_scope_that_is_not_possible_stops_everything()
    {
        using var cli = new ScratchCli();
        cli.RunWith("{\"op\":\"set\",\"key\":\"a\",\"value\":\"1\"}", "store", "apply", "-", "--scope", "project").Fails("not inside a Git repository");
    }
}
