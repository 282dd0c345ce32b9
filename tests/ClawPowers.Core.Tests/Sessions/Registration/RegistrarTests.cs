using System.Text;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Registration;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Registration;

public sealed class RegistrarTests
{
    private static readonly HookTarget[] WithJson = [HookTarget.ClaudeCode, HookTarget.Codex, HookTarget.Gemini, HookTarget.Cursor, HookTarget.Copilot];

    [Fact]
    public void Each_agent_gets_the_hook_in_its_own_form_and_place()
    {
        using var home = new RegistrationHome();
        HookOutcomes outcomes = home.TryRegister(RegistrationHome.Agents);
        Assert.Empty(outcomes.Problems);
        Assert.Equal(
            [".claude/settings.json", ".codex/hooks.json", ".gemini/settings.json", ".cursor/hooks.json", ".copilot/hooks/clawpowers.json", ".config/opencode/plugins/clawpowers.js"],
            outcomes.Hooks.Select(hook => Path.GetRelativePath(home.Home, hook.Path).Replace('\\', '/')));
        Assert.Equal(Text("""{"hooks":{"SessionStart":[{"matcher":"startup|clear|compact","hooks":[{"type":"command","command":COMMAND,"timeout":30}]}]}}""", ClawAgent.ClaudeCode), Compact(outcomes, 0));
        Assert.Equal(Text("""{"hooks":{"SessionStart":[{"matcher":"startup|clear|compact","hooks":[{"type":"command","command":COMMAND,"timeout":30}]}]}}""", ClawAgent.Codex), Compact(outcomes, 1));
        Assert.Equal(Text("""{"hooks":{"SessionStart":[{"hooks":[{"name":"clawpowers","type":"command","command":COMMAND,"timeout":30000}]}]}}""", ClawAgent.Gemini), Compact(outcomes, 2));
        Assert.Equal(Text("""{"version":1,"hooks":{"sessionStart":[{"command":COMMAND,"timeout":30}]}}""", ClawAgent.Cursor), Compact(outcomes, 3));
        Assert.Equal(Text("""{"version":1,"hooks":{"sessionStart":[{"type":"command","bash":COMMAND,"powershell":COMMAND,"timeoutSec":30}]}}""", ClawAgent.Copilot), Compact(outcomes, 4));
        Assert.Equal("// clawpowers plugin\n", File.ReadAllText(outcomes.Hooks[5].Path));
        Assert.Equal("# ClawPowers starter\n", File.ReadAllText(home.Starter));
        Assert.All(outcomes.Hooks, static hook => Assert.Equal(HookCommand.For((ClawAgent)hook.Target), hook.Command));
    }

    [Fact]
    public void A_project_gets_nothing_that_is_personal()
    {
        using var home = new RegistrationHome();
        home.Variables["CODEX_HOME"] = Path.Combine(home.Home, "elsewhere");
        home.Context = home.Context with { Store = new Core.Storage.StoreLocation(Path.Combine(home.Home, "my store")) };
        HookOutcomes outcomes = home.TryRegister(RegistrationHome.Agents, SkillScope.Project, allow: true);
        Assert.Empty(outcomes.Problems);
        Assert.Equal(
            [".claude/settings.json", ".codex/hooks.json", ".gemini/settings.json", ".cursor/hooks.json", ".github/hooks/clawpowers.json", ".opencode/plugins/clawpowers.js"],
            outcomes.Hooks.Select(hook => Path.GetRelativePath(home.Project, hook.Path).Replace('\\', '/')));
        Assert.All(outcomes.Hooks, hook => Assert.DoesNotContain(Path.GetFileName(home.Home), File.ReadAllText(hook.Path), StringComparison.Ordinal));
        Assert.Equal([ClawAgent.Cursor, ClawAgent.Copilot], outcomes.Hooks[0].AlsoReadBy);
        Failure.Of("HookScopeUnsupported", () => throw home.TryRegister([HookTarget.Profile], SkillScope.Project).Problems[0]);
        home.Context = home.Context with { WorkingDirectory = home.Home };
        Failure.Of("NotInProject", () => throw home.TryRegister([HookTarget.Codex], SkillScope.Project).Problems[0]);
    }

