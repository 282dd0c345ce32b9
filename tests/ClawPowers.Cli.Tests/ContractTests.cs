namespace ClawPowers.Cli.Tests;

/// <summary>The words, exit codes and streams of 1.0.0, by the real program.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task Init_says_what_it_created_and_then_that_it_is_there()
    {
        using var cli = new ScratchCli();
        (await cli.SpawnAsync("init")).Prints($"Created the folder {cli.StoreDirectory} and in it the store clawpowers.db\n");
        (await cli.SpawnAsync("init")).Prints($"The store is there already: {Path.Combine(cli.StoreDirectory, "clawpowers.db")}\n");
    }

    [Fact]
    public async Task Init_can_be_silenced()
    {
        using var cli = new ScratchCli();
        cli.Environment["CLAWPOWERS_QUIET"] = "1";
        (await cli.SpawnAsync("init")).Prints(string.Empty);
        Assert.True(File.Exists(Path.Combine(cli.StoreDirectory, "clawpowers.db")));
    }

    [Fact]
    public async Task Status_without_a_store_fails_with_a_hint_and_makes_none()
    {
        using var cli = new ScratchCli();
        (await cli.SpawnAsync("status")).Fails("There is no store", "clawpowers init");
        Assert.False(Directory.Exists(cli.StoreDirectory));
    }

    [Fact]
    public async Task Status_shows_what_the_store_holds()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "a", "1");
        CliResult status = await cli.SpawnAsync("status");
        Assert.Equal(0, status.ExitCode);
        Assert.Contains("global     1 entry\n", status.Output, StringComparison.Ordinal);
        Assert.Contains(cli.StoreDirectory, status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_set_by_one_process_is_read_by_the_next()
    {
        using var cli = new ScratchCli();
        (await cli.SpawnAsync("store", "set", "debug:login:root_cause", "a race")).Prints(string.Empty);
        (await cli.SpawnAsync("store", "get", "debug:login:root_cause")).Prints("a race\n");
    }

    [Fact]
    public async Task Get_of_a_missing_key_fails_on_standard_error_or_prints_the_default()
    {
        using var cli = new ScratchCli();
        (await cli.SpawnAsync("store", "get", "nope")).Fails("There is no entry 'nope' in the global scope.");
        (await cli.SpawnAsync("store", "get", "nope", "fallback")).Prints("fallback\n");
    }

    [Fact]
    public async Task Delete_of_a_missing_key_says_so_and_succeeds()
    {
        using var cli = new ScratchCli();
        CliResult result = await cli.SpawnAsync("store", "delete", "nope");
        Assert.Equal((0, string.Empty, "There is no entry 'nope' in the global scope.\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Exists_answers_by_its_exit_code_alone()
    {
        using var cli = new ScratchCli();
        cli.Run("store", "set", "k", "");
        (await cli.SpawnAsync("store", "exists", "k")).Prints(string.Empty);
        CliResult missing = await cli.SpawnAsync("store", "exists", "nope");
        Assert.Equal((1, string.Empty, string.Empty), (missing.ExitCode, missing.Output, missing.Error));
    }

    [Fact]
    public async Task List_of_a_prefix_that_nothing_has_says_so_and_succeeds()
    {
        using var cli = new ScratchCli();
        (await cli.SpawnAsync("store", "list")).Prints(string.Empty);
        CliResult result = await cli.SpawnAsync("store", "list", "zzz");
        Assert.Equal((0, string.Empty, "No key begins with 'zzz'.\n"), (result.ExitCode, result.Output, result.Error));
        result = await cli.SpawnAsync("store", "list-values", "z*");
        Assert.Equal((0, string.Empty, "No key matches 'z*'.\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task No_command_and_an_unknown_one_show_the_usage_on_standard_error_and_fail()
    {
        using var cli = new ScratchCli();
        (await cli.SpawnAsync()).Fails("Usage: clawpowers <command>");
        (await cli.SpawnAsync("bogus")).Fails("clawpowers has no command 'bogus'.", "Usage: clawpowers <command>");
        (await cli.SpawnAsync("store")).Fails("Usage: clawpowers store <command>");
        (await cli.SpawnAsync("store", "bogus")).Fails("clawpowers store has no command 'bogus'.", "Usage: clawpowers store <command>");
    }

    [Theory]
    [InlineData("help")]
    [InlineData("-h")]
    [InlineData("--help")]
    public async Task Help_shows_the_usage_on_standard_output(string word)
    {
        using var cli = new ScratchCli();
        CliResult result = await cli.SpawnAsync(word);
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.StartsWith("Usage: clawpowers <command>", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_built_library_runs_under_dotnet_too()
    {
        using var cli = new ScratchCli();
        using System.Diagnostics.Process process = cli.Start("dotnet", Path.ChangeExtension(ScratchCli.ProgramPath, null) is var path && OperatingSystem.IsWindows() ? path + ".dll" : ScratchCli.ProgramPath + ".dll", "--version");
        process.StandardInput.Close();
        Assert.Matches(@"^\d+\.\d+\.\d+[^\n]*\n$", (await ScratchCli.EndAsync(process)).Output);
    }

    [Fact]
    public async Task The_demo_works_leaves_nothing_behind_and_is_plain_when_piped()
    {
        using var cli = new ScratchCli();
        string temporary = Directory.CreateDirectory(Path.Combine(cli.WorkingDirectory, "tmp")).FullName;
        cli.Environment["TMPDIR"] = temporary;
        cli.Environment["TMP"] = temporary;
        CliResult result = await cli.SpawnAsync("demo");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Contains("$ clawpowers store get dispatch:done\n8\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("warning, decline: ", result.Output, StringComparison.Ordinal);
        Assert.InRange(result.Lines.Length, 20, 90);
        Assert.DoesNotContain(Directory.EnumerateDirectories(temporary), static folder => folder.Contains("demo", StringComparison.Ordinal));
        Assert.False(Directory.Exists(cli.StoreDirectory));
    }
}
