using System.Text;
using System.Text.Json;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Registration;

namespace ClawPowers.Core.Tests.Sessions.Registration;

/// <summary>Registered and removed again, everything is as it was, byte for byte.</summary>
public sealed class RoundTripTests
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static TheoryData<int, bool> Configurations => Pairs(RealConfigurations.All.Length);

    public static TheoryData<int, bool> SmallTexts => Pairs(RealConfigurations.Small.Length);

    [Theory]
    [MemberData(nameof(Configurations))]
    public void A_configuration_is_the_same_after_registering_and_removing(int index, bool allow)
    {
        (HookTarget target, string text) = RealConfigurations.All[index];
        using var home = new RegistrationHome();
        string path = home.Put(target, text);
        var before = home.Snapshot();
        ClawHook registered = home.Register(target, allow: allow);
        Assert.Equal((HookState.Registered, true, path), (registered.State, registered.IsDone, registered.Path));
        Assert.Equal(HookState.Registered, home.StateOf(target));
        Assert.Equal(text, File.ReadAllText(registered.Backup!));
        if (target is not HookTarget.Profile)
        {
            CheckOthersStay(text, File.ReadAllText(path));
        }

        byte[] once = File.ReadAllBytes(path);
        ClawHook again = home.Register(target, allow: allow);
        Assert.Equal(string.Empty, again.Difference);
        Assert.Equal(once, File.ReadAllBytes(path));
        Assert.Equal(HookState.Absent, home.Unregister(target).State);
        Assert.Equal(before, home.Snapshot());
    }

    [Theory]
    [MemberData(nameof(SmallTexts))]
    public void A_file_with_almost_nothing_in_it_is_the_same_after_registering_and_removing(int index, bool allow)
    {
        using var home = new RegistrationHome();
        foreach (HookTarget target in new[] { HookTarget.ClaudeCode, HookTarget.Codex, HookTarget.Gemini, HookTarget.Cursor, HookTarget.Copilot })
        {
            string path = RegistrationHome.Put(home.PathOf(target), Encoding.UTF8.GetBytes(RealConfigurations.Small[index]));
            var before = home.Snapshot();
            if (!IsReadBy(target, RealConfigurations.Small[index]))
            {
                home.Fails("HookFileUnreadable", target, allow: allow);
                Assert.Equal(HookState.Broken, home.StateOf(target));
                Assert.Equal(before, home.Snapshot());
                continue;
            }

            home.Register(target, allow: allow);
            using (JsonDocument.Parse(File.ReadAllText(path), Lenient))
            {
                Assert.Equal(HookState.Registered, home.StateOf(target));
            }

            home.Unregister(target);
            Assert.Equal(before, home.Snapshot());
        }
    }

    [Theory]
    [InlineData(SkillScope.User, false)]
    [InlineData(SkillScope.User, true)]
    [InlineData(SkillScope.Project, false)]
    [InlineData(SkillScope.Project, true)]
    public void Where_nothing_was_nothing_is_left(SkillScope scope, bool allow)
    {
        using var home = new RegistrationHome();
        HookTarget[] targets = scope is SkillScope.User ? RegistrationHome.All : RegistrationHome.Agents;
        var before = home.Snapshot();
        HookOutcomes registered = home.TryRegister(targets, scope, allow);
        Assert.Empty(registered.Problems);
        Assert.Equal(targets, registered.Hooks.Select(static hook => hook.Target));
        Assert.All(registered.Hooks, hook => Assert.True(File.Exists(hook.Path) && hook.Backup is null));
        Assert.True(File.Exists(home.Starter));
        Assert.Equal(targets, home.Registrar.List(new HookQuery { Scope = scope }).Where(static hook => hook.State is HookState.Registered).Select(static hook => hook.Target));
        Assert.Empty(home.TryUnregister(targets, scope).Problems);
        Assert.Equal(before, home.Snapshot());
    }

    [Fact]
    public void Any_order_of_coming_and_going_ends_where_it_began()
    {
        var random = new Random(5);
        for (int life = 0; life < 12; life++)
        {
            using var home = new RegistrationHome();
            foreach ((HookTarget target, string text) in RealConfigurations.All.OrderBy(_ => random.Next()))
            {
                home.Put(target, text);
            }

            var before = home.Snapshot();
            for (int step = 0; step < 12; step++)
            {
                HookTarget[] some = [.. RegistrationHome.All.Where(_ => random.Next(3) == 0)];
                _ = random.Next(3) > 0 ? home.TryRegister(some, allow: random.Next(2) == 0) : home.TryUnregister(some);
            }

            Assert.Empty(home.TryUnregister(RegistrationHome.All).Problems);
            Assert.Equal(before, home.Snapshot());
        }
    }

    [Theory]
    [InlineData("{\n  \"a\": 1\n}\n", "\"a\": 1", "\"a\": 2", "{\n  \"a\": 2\n}\n")]
    [InlineData("{}", "{\n  \"hooks\"", "{\n  \"mine\": true,\n  \"hooks\"", "{\n  \"mine\": true\n}")]
    [InlineData("{\"hooks\":{}}", "[{\"matcher\"", "[{\"hooks\":[{\"command\":\"mine\"}]},{\"matcher\"", "{\"hooks\":{\"SessionStart\":[{\"hooks\":[{\"command\":\"mine\"}]}]}}")]
    public void What_was_changed_meanwhile_stays(string text, string old, string changed, string expected)
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.ClaudeCode, text);
        home.Register(HookTarget.ClaudeCode);
        string registered = File.ReadAllText(path);
        Assert.Contains(old, registered, StringComparison.Ordinal);
        File.WriteAllText(path, registered.Replace(old, changed, StringComparison.Ordinal));
        home.Unregister(HookTarget.ClaudeCode);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Ours_is_removed_from_a_group_that_others_joined_and_after_its_time_was_changed()
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.ClaudeCode, "{}");
        home.Register(HookTarget.ClaudeCode);
        string text = File.ReadAllText(path).Replace("\"timeout\": 30\n          }", "\"timeout\": 9\n          },\n          {\n            \"type\": \"command\",\n            \"command\": \"theirs\"\n          }", StringComparison.Ordinal);
        File.WriteAllText(path, text);
        Assert.Contains("theirs", text, StringComparison.Ordinal);
        Assert.Equal(HookState.Registered, home.StateOf(HookTarget.ClaudeCode));
        home.Register(HookTarget.ClaudeCode);
        Assert.Equal(text, File.ReadAllText(path));
        home.Unregister(HookTarget.ClaudeCode);
        using var left = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement group = Assert.Single(left.RootElement.GetProperty("hooks").GetProperty("SessionStart").EnumerateArray());
        Assert.Equal("theirs", Assert.Single(group.GetProperty("hooks").EnumerateArray()).GetProperty("command").GetString());
    }

    [Fact]
    public void A_teammate_of_whose_files_nothing_was_taken_down_removes_the_hook_all_the_same()
    {
        using var home = new RegistrationHome();
        string kept = home.Put(HookTarget.ClaudeCode, "{\n  \"model\": \"opus\"\n}\n", SkillScope.Project);
        home.TryRegister(RegistrationHome.Agents, SkillScope.Project);
        Directory.Delete(Path.Combine(home.Home, ".clawpowers"), recursive: true);
        Assert.Empty(home.TryUnregister(RegistrationHome.Agents, SkillScope.Project).Problems);
        Assert.Equal("{\n  \"model\": \"opus\"\n}\n", File.ReadAllText(kept));
        Assert.Equal([kept], Directory.EnumerateFiles(home.Project, "*", SearchOption.AllDirectories).Where(static file => !file.Contains("/.git/", StringComparison.Ordinal) && !file.Contains("\\.git\\", StringComparison.Ordinal)));
    }

    private static bool IsReadBy(HookTarget target, string text) =>
        (target is HookTarget.Gemini or HookTarget.Cursor || !(text.Contains("//", StringComparison.Ordinal) || text.Contains("/*", StringComparison.Ordinal)))
        && (target is HookTarget.ClaudeCode or HookTarget.Cursor || !text.StartsWith('\uFEFF'))
        && (target is not HookTarget.Codex || !text.Contains("\"a\"", StringComparison.Ordinal));

    private static void CheckOthersStay(string before, string after)
    {
        using var old = JsonDocument.Parse(before, Lenient);
        using var changed = JsonDocument.Parse(after, Lenient);
        CheckKept(old.RootElement, changed.RootElement);
        Assert.Contains(HookCommand.StarterPath, after, StringComparison.Ordinal);
    }

    // Everything that was there is there, in its order, and before what is new.
    private static void CheckKept(JsonElement old, JsonElement changed)
    {
        Assert.Equal(old.ValueKind, changed.ValueKind);
        if (old.ValueKind is JsonValueKind.Object)
        {
            string[] names = [.. old.EnumerateObject().Select(static member => member.Name)];
            Assert.Equal(names, changed.EnumerateObject().Select(static member => member.Name).Take(names.Length));
            Array.ForEach(names, name => CheckKept(old.GetProperty(name), changed.GetProperty(name)));
        }
        else if (old.ValueKind is JsonValueKind.Array)
        {
            for (int i = 0; i < old.GetArrayLength(); i++)
            {
                CheckKept(old[i], changed[i]);
            }
        }
        else
        {
            Assert.Equal(old.GetRawText(), changed.GetRawText());
        }
    }

    private static TheoryData<int, bool> Pairs(int count)
    {
        var data = new TheoryData<int, bool>();
        for (int i = 0; i < count; i++)
        {
            data.Add(i, false);
            data.Add(i, true);
        }

        return data;
    }
}