    [Fact]
    public void Variables_that_move_an_agents_folder_are_heeded()
    {
        using var home = new RegistrationHome();
        string Moved(string name) => Path.Combine(home.Home, "moved", name);
        home.Variables["CLAUDE_CONFIG_DIR"] = Moved("claude");
        home.Variables["CODEX_HOME"] = Moved("codex");
        home.Variables["GEMINI_CLI_HOME"] = Moved("gemini");
        home.Variables["COPILOT_HOME"] = Moved("copilot");
        home.Variables["XDG_CONFIG_HOME"] = Moved("config");
        Assert.Equal(
            [Moved("claude/settings.json"), Moved("codex/hooks.json"), Moved("gemini/.gemini/settings.json"), Path.Combine(home.Home, ".cursor/hooks.json"), Moved("copilot/hooks/clawpowers.json"), Moved("config/opencode/plugins/clawpowers.js")],
            RegistrationHome.Agents.Select(target => home.PathOf(target)));
        home.Variables["OPENCODE_CONFIG_DIR"] = Moved("opencode");
        Assert.Equal(Moved("opencode/plugins/clawpowers.js"), home.PathOf(HookTarget.OpenCode));
        RegistrationHome.Put(Moved("config/opencode/plugins/clawpowers.js"), [.. "// clawpowers"u8]);
        Assert.Equal(Moved("config/opencode/plugins/clawpowers.js"), home.PathOf(HookTarget.OpenCode));
        Assert.Equal(OperatingSystem.IsWindows() ? home.PathOf(HookTarget.Profile) : Moved("config/powershell/profile.ps1"), home.PathOf(HookTarget.Profile));
    }

