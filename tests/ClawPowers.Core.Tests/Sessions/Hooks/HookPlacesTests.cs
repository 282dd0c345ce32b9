using ClawPowers.Core.Sessions.Hooks;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Hooks;

/// <summary>Where sessions start: in which project, and on which store or none.</summary>
public class HookPlacesTests
{
    public static TheoryData<string> Names => ["with space", "Ada (work)", "O'Brien", "a&b", "100%PATH%", "$HOME $(id)", "[x] {y}", "`tick`", "\u5F20\u4E09", "\U0001F43E claws", "e\u0301-\u00E9", "-dash", "semi;colon"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_may_be_called_anything(string name)
    {
        using var scratch = new Scratch();
        string folder = Directory.CreateDirectory(Path.Combine(scratch.Root, name)).FullName;
        scratch.Context = scratch.Context with { WorkingDirectory = folder };
        scratch.Set("clawpowers:bootstrap", "full", scope: ClawScope.Global);
        foreach (ClawAgent agent in Enum.GetValues<ClawAgent>())
        {
            scratch.Context = scratch.Context with { WorkingDirectory = scratch.WorkingDirectory };

            HookAnswer answer = HookRunnerTests.Run(scratch, agent, HookInputs.Of(agent, folder));

            Assert.Null(answer.Failure);
            Assert.Equal(answer.Context, HookSchema.ContextOf(agent, answer.Json));
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_or_not_absolute_is_passed_over()
    {
        using var scratch = new Scratch();
        foreach (string folder in new[] { "/no/such/folder", "relative", "", "\\u0000", "~", new string('x', 5000) })
        {
            Assert.NotNull(HookRunnerTests.Run(scratch, ClawAgent.ClaudeCode, $"{{\"session_id\":\"a\",\"cwd\":\"{folder}\"}}").Context);
        }
    }

    [Fact]
    public void Cursor_names_its_folders_in_a_list_or_in_a_variable_and_its_own_folder_is_no_project()
    {
        using var scratch = new Scratch();
        string project = Directory.CreateDirectory(Path.Combine(scratch.Root, "project")).FullName;
        string own = Directory.CreateDirectory(Path.Combine(scratch.Context.HomeDirectory, ".cursor")).FullName;
        ClawContext context = scratch.Context with { WorkingDirectory = own, Variables = static _ => null };
        var cursor = Core.Agents.AgentDefinition.Of(ClawAgent.Cursor);

        Assert.Equal(project, HookFolder.Of(cursor, new HookInput { Folders = ["/no/such", project] }, context));
        Assert.Equal(project, HookFolder.Of(cursor, new HookInput(), context with { Variables = name => name == "CURSOR_PROJECT_DIR" ? project : null }));
        Assert.Equal(scratch.Context.HomeDirectory, HookFolder.Of(cursor, new HookInput(), context));
        Assert.Equal(project, HookFolder.Of(cursor, new HookInput(), context with { WorkingDirectory = project }));
    }

    [Fact]
    public void A_damaged_store_leaves_the_static_context_and_a_line_that_says_so()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Location.Directory);
        File.WriteAllText(scratch.Location.File, new string('x', 8192));

        HookAnswer answer = HookRunnerTests.Run(scratch, ClawAgent.Codex, HookInputs.Of(ClawAgent.Codex, scratch.WorkingDirectory));

        Assert.NotEmpty(answer.Context!);
        Assert.Equal(answer.Context, HookSchema.ContextOf(ClawAgent.Codex, answer.Json));
        Assert.StartsWith("clawpowers: ", answer.Failure, StringComparison.Ordinal);
        Assert.Single(HookLog.Read(scratch.Context, 5));
        Assert.Equal(new string('x', 8192), File.ReadAllText(scratch.Location.File));
    }

    [Fact]
    public void A_locked_store_is_not_waited_for()
    {
        using var scratch = new Scratch();
        scratch.Set("a:b", 1);
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={scratch.Location.File};Pooling=False");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        begin.ExecuteNonQuery();

        HookAnswer answer = HookRunnerTests.Run(scratch, ClawAgent.Gemini, HookInputs.Of(ClawAgent.Gemini, scratch.WorkingDirectory));

        Assert.NotEmpty(answer.Context!);
        Assert.Contains("stayed locked", answer.Failure, StringComparison.Ordinal);
        Assert.Contains("stayed locked", HookLog.Read(scratch.Context, 5).Single().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_store_or_a_home_that_can_not_be_written_leaves_the_static_context_and_nothing_behind(bool isThere)
    {
        using var scratch = new Scratch();
        if (isThere)
        {
            scratch.Set("a:b", 1);
            scratch.CloseAll();
            Permissions.Set(scratch.Location.File, Permissions.ReadFile);
            Permissions.Set(scratch.Location.Directory, Permissions.ReadFolder);
        }

        Permissions.Set(scratch.Root, Permissions.ReadFolder);
        using Worker worker = Worker.StartUnprivileged(scratch.Location, "answer", "s-1", nameof(ClawAgent.Gemini));

        Assert.NotEmpty(HookSchema.ContextOf(ClawAgent.Gemini, worker.Go().ReadToEnd()[0]));
        Assert.Empty(HookLog.Read(scratch.Context, 5));
        Assert.Equal(isThere, Directory.Exists(scratch.Location.Directory));
    }

    [Fact]
    public void A_folder_where_the_stores_file_should_be_leaves_the_static_context()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.Location.File);

        HookAnswer answer = HookRunnerTests.Run(scratch, ClawAgent.Copilot, HookInputs.Of(ClawAgent.Copilot, scratch.WorkingDirectory));

        Assert.Equal(answer.Context, HookSchema.ContextOf(ClawAgent.Copilot, answer.Json));
        Assert.StartsWith("clawpowers: ", answer.Failure, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Location.File));
    }

    [Fact]
    public void A_store_whose_place_is_a_file_leaves_the_static_context()
    {
        using var scratch = new Scratch();
        string file = Path.Combine(scratch.Root, "file");
        File.WriteAllText(file, "mine");
        scratch.Context = scratch.Context with { Store = new StoreLocation(Path.Combine(file, "store")) };

        HookAnswer answer = HookRunnerTests.Run(scratch, ClawAgent.Cursor, HookInputs.Of(ClawAgent.Cursor, scratch.WorkingDirectory));

        Assert.NotEmpty(answer.Context!);
        Assert.NotNull(answer.Failure);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void A_home_that_is_not_known_is_no_obstacle()
    {
        using var scratch = new Scratch();
        scratch.Context = scratch.Context with { HomeDirectory = string.Empty };

        Assert.NotEmpty(HookRunnerTests.Run(scratch, ClawAgent.ClaudeCode, HookInputs.Of(ClawAgent.ClaudeCode, scratch.WorkingDirectory)).Context!);
    }
}
