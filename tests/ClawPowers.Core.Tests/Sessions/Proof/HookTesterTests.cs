using ClawPowers.Core.Sessions.Proof;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Proof;

public sealed class HookTesterTests : IDisposable
{
    private const string Good = """cat >/dev/null; echo '{"hookSpecificOutput":{"hookEventName":"SessionStart","additionalContext":"What is known here"}}'""";

    private readonly Scratch _scratch = new();

    public HookTesterTests() => Directory.CreateDirectory(_scratch.Context.HomeDirectory);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_hook_that_works_passes_every_check()
    {
        ClawHookTest test = Test(Good);

        Assert.Equal(
            ["Agent -", "Registered +", "Starts +", "ExitCode +", "Answer +", "Characters +", "Encoding +", "Time +", "StandardError +", "ReadPermission -", "WritePermission -"],
            Marks(test));
        Assert.True(test.Passed);
        Assert.Equal((HookTarget.ClaudeCode, SkillScope.User, 0, 18, 9500), (test.Target, test.Scope, test.ExitCode, test.Characters, test.CharacterLimit));
        Assert.Equal("18 characters of context in an answer of 97; at most 9500 are sure to arrive.", Of(test, "Characters").Detail);
        Assert.Equal("Run by sh -c.", Of(test, "Starts").Detail);
        Assert.True(test.Duration > TimeSpan.Zero);
        Assert.All(test.Checks.Where(check => check.Passed is true), check => Assert.Null(check.Advice));
    }

    [Theory]
    [InlineData("echo '{}'; exit 2", "ExitCode", "It ended with 2.")]
    [InlineData("echo Welcome; " + Good, "Answer", "It is not JSON: Welcome {\"hookSpecificOutput\":{\"hookEventName\":\"SessionStart\",\"additionalContext\":\"What is known here\"}}")]
    [InlineData("true", "Answer", "It wrote nothing.")]
    [InlineData("""echo '{"additionalContext":"x"}'""", "Answer", "This agent reads no 'additionalContext' there. The context belongs in 'hookSpecificOutput.additionalContext'.")]
    [InlineData("printf '\\357\\273\\277'; " + Good, "Encoding", "It begins with a byte order mark.")]
    [InlineData(Good + "; echo 'disk full' >&2", "StandardError", "disk full")]
    [InlineData("no-such-program-of-claw", "Starts", null)]
    [InlineData("echo '{}'", "Characters", "The agent learns nothing: there is no context in the answer.")]
    public void What_is_wrong_with_a_hook_is_named_with_what_to_do(string command, string check, string? detail)
    {
        ClawHookTest test = Test(command);

        HookCheck failed = Of(test, check);
        Assert.False(failed.Passed);
        Assert.False(string.IsNullOrEmpty(failed.Advice));
        Assert.Equal(detail ?? failed.Detail, failed.Detail);
        Assert.False(test.Passed);
    }

    [Fact]
    public void A_program_that_is_not_there_is_named()
    {
        ClawHookTest test = Test("no-such-program-of-claw -x");

        Assert.Equal(127, test.ExitCode);
        Assert.Contains("no-such-program-of-claw", Of(test, "Starts").Detail, StringComparison.Ordinal);
        Assert.Equal("Install PowerShell 7.4 or later so that 'pwsh' is on the PATH that the agent starts with.", Of(test, "Starts").Advice);
    }

    [Fact]
    public void A_context_that_would_be_cut_fails()
    {
        string file = _scratch.PathOf("long.json");
        File.WriteAllText(file, """{"hookSpecificOutput":{"hookEventName":"SessionStart","additionalContext":"LONG"}}""".Replace("LONG", new string('x', 9501), StringComparison.Ordinal));

        ClawHookTest test = Test($"cat '{file}'");

        Assert.Equal(9501, test.Characters);
        Assert.False(Of(test, "Characters").Passed);
    }

    [Fact]
    public void A_hook_that_hangs_is_ended_when_the_agent_would_give_up()
    {
        ClawHookTest test = Test("sleep 600", limit: TimeSpan.FromSeconds(2));

        Assert.Equal("It had not ended after 2 s, when the agent gives up waiting, and was ended.", Of(test, "Time").Detail);
        Assert.Null(test.ExitCode);
        Assert.DoesNotContain(test.Checks, check => check.Name == "Answer");
    }

    [Fact]
    public void Switched_off_is_not_broken()
    {
        _scratch.Context = _scratch.Context with { Bootstrap = "off" };

        HookCheck check = Of(Test("echo '{}'"), "Characters");

        Assert.Null(check.Passed);
        Assert.Equal("No context is given, since it is switched off.", check.Detail);
    }

    [Theory]
    [InlineData(HookState.Absent, "Run: Register-ClawHook -Agent ClaudeCode")]
    [InlineData(HookState.Broken, "Mend 'settings.json'; nothing was changed in it.")]
    public void What_is_not_registered_is_not_run(HookState state, string advice)
    {
        ClawHookTest test = Tester().Test(Hook("echo never") with { State = state, Command = state is HookState.Absent ? null : "echo never" });

        Assert.Equal(["Agent", "Registered"], test.Checks.Select(check => check.Name));
        Assert.Equal(advice, Of(test, "Registered").Advice);
        Assert.Null(test.ExitCode);
        Assert.False(test.Passed);
    }

