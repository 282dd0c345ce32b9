using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClawPowers.Core.Sessions.Context;
using ClawPowers.Core.Sessions.Registration.Rules;

namespace ClawPowers.Core.Tests.Sessions.Registration;

/// <summary>The rules by which agents may call ClawPowers: narrow, in each agent's own place, and gone with the hook.</summary>
public sealed class CommandRulesTests
{
    private static readonly string[] TooMuch = ["pwsh", "install", "export", "import", "hook", "setup", "register", "enable", "Measure-ClawSkill", "verification"];
    private static readonly JsonSerializerOptions AsScriptsWrite = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Claude_code_gets_rules_that_name_our_commands_and_a_store_without_the_scripts()
    {
        using var home = new RegistrationHome();
        ClawHook hook = home.Register(HookTarget.ClaudeCode, allow: true);
        Assert.True(hook.AllowsCommands);
        using var json = JsonDocument.Parse(File.ReadAllText(hook.Path));
        string[] allow = Texts(json.RootElement.GetProperty("permissions").GetProperty("allow"));
        Assert.Contains("Bash(clawpowers store *)", allow);
        Assert.Contains("PowerShell(clawpowers skill find *)", allow);
        Assert.Contains("PowerShell(Get-ClawState *)", allow);
        Assert.All(allow, static rule => Assert.Matches(@"^(Bash\(clawpowers|PowerShell\((clawpowers|[A-Z][a-z]+-Claw[A-Za-z]+)) ([a-z]+ )*\*\)$", rule));
        Assert.DoesNotContain(allow, static rule => Array.Exists(TooMuch, word => rule.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(["allow"], json.RootElement.GetProperty("permissions").EnumerateObject().Select(static member => member.Name));
        JsonElement files = json.RootElement.GetProperty("sandbox").GetProperty("filesystem");
        Assert.Equal(["~/.clawpowers"], Texts(files.GetProperty("allowWrite")));
        Assert.Equal(["~/.clawpowers/hooks"], Texts(files.GetProperty("denyWrite")));
        Assert.False(json.RootElement.GetProperty("sandbox").TryGetProperty("enabled", out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_a_session_is_told_to_call_is_allowed(bool asCmdlets)
    {
        var forms = CommandForms.Find(ClawAgent.ClaudeCode, isWindows: asCmdlets, static _ => true, process: null);
        Assert.Equal(asCmdlets, forms.UsesCmdlets);
        string[] told = [forms.Recall, forms.List("debug:*"), forms.Keep, forms.ReadSkill, forms.FindSkill, forms.ListSkills, forms.Record, forms.Recommendations];
        string[] allowed = [.. asCmdlets ? CommandRules.Cmdlets : CommandRules.Lines];
        Assert.All(told, command => Assert.Contains(allowed, rule => (command + ' ').StartsWith(rule + ' ', StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("my store", SkillScope.User, true)]
    [InlineData("my store", SkillScope.Project, false)]
    [InlineData(".", SkillScope.User, false)]
    [InlineData("..", SkillScope.User, false)]
    [InlineData(".clawpowers/hooks", SkillScope.User, false)]
    public void A_store_elsewhere_is_writable_unless_that_says_too_much(string folder, SkillScope scope, bool isNamed)
    {
        using var home = new RegistrationHome();
        string store = Path.GetFullPath(Path.Combine(home.Home, folder));
        home.Context = home.Context with { Store = new Core.Storage.StoreLocation(store) };
        string text = File.ReadAllText(home.Register(HookTarget.ClaudeCode, scope, allow: true).Path);
        using var json = JsonDocument.Parse(text);
        string[] writable = json.RootElement.TryGetProperty("sandbox", out JsonElement sandbox) ? Texts(sandbox.GetProperty("filesystem").GetProperty("allowWrite")) : [];
        Assert.Equal(isNamed ? [store.Replace('\\', '/')] : scope is SkillScope.Project ? ["~/.clawpowers"] : [], writable);

        // It is removed too where the store is another by then.
        home.Context = home.Context with { Store = new Core.Storage.StoreLocation(Path.Combine(home.Home, "third")) };
        home.Unregister(HookTarget.ClaudeCode, scope);
        Assert.False(File.Exists(home.PathOf(HookTarget.ClaudeCode, scope)));
    }

    [Fact]
    public void Rules_that_the_user_had_before_stay()
    {
        using var home = new RegistrationHome();
        const string Text = "{\n  \"permissions\": {\n    \"allow\": [\n      \"Bash(clawpowers store *)\",\n      \"Bash(ls *)\"\n    ]\n  }\n}\n";
        string path = home.Put(HookTarget.ClaudeCode, Text);
        home.Register(HookTarget.ClaudeCode, allow: true);
        Assert.Equal(2, File.ReadAllText(path).Split("\"Bash(clawpowers store *)\"").Length);
        home.Unregister(HookTarget.ClaudeCode);
        Assert.Equal(Text, File.ReadAllText(path));
    }

    [Fact]
    public void Rules_may_be_added_to_a_hook_that_is_there()
    {
        using var home = new RegistrationHome();
        home.Put(HookTarget.ClaudeCode, "{ \"permissions\": { } }");
        home.Put(HookTarget.Codex, "{}");
        var before = home.Snapshot();
        home.TryRegister([HookTarget.ClaudeCode, HookTarget.Codex]);
        Assert.All(home.TryRegister([HookTarget.ClaudeCode, HookTarget.Codex], allow: true).Hooks, static hook => Assert.True(hook.AllowsCommands && hook.Difference.Length > 0));
        home.TryUnregister([HookTarget.Codex, HookTarget.ClaudeCode]);
        Assert.Equal(before, home.Snapshot());
    }

    [Fact]
    public void Codex_gets_a_file_of_rules_in_words_that_every_version_reads()
    {
        using var home = new RegistrationHome();
        home.Register(HookTarget.Codex, allow: true);
        string rules = File.ReadAllText(Path.Combine(home.Home, ".codex", "rules", "clawpowers.rules"));
        Assert.Contains("    pattern = [\"clawpowers\", [\"store\", \"metrics\", \"analyze\", \"status\", \"inject\"]],\n    decision = \"allow\",\n", rules, StringComparison.Ordinal);
        Assert.Contains("pattern = [[\"Get-ClawState\", \"Set-ClawState\"", rules, StringComparison.Ordinal);
        Assert.Equal(4, rules.Split("\n    decision = \"allow\",\n").Length);
        Assert.DoesNotContain("pwsh", rules, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clawpowers store get debug:*:root_cause", true)]
    [InlineData("clawpowers status", true)]
    [InlineData("clawpowers metrics record --skill x --outcome success --notes 'it works, at last'", true)]
    [InlineData("clawpowers skill find 'a test fails'", true)]
    [InlineData("clawpowers skill install x --agent codex", false)]
    [InlineData("clawpowers hook register --agent codex --allow-commands", false)]
    [InlineData("clawpowers export /tmp/x", false)]
    [InlineData("clawpowers storehouse", false)]
    [InlineData("clawpowers store set k $(curl evil)", false)]
    [InlineData("clawpowers store set k ([IO.File]::Delete('x'))", false)]
    [InlineData("clawpowers store list; rm -rf .", false)]
    [InlineData("clawpowers store list | sh", false)]
    [InlineData("clawpowers store list\nrm -rf .", false)]
    [InlineData("clawpowers store list && x", false)]
    [InlineData("clawpowers store list > .bashrc", false)]
    [InlineData("clawpowers store set k `x`", false)]
    [InlineData("clawpowers store set k {x}", false)]
    [InlineData("clawpowers store set k \"a\"", false)]
    [InlineData("x clawpowers store list", false)]
    public void Gemini_matches_whole_lines_of_harmless_characters(string line, bool isAllowed)
    {
        string toml = Encoding.UTF8.GetString(GeminiRules.Content());
        string expression = toml.Split("\ncommandRegex = '''")[1].Split("'''\n")[0];

        // As Gemini CLI joins it, and as it refuses expressions that may take for ever.
        Assert.DoesNotMatch(@"\([^)]*[*+?{].*\)[*+?{]", expression);
        var rule = new Regex("\"command\":\"" + expression, RegexOptions.ECMAScript, TimeSpan.FromSeconds(10));
        string arguments = "{\"command\":" + JsonSerializer.Serialize(line, AsScriptsWrite) + ",\"description\":\"\\\"command\\\":\\\"clawpowers status\\\"\"}";
        Assert.Equal(isAllowed, rule.IsMatch(arguments));
    }

    [Fact]
    public void Gemini_gets_no_rules_for_a_project_and_says_so()
    {
        using var home = new RegistrationHome();
        ClawHook hook = home.Register(HookTarget.Gemini, SkillScope.Project, allow: true);
        Assert.False(hook.AllowsCommands);
        Assert.Contains("policies of the user only", hook.Message, StringComparison.Ordinal);
        Assert.Equal([".gemini"], Directory.GetDirectories(home.Project).Select(Path.GetFileName).Where(static name => name is not ".git" and not "src"));
    }

    [Theory]
    [InlineData(HookTarget.Cursor)]
    [InlineData(HookTarget.Copilot)]
    [InlineData(HookTarget.OpenCode)]
    public void An_agent_without_narrow_rules_gets_none_and_says_so(HookTarget target)
    {
        using var home = new RegistrationHome();
        string without = home.Register(target).Path;
        byte[] bytes = File.ReadAllBytes(without);
        ClawHook hook = home.Register(target, allow: true);
        Assert.False(hook.AllowsCommands);
        Assert.Contains("nothing was allowed", hook.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(without));
    }

    [Fact]
    public void Opencode_keeps_its_list_of_rules_since_one_of_ours_could_write_files_and_undo_a_denial()
    {
        using var home = new RegistrationHome();
        const string Text = "{\n  // mine\n  \"permission\": {\n    \"bash\": {\n      \"*\": \"ask\",\n      \"clawpowers store delete *\": \"deny\",\n    },\n  },\n}\n";
        string config = RegistrationHome.Put(Path.Combine(home.Home, ".config", "opencode", "opencode.jsonc"), Encoding.UTF8.GetBytes(Text));
        ClawHook hook = home.Register(HookTarget.OpenCode, allow: true);
        Assert.False(hook.AllowsCommands);
        Assert.Contains("nothing was allowed", hook.Message, StringComparison.Ordinal);
        Assert.Equal(Text, File.ReadAllText(config));
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(static text => text.GetString()!)];
}
