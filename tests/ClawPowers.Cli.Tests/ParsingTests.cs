using System.CommandLine;
using System.Text.Json;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Commands;

namespace ClawPowers.Cli.Tests;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("There is no option '--bogus' here.|--expires-in|after a '--'", "store", "set", "k", "--bogus")]
    [InlineData("There is no option '--expire-in' here.", "store", "set", "k", "v", "--expire-in=5m")]
    [InlineData("There is no option '-x' here.", "store", "list", "-x")]
    [InlineData("There is no option '--limit' here.", "status", "--limit", "3")]
    [InlineData("--scope stands too early", "--scope", "global", "store", "get", "k")]
    [InlineData("<value> is missing.|Usage: clawpowers store set <key> <value>", "store", "set", "k")]
    [InlineData("<key> is missing.", "store", "get")]
    [InlineData("<words> is missing.", "store", "find")]
    [InlineData("A '-' is missing; it stands for standard input.|Usage: clawpowers store apply - [options]", "store", "apply")]
    [InlineData("'w' is one argument too many.", "store", "set", "k", "v", "w")]
    [InlineData("--expires-in needs a value: <duration>.", "store", "set", "k", "v", "--expires-in")]
    [InlineData("--if-version needs a value: <n>.", "store", "set", "k", "v", "--if-version", "--json=")]
    [InlineData("'10x' is not a duration.", "store", "set", "k", "v", "--expires-in", "10x")]
    [InlineData("'10' is not a duration.", "store", "append", "k", "v", "--expires-in", "10")]
    [InlineData("'-1' is not possible for --if-version. Allowed: a whole number from 0.", "store", "set", "k", "v", "--if-version", "-1")]
    [InlineData("'x' is not possible for --if-version.", "store", "delete", "k", "--if-version", "x")]
    [InlineData("'1.5' is not possible for <n>. Allowed: a whole number", "store", "incr", "k", "1.5")]
    [InlineData("'99999999999999999999' is not possible for <n>.", "store", "incr", "k", "99999999999999999999")]
    [InlineData("'0' is not possible for --version. Allowed: a whole number from 1.", "store", "undo", "k", "--version", "0")]
    [InlineData("'0' is not possible for --limit.", "store", "find", "w", "--limit", "0")]
    [InlineData("'nope' is not a scope. Allowed: project, global, all.", "store", "get", "k", "--scope", "nope")]
    [InlineData("'' is not a scope.", "store", "get", "k", "--scope", "")]
    [InlineData("--project needs a name", "store", "get", "k", "--project", " ")]
    [InlineData("contradict", "store", "get", "k", "--project", "p", "--scope", "global")]
    [InlineData("All is for reading", "store", "set", "k", "v", "--scope", "all")]
    [InlineData("'--scope' expects a single argument", "store", "get", "k", "--scope", "all", "--scope", "global")]
    [InlineData("not inside a Git repository|--scope global", "store", "set", "k", "v", "--scope", "project")]
    [InlineData("clawpowers store apply - < changes.jsonl", "store", "apply", "changes.jsonl")]
    [InlineData("There is no command 'bogus' here. Allowed: init, status", "help", "bogus")]
    [InlineData("clawpowers has no command 'set'.", "set", "k", "v")]
    [InlineData("--skill is missing.|Usage: clawpowers metrics record --skill <name> --outcome <outcome> [options]", "metrics", "record")]
    [InlineData("--outcome is missing.", "metrics", "record", "--skill", "s")]
    [InlineData("--skill needs a value: <name>.", "metrics", "record", "--outcome", "success", "--skill")]
    [InlineData("--skill needs a value: <name>.", "metrics", "record", "--skill", "--outcome", "success")]
    [InlineData("--outcome needs a value: <outcome>.", "metrics", "record", "--skill", "s", "--outcome")]
    [InlineData("--duration needs a value: <seconds>.", "metrics", "record", "--skill", "s", "--outcome", "success", "--duration")]
    [InlineData("--notes needs a value: <text>.", "metrics", "record", "--skill", "s", "--outcome", "success", "--notes")]
    [InlineData("--session-id needs a value: <id>.", "metrics", "record", "--skill", "s", "--outcome", "success", "--session-id")]
    [InlineData("--measure needs a value: <name=value>.", "metrics", "record", "--skill", "s", "--outcome", "success", "--measure")]
    [InlineData("--ts needs a value: <moment>.", "metrics", "record", "--skill", "s", "--outcome", "success", "--ts")]
    [InlineData("--source needs a value: <source>.", "metrics", "record", "--skill", "s", "--outcome", "success", "--source")]
    [InlineData("There is no option '--bogus' here.|--session-id", "metrics", "record", "--skill", "s", "--outcome", "success", "--bogus", "x")]
    [InlineData("'s' is one argument too many.", "metrics", "record", "s", "--skill", "s", "--outcome", "success")]
    [InlineData("'done' is not possible for --outcome. Allowed: success, failure, partial, skipped.", "metrics", "record", "--skill", "s", "--outcome", "done")]
    [InlineData("'0' is not possible for --outcome.", "metrics", "record", "--skill", "s", "--outcome", "0")]
    [InlineData("'success,failure' is not possible for --outcome.", "metrics", "record", "--skill", "s", "--outcome", "success,failure")]
    [InlineData("'me' is not possible for --source. Allowed: self, verified, human.", "metrics", "record", "--skill", "s", "--outcome", "success", "--source", "me")]
    [InlineData("'abc' is not possible for --duration. Write a number of seconds from 0", "metrics", "record", "--skill", "s", "--outcome", "success", "--duration", "abc")]
    [InlineData("'-5' is not possible for --duration.", "metrics", "record", "--skill", "s", "--outcome", "success", "--duration", "-5")]
    [InlineData("'' is not possible for --duration.", "metrics", "record", "--skill", "s", "--outcome", "success", "--duration", "")]
    [InlineData("'1e3' is not possible for --duration.", "metrics", "record", "--skill", "s", "--outcome", "success", "--duration", "1e3")]
    [InlineData("'1,5' is not possible for --duration.", "metrics", "record", "--skill", "s", "--outcome", "success", "--duration", "1,5")]
    [InlineData("'NaN' is not possible for --duration.", "metrics", "record", "--skill", "s", "--outcome", "success", "--duration", "NaN")]
    [InlineData("'99999999999' is not possible for --duration.|at most 36525d", "metrics", "record", "--skill", "s", "--outcome", "success", "--duration", "99999999999")]
    [InlineData("'yesterday' is not possible for --ts. Write a moment, such as 2026-11-01", "metrics", "record", "--skill", "s", "--outcome", "success", "--ts", "yesterday")]
    [InlineData("'01/02/2026' is not possible for --ts.", "metrics", "record", "--skill", "s", "--outcome", "success", "--ts", "01/02/2026")]
    [InlineData("more than a day ahead", "metrics", "record", "--skill", "s", "--outcome", "success", "--ts", "2999-01-01")]
    [InlineData("'' is not a valid name for a skill: it is empty.", "metrics", "record", "--skill", "", "--outcome", "success")]
    [InlineData("kept for patterns", "metrics", "record", "--skill", "a*", "--outcome", "success")]
    [InlineData("'gate' has no value; write gate=value", "metrics", "record", "--skill", "s", "--outcome", "success", "--measure", "gate")]
    [InlineData("'gate=' is not possible for --measure: no value follows the '='.", "metrics", "record", "--skill", "s", "--outcome", "success", "--measure", "gate=")]
    [InlineData("that is not a name for a measure", "metrics", "record", "--skill", "s", "--outcome", "success", "--measure", "1st=2")]
    [InlineData("--measure names 'Gate' twice.", "metrics", "record", "--skill", "s", "--outcome", "success", "--measure", "gate=a", "--measure", "Gate=b")]
    [InlineData("All is for reading", "metrics", "record", "--skill", "s", "--outcome", "success", "--scope", "all")]
    [InlineData("--allow-secret insists", "metrics", "record", "--skill", "s", "--outcome", "success", "--notes", "ghp_0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("'0' is not possible for --limit. Allowed: a whole number from 1.", "metrics", "show", "--limit", "0")]
    [InlineData("'x' is not possible for --limit.", "metrics", "show", "--limit", "x")]
    [InlineData("'done' is not possible for --outcome.", "metrics", "show", "--outcome", "done")]
    [InlineData("'soon' is not possible for --since. Write how long ago, such as 12h or 30d, or a moment", "metrics", "show", "--since", "soon")]
    [InlineData("'a>x' is not a condition on a measure: 'x' is not a number", "metrics", "show", "--where", "a>x")]
    [InlineData("'[a' is not a valid pattern for skills", "metrics", "show", "--skill", "[a")]
    [InlineData("There is no option '--plan' here.", "metrics", "summary", "--plan", "p")]
    [InlineData("It is not possible to group by", "metrics", "summary", "--group-by", "a b")]
    [InlineData("clawpowers metrics has no command 'list'.", "metrics", "list")]
    [InlineData("'xml' is not a format. Allowed: text, json.", "analyze", "--format", "xml")]
    [InlineData("--format text and --json contradict each other.", "analyze", "--format", "text", "--json")]
    [InlineData("--format needs a value: <format>.", "analyze", "--format")]
    [InlineData("'cycles' is not a goal.", "analyze", "--goal", "cycles")]
    [InlineData("There is no analyzer 'nope'. Allowed: outcome, decline", "analyze", "--analyzer", "nope")]
    [InlineData("'soon' is not possible for --as-of.", "analyze", "--as-of", "soon")]
    [InlineData("three different reports. Ask for one of them.", "analyze", "--plan", "p", "--worktrees")]
    [InlineData("three different reports. Ask for one of them.", "analyze", "--worktrees", "--recommendations")]
    [InlineData("--goal has no meaning with --plan.", "analyze", "--plan", "p", "--goal", "a:up")]
    [InlineData("--skill has no meaning with --worktrees.", "analyze", "--worktrees", "--skill", "s")]
    [InlineData("--since has no meaning with --recommendations.", "analyze", "--recommendations", "--since", "1d")]
    [InlineData("'' is not possible for --plan. Write the name of one plan", "analyze", "--plan", "")]
    [InlineData("'a*' is not possible for --plan.", "analyze", "--plan", "a*")]
    public void A_line_that_is_wrong_is_told_what_is_allowed(string expected, params string[] args)
    {
        using var cli = new ScratchCli();
        CliResult result = cli.Run(args).Fails(expected.Split('|'));
        Assert.False(Directory.Exists(cli.StoreDirectory));
        if (args is not (["set", ..] or ["metrics", "list"]))
        {
            Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        }
    }

    [Theory]
    [InlineData("@file")]
    [InlineData("-5")]
    [InlineData("- an item")]
    [InlineData("--- a heading")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("set")]
    [InlineData("store")]
    [InlineData("[suggest]")]
    [InlineData("/?")]
    [InlineData("/h")]
    [InlineData("-1.5")]
    [InlineData("a=b")]
    [InlineData("'; DROP TABLE entry; --")]
    public void A_value_that_looks_like_syntax_is_a_value(string value)
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "k", value).Prints(string.Empty);
        cli.Run("store", "get", "k").Prints(value + "\n");
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("-h")]
    [InlineData("--anything=else")]
    public void After_two_dashes_everything_is_a_value(string value)
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "k", "--", value).Prints(string.Empty);
        cli.Run("store", "get", "k").Prints(value + "\n");
    }

    [Fact]
    public void Options_may_stand_before_and_after_arguments_and_take_an_equals_sign()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "--scope", "global", "set", "--expires-in=5m", "k", "v").Prints(string.Empty);
        Assert.Equal("v", cli.Run("--json", "store", "get", "k").Json.GetProperty("value").GetString());
        Assert.Equal("v", cli.Run("store", "get", "--json", "k").Json.GetProperty("value").GetString());
    }

    [Fact]
    public void Errors_are_json_when_json_is_asked_for()
    {
        using var cli = new ScratchCli();
        Assert.Equal(("StateKeyNotFound", "There is no entry 'k' in the global scope."), Error(cli.Run("store", "get", "k", "--json")));
        Assert.Equal("InvalidCommandLine", Error(cli.Run("store", "get", "--json")).Id);
        Assert.Equal("InvalidCommandLine", Error(cli.Run("bogus", "--json")).Id);
        Assert.Equal("InvalidStateKey", Error(cli.Run("store", "set", "a::b", "v", "--json")).Id);
        Assert.Equal("InvalidDuration", Error(cli.Run("store", "set", "k", "v", "--json", "--expires-in", "x")).Id);

        static (string Id, string Message) Error(CliResult result)
        {
            result.Fails();
            using JsonDocument document = JsonDocument.Parse(result.Error);
            JsonElement error = document.RootElement.GetProperty("error");
            return (error.GetProperty("id").GetString()!, error.GetProperty("message").GetString()!);
        }
    }

    [Fact]
    public void Every_command_explains_all_of_its_arguments_and_options()
    {
        using var cli = new ScratchCli();
        Command root = CommandTree.Build(args: null);
        string overview = cli.Run("help").Output;
        Command[] commands = [.. root.Subcommands.Concat(root.Subcommands.SelectMany(static group => group.Subcommands)).Where(static command => command is CliCommand)];
        Assert.True(commands.Length >= 24, "A group lost its commands.");
        foreach (Command command in commands)
        {
            string[] path = command is CliCommand { Group: { } group } ? [group, command.Name] : [command.Name];
            Assert.Contains("  " + string.Join(' ', path), overview, StringComparison.Ordinal);
            string help = cli.Run([.. path, "--help"]).Output;
            Assert.Equal(help, cli.Run([.. path, "-h"]).Output);
            Assert.Equal(help, cli.Run(["help", .. path]).Output);
            Assert.StartsWith($"Usage: clawpowers {string.Join(' ', path)}", help, StringComparison.Ordinal);
            Assert.All(command.Arguments, argument => Assert.Contains(argument.Name, help, StringComparison.Ordinal));
            Assert.All(command.Options, option => Assert.Contains(option.Name, help, StringComparison.Ordinal));
            Assert.All(help.Split('\n'), static line => Assert.InRange(line.Length, 0, 81));
        }
    }
}
