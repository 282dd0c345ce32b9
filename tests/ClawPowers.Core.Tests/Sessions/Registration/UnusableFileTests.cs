using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Registration;

/// <summary>Files that can't be edited are left alone, with a sentence that helps, and the other agents get their hook.</summary>
public sealed class UnusableFileTests
{
    [Theory]
    [InlineData("{\n  \"a\": 1,\n  ü\n}", 3, 3)]
    [InlineData("{\n  \"a\": \"öö\" \"b\"\n}", 2, 13)]
    [InlineData("{\"a\": 1,}", 1, 9)]
    [InlineData("[1]", 1, 1)]
    [InlineData("\n \"text\"", 2, 2)]
    [InlineData("{\"hooks\": []}", 1, 11)]
    [InlineData("{\"hooks\":\n  {\"SessionStart\": {}}}", 2, 20)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("// only a comment\n", 2, 1)]
    public void Broken_json_is_told_with_its_place_and_left_alone(string text, int line, int column)
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.ClaudeCode, text);
        HookOutcomes outcomes = home.TryRegister([HookTarget.ClaudeCode, HookTarget.Gemini]);
        ClawException problem = Assert.Single(outcomes.Problems);
        Assert.Equal(("HookFileUnreadable", path), (problem.ErrorId, problem.Target));
        Assert.Contains($"line {line}, column {column}:", problem.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(path));
        Assert.Equal(HookTarget.Gemini, Assert.Single(outcomes.Hooks).Target);
        Assert.Equal((HookState.Broken, HookState.Registered), (home.StateOf(HookTarget.ClaudeCode), home.StateOf(HookTarget.Gemini)));
        Assert.All(home.TryUnregister([HookTarget.ClaudeCode]).Problems, static problem => Assert.Equal("HookFileUnreadable", problem.ErrorId));
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 }, "UTF-16")]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xE9, (byte)'"', (byte)':', (byte)'1', (byte)'}' }, "line 1, column 3: it is not UTF-8")]
    public void What_is_not_utf_8_is_told_and_left_alone(byte[] bytes, string said)
    {
        using var home = new RegistrationHome();
        string path = RegistrationHome.Put(home.PathOf(HookTarget.Gemini), bytes);
        Assert.Contains(said, home.Fails("HookFileUnreadable", HookTarget.Gemini).Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData(HookTarget.ClaudeCode, "{\n  // mine\n}", 2, 3, "no comments")]
    [InlineData(HookTarget.Copilot, "{} /* mine */", 1, 4, "no comments")]
    [InlineData(HookTarget.Codex, "{\n  \"hooks\": {}, \"version\": 1\n}", 2, 16, "'version'")]
    [InlineData(HookTarget.Codex, "\uFEFF{}", 1, 1, "mark of UTF-8")]
    [InlineData(HookTarget.Gemini, "\uFEFF{}", 1, 1, "mark of UTF-8")]
    [InlineData(HookTarget.Copilot, "\uFEFF", 1, 1, "mark of UTF-8")]
    public void What_its_agent_drops_as_a_whole_is_told_with_its_place_and_left_alone(HookTarget target, string text, int line, int column, string said)
    {
        using var home = new RegistrationHome();
        string path = home.Put(target, text);
        string message = home.Fails("HookFileUnreadable", target).Message;
        Assert.Contains($"line {line}, column {column}: ", message, StringComparison.Ordinal);
        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.Equal(text, Encoding.UTF8.GetString(File.ReadAllBytes(path)));
        Assert.Equal(HookState.Broken, home.StateOf(target));
    }

    [Fact]
    public void A_hook_is_removed_from_a_file_that_its_agent_has_stopped_to_read()
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.ClaudeCode, "{\n  \"a\": 1\n}\n");
        home.Register(HookTarget.ClaudeCode, allow: true);
        File.WriteAllText(path, "// mine\n" + File.ReadAllText(path));
        Assert.Equal(HookState.Broken, home.StateOf(HookTarget.ClaudeCode));
        home.Unregister(HookTarget.ClaudeCode);
        Assert.Equal("// mine\n{\n  \"a\": 1\n}\n", File.ReadAllText(path));
        Assert.False(File.Exists(home.Starter));
    }

    [Fact]
    public void Half_a_character_in_a_name_or_a_text_is_no_reason_to_give_up()
    {
        using var home = new RegistrationHome();
        const string Text = "{\"\\ud800\":\"\\udfff x\",\"hooks\":{\"SessionStart\":[{\"hooks\":[{\"command\":\"\\ud83d\"}]}]}}";
        string path = home.Put(HookTarget.ClaudeCode, Text);
        home.Register(HookTarget.ClaudeCode);
        Assert.Equal(HookState.Registered, home.StateOf(HookTarget.ClaudeCode));
        home.Unregister(HookTarget.ClaudeCode);
        Assert.Equal(Text, File.ReadAllText(path));
    }

    [Fact]
    public void A_device_or_pipe_that_a_configuration_leads_to_is_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no devices among its files.");
        using var home = new RegistrationHome();
        string path = home.PathOf(HookTarget.ClaudeCode);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        TryLink(path, "/dev/null");
        Assert.Contains("a device", home.Fails("HookFileUnusable", HookTarget.ClaudeCode).Message, StringComparison.Ordinal);
        File.Delete(path);
        using (var made = System.Diagnostics.Process.Start("mkfifo", [path]))
        {
            made.WaitForExit();
        }

        Assert.Contains("pipe", home.Fails("HookFileUnusable", HookTarget.ClaudeCode).Message, StringComparison.Ordinal);
        Assert.Equal(HookState.Absent, home.StateOf(HookTarget.ClaudeCode));
    }

    [Fact]
    public void A_later_version_of_a_file_is_left_alone()
    {
        using var home = new RegistrationHome();
        home.Put(HookTarget.Cursor, "{ \"version\": 2 }");
        Assert.Contains("version is 2", home.Fails("HookFileUnreadable", HookTarget.Cursor).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_left_where_no_hook_could_be_registered()
    {
        using var home = new RegistrationHome();
        home.Put(HookTarget.Codex, "{");
        var before = home.Snapshot();
        home.Fails("HookFileUnreadable", HookTarget.Codex);
        Assert.Equal(before, home.Snapshot());
    }

    [Fact]
    public void A_file_that_is_someone_elses_is_left_alone()
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.OpenCode, "export default {}");
        home.Fails("HookFileForeign", HookTarget.OpenCode);
        home.Unregister(HookTarget.OpenCode);
        Assert.Equal("export default {}", File.ReadAllText(path));
    }

    [Fact]
    public void A_plugin_that_was_changed_is_removed_and_a_copy_of_it_is_kept()
    {
        using var home = new RegistrationHome();
        ClawHook hook = home.Register(HookTarget.OpenCode);
        File.AppendAllText(hook.Path, "// mine\n");
        Assert.Equal(HookState.Outdated, home.StateOf(HookTarget.OpenCode));
        string message = home.Unregister(HookTarget.OpenCode).Message!;
        Assert.False(File.Exists(hook.Path));
        string copy = Assert.Single(Directory.GetFiles(Path.Combine(home.Home, ".clawpowers", "hooks", "backups")));
        Assert.Contains(copy, message, StringComparison.Ordinal);
        Assert.EndsWith("// mine\n", File.ReadAllText(copy), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_followed_and_stays()
    {
        using var home = new RegistrationHome();
        string real = RegistrationHome.Put(Path.Combine(home.Home, "dotfiles", "claude.json"), "{}"u8.ToArray());
        string path = home.PathOf(HookTarget.ClaudeCode);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        TryLink(path, real);
        home.Register(HookTarget.ClaudeCode);
        Assert.Equal(real, new FileInfo(path).LinkTarget);
        Assert.Contains("SessionStart", File.ReadAllText(real), StringComparison.Ordinal);
        home.Unregister(HookTarget.ClaudeCode);
        Assert.Equal((real, "{}"), (new FileInfo(path).LinkTarget, File.ReadAllText(real)));
        File.Delete(real);
        Assert.Contains("a link to", home.Fails("HookFileUnusable", HookTarget.ClaudeCode).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_out_of_the_project_is_not_followed()
    {
        using var home = new RegistrationHome();
        string outside = Directory.CreateDirectory(Path.Combine(home.Home, "outside")).FullName;
        TryLink(Path.Combine(home.Project, ".claude"), outside);
        Assert.Contains("leads out of the project", home.Fails("HookFileUnusable", HookTarget.ClaudeCode, SkillScope.Project).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [Fact]
    public void A_read_only_file_is_left_alone_even_by_those_who_could_replace_it()
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.Gemini, "{}");
        Permissions.Set(path, Permissions.ReadFile);
        Assert.Contains("read-only", home.Fails("HookFileUnusable", HookTarget.Gemini).Message, StringComparison.Ordinal);
        Assert.Equal("{}", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_keeps_the_rights_that_it_has()
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.Gemini, "{}");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        Permissions.Set(path, Mode);
        home.Register(HookTarget.Gemini);
        Assert.Equal(Mode, Permissions.Of(path));
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_or_a_file_in_that_of_a_folder_is_told()
    {
        using var home = new RegistrationHome();
        Directory.CreateDirectory(home.PathOf(HookTarget.Codex));
        Assert.Contains("a folder", home.Fails("HookFileUnusable", HookTarget.Codex).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(home.Home, ".cursor"), "x");
        home.Fails("HookFileUnusable", HookTarget.Cursor);
        Assert.Equal("x", File.ReadAllText(Path.Combine(home.Home, ".cursor")));
    }

    [Fact]
    public void Without_a_home_or_the_scripts_it_is_said_what_is_missing()
    {
        using var home = new RegistrationHome();
        File.Delete(Path.Combine(home.Hooks, "starter.ps1"));
        home.Fails("HookSourceMissing", HookTarget.Gemini);
        home.Context = home.Context with { HomeDirectory = string.Empty };
        Failure.Of("HookHomeMissing", () => home.Registrar.List(new HookQuery()));
        home.Context = home.Context with { HomeDirectory = Path.Combine(home.Project, "none") };
        Failure.Of("HookHomeMissing", () => home.TryRegister([HookTarget.Gemini]));
    }

    [Fact]
    public void A_file_that_changes_at_the_same_moment_is_left_alone()
    {
        using var home = new RegistrationHome();
        string path = home.Put(HookTarget.Gemini, "{\"mine\":true}");
        Failure.Of("HookFileChanged", () => Core.Sessions.Registration.Files.HookDisk.Write(path, "{}"u8.ToArray(), "{\"ours\":1}"u8.ToArray()));
        Assert.Equal("{\"mine\":true}", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    private static void TryLink(string path, string target)
    {
        try
        {
            _ = Directory.Exists(target) ? Directory.CreateSymbolicLink(path, target) : File.CreateSymbolicLink(path, target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Skip("Links can't be made here.");
        }
    }
}