    [Fact]
    public void An_agent_is_imitated_with_its_input_its_variables_and_its_folder()
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Context.HomeDirectory, ".cursor"));
        string seen = _scratch.PathOf("seen");

        ClawHookTest test = Test($"cat > '{seen}'; printf '\\n%s|%s|%s' \"$PWD\" \"$CURSOR_PROJECT_DIR\" \"$HOME\" >> '{seen}'; echo '{{\"additional_context\":\"x\"}}'", HookTarget.Cursor);

        Assert.True(test.Passed, string.Join('\n', test.Checks));
        string[] lines = File.ReadAllLines(seen);
        Assert.StartsWith("{\"conversation_id\":\"clawpowers-proof-", lines[0], StringComparison.Ordinal);
        Assert.Equal($"{Path.Combine(_scratch.Context.HomeDirectory, ".cursor")}|{_scratch.WorkingDirectory}|{_scratch.Context.HomeDirectory}", lines[1]);
    }

    [Fact]
    public void The_session_that_asks_leaves_no_trace_in_the_environment()
    {
        IReadOnlyDictionary<string, string> variables = HookEnvironment.Of(
            _scratch.Context,
            new Dictionary<string, string> { ["CLAUDECODE"] = "1" },
            [("PATH", "/bin"), ("CLAUDE_CODE_SESSION_ID", "outer"), ("CLAUDE_CONFIG_DIR", "/moved"), ("CODEX_THREAD_ID", "outer"), ("CODEX_HOME", "/codex"), ("CLAWPOWERS_SESSION", "outer"), ("AGENT", "1"), ("OPENCODE_PID", "7"), ("CLAWPOWERS_BOOTSTRAP", "full")]);

        Assert.Equal(
            [
                $"CLAUDECODE=1", "CLAUDE_CONFIG_DIR=/moved", "CLAWPOWERS_BOOTSTRAP=full", $"CLAWPOWERS_DIR={_scratch.Location.Directory}", "CODEX_HOME=/codex",
                $"HOME={_scratch.Context.HomeDirectory}", "PATH=/bin", $"USERPROFILE={_scratch.Context.HomeDirectory}",
            ],
            variables.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_that_is_no_agent_is_refused()
    {
        Core.Errors.ClawException problem = Failure.Of("InvalidAgent", () => Tester().Find(new HookTestRequest { Names = ["cloud-code"] }));

        Assert.Equal("'cloud-code' is not an agent that ClawPowers knows. Allowed: claude-code, codex, gemini, cursor, copilot, open-code, profile; case and hyphens do not matter.", problem.Message);
    }

    [Fact]
    public void Asked_by_name_what_is_not_registered_is_tested_and_asked_by_pattern_it_is_not()
    {
        Assert.Equal([HookTarget.Codex], Tester().Find(new HookTestRequest { Names = ["codex"] }).Select(hook => hook.Target));
        Assert.Empty(Tester().Find(new HookTestRequest { Names = ["*"] }));
        Assert.Empty(Tester().Find(new HookTestRequest()));
    }

    [Fact]
    public void Without_node_the_plugin_is_not_run_and_does_not_fail()
    {
        var tester = new HookTester(_scratch.Context, new ProgramSearch(string.Empty, []));

        ClawHookTest test = tester.Test(Hook("x") with { Target = HookTarget.OpenCode });

        Assert.Null(Of(test, "Starts").Passed);
        Assert.True(test.Passed);
    }

    [Theory]
    [InlineData(false, null, "Claude Code may run 'clawpowers store get' without asking, but there is no 'clawpowers' on PATH; it asks before it runs 'pwsh'.")]
    [InlineData(true, true, "Claude Code may run 'clawpowers store get' without asking.")]
    public void A_rule_for_a_program_that_is_not_there_lets_nothing_run(bool isThere, bool? passed, string detail)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the shell is PowerShell, and the rules are for the cmdlets too.");
        string folder = Directory.CreateDirectory(_scratch.PathOf("bin")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, "sh"), "/bin/sh");
        if (isThere && !OperatingSystem.IsWindows())
        {
            File.WriteAllText(Path.Combine(folder, "clawpowers"), string.Empty);
            File.SetUnixFileMode(Path.Combine(folder, "clawpowers"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        ClawHookTest test = new HookTester(_scratch.Context, new ProgramSearch(folder, [])).Test(Hook(Good) with { AllowsCommands = true });

        Assert.Equal((passed, detail), (Of(test, "ReadPermission").Passed, Of(test, "ReadPermission").Detail));
        Assert.Equal(isThere, Of(test, "ReadPermission").Advice is null);
        Assert.True(test.Passed);
    }

    private ClawHookTest Test(string command, HookTarget target = HookTarget.ClaudeCode, TimeSpan? limit = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for sh.");
        return Tester(limit).Test(Hook(command) with { Target = target });
    }

    private HookTester Tester(TimeSpan? limit = null) => new(_scratch.Context, ProgramSearch.OfProcess()) { TimeLimit = limit };

    private static ClawHook Hook(string command) => new()
    {
        Target = HookTarget.ClaudeCode,
        Scope = SkillScope.User,
        Path = "settings.json",
        State = HookState.Registered,
        Command = command,
        IsDone = true,
    };

    private static HookCheck Of(ClawHookTest test, string name) => test.Checks.Single(check => check.Name == name);

    // Whether an agent is on this machine depends on the machine.
    private static IEnumerable<string> Marks(ClawHookTest test) => test.Checks.Select(check =>
        $"{check.Name} {(check.Name == "Agent" ? "-" : check.Passed switch { true => "+", false => "!", null => "-" })}");
}