    [Fact]
    public void Nothing_is_changed_until_a_plan_is_carried_out()
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.Gemini, "{\n  \"ui\": {}\n}\n");
        var before = home.Snapshot();
        HookChanges changes = home.Registrar.PlanRegister(new HookRequest { Targets = [HookTarget.Gemini, HookTarget.Codex] });
        Assert.Equal(before, home.Snapshot());
        ClawHook hook = changes.Hooks[0].Hook;
        Assert.Equal((HookState.Registered, false), (hook.State, hook.IsDone));
        string line = "+            \"command\": " + Core.Sessions.Registration.Json.JsonStyle.Quote(HookCommand.For(ClawAgent.Gemini)) + ",\n";
        Assert.StartsWith($"--- {path}\n+++ {path}\n@@ -1,3 +1,17 @@\n {{\n-  \"ui\": {{}}\n+  \"ui\": {{}},\n", hook.Difference, StringComparison.Ordinal);
        Assert.Contains(line, hook.Difference, StringComparison.Ordinal);
        Assert.Contains(home.Starter, hook.Difference, StringComparison.Ordinal);
        Assert.DoesNotContain(home.Starter, changes.Hooks[1].Hook.Difference, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_beside_the_hook_is_not_shown()
    {
        using var home = new RegistrationHome();
        string token = "ghp_" + new string('a', 20) + "B1c2D3e4F5g6H7i8";
        home.Put(HookTarget.Gemini, $"{{\n  \"env\": {{ \"T\": \"{token}\" }}\n}}\n");
        ClawHook hook = home.Register(HookTarget.Gemini);
        Assert.DoesNotContain(token, hook.Difference, StringComparison.Ordinal);
        Assert.Contains(token, File.ReadAllText(hook.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_command_is_brought_up_to_date_where_it_stands()
    {
        using var home = new RegistrationHome();
        string current = Core.Sessions.Registration.Json.JsonStyle.Quote(HookCommand.For(ClawAgent.Codex));
        string Group(string command) => $"{{\"matcher\":\"startup\",\"hooks\":[{{\"type\":\"command\",\"command\":{command},\"timeout\":7}}]}}";
        string text = $"{{\"hooks\":{{\"SessionStart\":[{{\"hooks\":[]}},OLD,{{\"hooks\":[]}}]}}}}";
        string path = home.Put(HookTarget.Codex, text.Replace("OLD", Group("\"pwsh -File C:\\\\Users\\\\x\\\\.clawpowers\\\\hooks\\\\session-start.ps1\""), StringComparison.Ordinal));
        Assert.Equal(HookState.Outdated, home.StateOf(HookTarget.Codex));
        home.Register(HookTarget.Codex);
        Assert.Equal(text.Replace("OLD", Group(current), StringComparison.Ordinal), File.ReadAllText(path));
        Assert.Equal(HookState.Registered, home.StateOf(HookTarget.Codex));
    }

    [Fact]
    public void A_hook_that_is_there_twice_or_in_parts_becomes_one()
    {
        using var home = new RegistrationHome();
        string command = Core.Sessions.Registration.Json.JsonStyle.Quote(HookCommand.For(ClawAgent.ClaudeCode));
        string path = home.Put(HookTarget.ClaudeCode, $"{{\"hooks\":{{\"SessionStart\":[{{\"hooks\":[{{\"type\":\"command\",\"command\":\"pwsh\",\"args\":[\"-Command\",\"Invoke-ClawHook\"]}},{{\"command\":\"theirs\"}}]}},{{\"hooks\":[{{\"command\":{command}}}]}}]}}}}");
        ClawHook found = home.Registrar.List(new HookQuery { Targets = [HookTarget.ClaudeCode], Scope = SkillScope.User })[0];
        Assert.Equal(HookState.Outdated, found.State);
        Assert.Contains("2 times", found.Message, StringComparison.Ordinal);
        home.Register(HookTarget.ClaudeCode);
        Assert.Equal($"{{\"hooks\":{{\"SessionStart\":[{{\"hooks\":[{{\"type\":\"command\",\"command\":{command},\"timeout\":30}},{{\"command\":\"theirs\"}}]}}]}}}}", File.ReadAllText(path));
    }

    [Fact]
    public void A_starter_that_is_missing_or_old_is_told_and_mended()
    {
        using var home = new RegistrationHome();
        home.Register(HookTarget.Cursor);
        File.Delete(home.Starter);
        Assert.Equal(HookState.Outdated, home.StateOf(HookTarget.Cursor));
        home.Register(HookTarget.Cursor);
        Assert.Equal(HookState.Registered, home.StateOf(HookTarget.Cursor));
        File.WriteAllText(Path.Combine(home.Hooks, "starter.ps1"), "# ClawPowers starter, newer\n");
        Assert.Equal(HookState.Outdated, home.StateOf(HookTarget.Cursor));
        home.Register(HookTarget.Cursor);
        Assert.Equal("# ClawPowers starter, newer\n", File.ReadAllText(home.Starter));
        Assert.False(Directory.Exists(Path.Combine(home.Home, ".clawpowers", "hooks", "backups")));
    }

    [Fact]
    public void The_starter_stays_until_the_last_hook_is_gone_that_is_known_of()
    {
        using var home = new RegistrationHome();
        home.TryRegister([HookTarget.Gemini, HookTarget.Profile]);
        home.Register(HookTarget.Codex, SkillScope.Project);
        home.TryUnregister(RegistrationHome.All);
        Assert.True(File.Exists(home.Starter));
        ClawContext inProject = home.Context;
        home.Context = home.Context with { WorkingDirectory = home.Home };
        home.Register(HookTarget.Cursor);
        home.Unregister(HookTarget.Cursor);
        Assert.True(File.Exists(home.Starter));
        home.Context = inProject;
        home.Unregister(HookTarget.Codex, SkillScope.Project);
        Assert.False(Directory.Exists(Path.Combine(home.Home, ".clawpowers")));
    }

    [Fact]
    public void A_copy_of_the_file_as_it_was_is_kept_and_never_replaced_by_one_with_the_hook()
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.ClaudeCode, "{\"a\":1}");
        string backup = home.Register(HookTarget.ClaudeCode).Backup!;
        File.WriteAllText(path, File.ReadAllText(path).Replace("-NonInteractive", "-NoLogo", StringComparison.Ordinal));
        Assert.Equal(backup, home.Register(HookTarget.ClaudeCode).Backup);
        Assert.Equal("{\"a\":1}", File.ReadAllText(backup));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        }

        File.WriteAllText(path, File.ReadAllText(path).Replace("\"a\":1", "\"a\":2", StringComparison.Ordinal));
        home.Unregister(HookTarget.ClaudeCode);
        Assert.Equal(("{\"a\":2}", "{\"a\":1}"), (File.ReadAllText(path), File.ReadAllText(backup)));
    }

    [Fact]
    public void A_file_that_lost_its_hook_by_another_hand_does_not_keep_the_starter()
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.Codex, "{}", SkillScope.Project);
        home.Register(HookTarget.Codex, SkillScope.Project);
        File.WriteAllText(path, "{}");
        home.Context = home.Context with { WorkingDirectory = home.Home };
        home.Register(HookTarget.Cursor);
        Assert.True(File.Exists(home.Starter));
        home.Unregister(HookTarget.Cursor);
        Assert.False(File.Exists(home.Starter));
    }

    [Fact]
    public void Two_processes_at_once_leave_one_hook()
    {
        using var home = new RegistrationHome();
        Parallel.For(0, 8, _ => home.TryRegister(WithJson));
        Assert.All(WithJson, target => Assert.Equal(HookState.Registered, home.StateOf(target)));
        Assert.All(WithJson, target => Assert.Equal(HookState.Absent, home.Unregister(target).State));
        Assert.DoesNotContain(home.Snapshot().Keys, path => path.StartsWith(home.Home + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }

    private static string Text(string json, ClawAgent agent) => json.Replace("COMMAND", Core.Sessions.Registration.Json.JsonStyle.Quote(HookCommand.For(agent)), StringComparison.Ordinal);

    private static string Compact(HookOutcomes outcomes, int index)
    {
        string text = File.ReadAllText(outcomes.Hooks[index].Path);
        Assert.Equal('\n', text[^1]);
        using var json = System.Text.Json.JsonDocument.Parse(text);
        using var stream = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(stream, new System.Text.Json.JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
