using System.Text;
using System.Text.Json;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Context;
using ClawPowers.Core.Sessions.Hooks;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Hooks;

public class HookRunnerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    public static TheoryData<ClawAgent> Agents => [.. Enum.GetValues<ClawAgent>()];

    public static TheoryData<ClawAgent, ClawAgent> Strangers =>
        [.. from agent in Enum.GetValues<ClawAgent>() from other in Enum.GetValues<ClawAgent>() where agent != other select (agent, other)];

    public static TheoryData<string, string> Hostile => new()
    {
        { "", "is empty" },
        { " \r\n", "is empty" },
        { "\uFEFF", "is empty" },
        { "[", "is no JSON (line 1" },
        { "{\"session_id\":", "is no JSON" },
        { "{\"session_id\":\"a\"} trailing", "is no JSON" },
        { "{\"session_id\":\"a\"}{\"session_id\":\"b\"}", "is no JSON" },
        { "{'session_id':'a'}", "is no JSON" },
        { "hello", "is no JSON" },
        { "[]", "is a list and no JSON object" },
        { "\"text\"", "is a text and no JSON object" },
        { "42", "is a number and no JSON object" },
        { "true", "is a Boolean and no JSON object" },
        { "null", "is null and no JSON object" },
        { "{\"session_id\":7}", "'session_id' is a number and no text" },
        { "{\"session_id\":[\"a\"]}", "'session_id' is a list and no text" },
        { "{\"sessionId\":{}}", "'sessionId' is an object and no text" },
        { "{\"cwd\":false}", "'cwd' is a Boolean and no text" },
        { "{\"source\":1}", "'source' is a number and no text" },
        { "{\"hook_event_name\":[]}", "'hook_event_name' is a list and no text" },
        { "{\"workspace_roots\":\"/a\"}", "'workspace_roots' is no list of texts" },
        { "{\"workspace_roots\":[1]}", "'workspace_roots' is no list of texts" },
        { "{\"session_id\":\"a\\u0000b\"}", "the session's id" },
        { "{\"session_id\":\"a\\nb\"}", "the session's id" },
        { "{\"session_id\":\"\\ud800\"}", "is not Unicode" },
        { "{\"hook_event_name\":\"PreToolUse\",\"session_id\":\"a\"}", "the event is 'PreToolUse'" },
        { "{\"hook_event_name\":\"SubagentStart\",\"session_id\":\"a\"}", "the event is 'SubagentStart'" },
        { $"{{\"session_id\":\"{new string('x', 300)}\"}}", "the session's id" },
        { string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100), "is no JSON" },
        { $"{{\"session_id\":\"a\",\"prompt\":\"{new string('x', HookInputReader.MostBytes)}\"}}", "more than 1 MB" },
    };

    [Theory]
    [MemberData(nameof(Agents))]
    public void Answers_an_agent_in_its_own_shape_with_the_context_of_its_project(ClawAgent agent)
    {
        using var scratch = new Scratch();

        HookAnswer answer = Run(scratch, agent, HookInputs.Of(agent, scratch.WorkingDirectory));

        Assert.Null(answer.Failure);
        Assert.NotEmpty(answer.Context!);
        Assert.Equal(Expected(scratch, agent).Text, answer.Context);
        Assert.Equal(answer.Context, HookSchema.ContextOf(agent, answer.Json));
        Assert.True(answer.Json.Length <= SessionContextComposer.MostCharacters);
        Assert.DoesNotContain(answer.Json, static c => c is < ' ' or > '~');
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Takes_what_the_proof_sends_in_the_agents_name(ClawAgent agent)
    {
        using var scratch = new Scratch();
        var sample = new HookSample { SessionId = HookSample.IdPrefix + "1", WorkingDirectory = scratch.WorkingDirectory, Home = scratch.Context.HomeDirectory, Time = scratch.Time.GetUtcNow() };
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            AgentDefinition.Of(agent).WriteSample(writer, sample);
        }

        HookAnswer answer = Run(scratch, agent, Encoding.UTF8.GetString(stream.ToArray()));

        Assert.Null(answer.Failure);
        Assert.Equal(answer.Context, HookSchema.ContextOf(agent, answer.Json));
        Assert.False(File.Exists(scratch.Location.File), "a proof leaves no trace");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Says_of_what_no_agent_sends_in_one_line_what_is_wrong_with_it_and_gives_nothing(string input, string problem)
    {
        using var scratch = new Scratch();
        foreach (ClawAgent agent in Enum.GetValues<ClawAgent>())
        {
            HookAnswer answer = Run(scratch, agent, input);

            Assert.Equal("{}", answer.Json);
            Assert.Null(answer.Context);
            Assert.StartsWith("clawpowers: ", answer.Failure, StringComparison.Ordinal);
            Assert.Contains(problem, answer.Failure, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', answer.Failure!);
            Assert.Equal(answer.Failure!["clawpowers: ".Length..], HookLog.Read(scratch.Context, 1).Single().Message);
        }
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public void Gives_nothing_to_another_agent_which_has_a_hook_of_its_own(ClawAgent agent, ClawAgent other)
    {
        using var scratch = new Scratch();

        HookAnswer answer = Run(scratch, agent, HookInputs.Of(other, scratch.WorkingDirectory));

        Assert.Equal("{}", answer.Json);
        Assert.Contains(AgentDefinition.Of(other).DisplayName, answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_nothing_where_Cursor_runs_the_hook_of_Claude_Code_in_its_words()
    {
        using var scratch = new Scratch();
        scratch.Context = scratch.Context with { Variables = static name => name == "CURSOR_VERSION" ? "3.12" : null };

        HookAnswer answer = Run(scratch, ClawAgent.ClaudeCode, HookInputs.Of(ClawAgent.ClaudeCode, scratch.WorkingDirectory));

        Assert.Equal("{}", answer.Json);
        Assert.Contains("Cursor", answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Believes_Claude_Code_whose_variable_has_the_same_session_whatever_else_it_says()
    {
        using var scratch = new Scratch();
        scratch.Context = scratch.Context with { Variables = static name => name == "CLAUDE_CODE_SESSION_ID" ? "s-1" : null };

        HookAnswer answer = Run(scratch, ClawAgent.ClaudeCode, """{"session_id":"s-1","transcript_path":"/t","timestamp":"2026-11-21T10:00:00Z","permission_mode":"default","model":"m"}""");

        Assert.Null(answer.Failure);
        Assert.NotNull(answer.Context);
    }

    [Fact]
    public void Answers_Copilot_in_its_shape_in_either_of_its_spellings_and_the_editor_that_reads_its_files_in_that_editors()
    {
        using var scratch = new Scratch();

        HookAnswer pascal = Run(scratch, ClawAgent.Copilot, HookInputs.In(scratch.WorkingDirectory, HookInputs.CopilotInPascalCase));
        HookAnswer editor = Run(scratch, ClawAgent.Copilot, HookInputs.In(scratch.WorkingDirectory, HookInputs.Editor));

        Assert.Equal(pascal.Context, HookSchema.ContextOf(ClawAgent.Copilot, pascal.Json));
        Assert.Equal(editor.Context, HookSchema.ContextOf(ClawAgent.ClaudeCode, editor.Json));
    }

    [Theory]
    [InlineData(ClawAgent.ClaudeCode, "startup", true)]
    [InlineData(ClawAgent.ClaudeCode, "clear", true)]
    [InlineData(ClawAgent.ClaudeCode, "compact", true)]
    [InlineData(ClawAgent.ClaudeCode, "resume", false)]
    [InlineData(ClawAgent.ClaudeCode, "fork", false)]
    [InlineData(ClawAgent.ClaudeCode, "something new", true)]
    [InlineData(ClawAgent.Codex, "compact", true)]
    [InlineData(ClawAgent.Codex, "resume", false)]
    [InlineData(ClawAgent.Gemini, "clear", true)]
    [InlineData(ClawAgent.Gemini, "resume", true)]
    [InlineData(ClawAgent.Copilot, "startup", true)]
    [InlineData(ClawAgent.Copilot, "resume", true)]
    [InlineData(ClawAgent.OpenCode, "startup", true)]
    public void Tells_a_session_nothing_that_carries_on_with_what_it_was_told(ClawAgent agent, string source, bool isTold)
    {
        using var scratch = new Scratch();
        string start = agent == ClawAgent.Copilot ? "\"source\":\"new\"" : "\"source\":\"startup\"";

        HookAnswer answer = Run(scratch, agent, HookInputs.Of(agent, scratch.WorkingDirectory).Replace(start, $"\"source\":\"{source}\"", StringComparison.Ordinal));

        Assert.Null(answer.Failure);
        Assert.Equal(isTold, answer.Context is not null);
        Assert.Equal(isTold, answer.Json != "{}");
    }

    [Theory]
    [InlineData(null, null, true, true)]
    [InlineData("home/.copilot/hooks", null, true, true)]
    [InlineData("home/.copilot/hooks/", null, true, true)]
    [InlineData("work/.github/hooks", null, true, false)]
    [InlineData("work/.github/hooks", null, false, true)]
    [InlineData("work/.github/hooks", "elsewhere", true, true)]
    [InlineData("elsewhere/hooks", "elsewhere", true, true)]
    public void Lets_the_users_hook_speak_where_Copilot_runs_the_projects_too(string? folder, string? moved, bool hasUsers, bool isTold)
    {
        using var scratch = new Scratch();
        string users = Directory.CreateDirectory(Path.Combine(scratch.Root, "home", ".copilot", "hooks")).FullName;
        if (hasUsers)
        {
            File.WriteAllText(Path.Combine(users, "clawpowers.json"), "{}");
        }

        scratch.Context = scratch.Context with
        {
            HomeDirectory = Path.Combine(scratch.Root, "home"),
            Variables = name => name switch
            {
                "COPILOT_HOOK_DIR" when folder is not null => Path.Join(scratch.Root, folder),
                "COPILOT_HOME" when moved is not null => Path.Join(scratch.Root, moved),
                _ => null,
            },
        };

        HookAnswer answer = Run(scratch, ClawAgent.Copilot, HookInputs.Of(ClawAgent.Copilot, scratch.WorkingDirectory));

        Assert.Null(answer.Failure);
        Assert.Equal(isTold, answer.Context is not null);
    }

    [Fact]
    public void Tells_a_background_agent_of_Cursor_too_which_is_a_conversation_of_its_own()
    {
        using var scratch = new Scratch();

        HookAnswer answer = Run(scratch, ClawAgent.Cursor, HookInputs.Of(ClawAgent.Cursor, scratch.WorkingDirectory).Replace("\"is_background_agent\":false", "\"is_background_agent\":true", StringComparison.Ordinal));

        Assert.NotNull(answer.Context);
    }

    [Fact]
    public void Takes_an_object_that_says_nothing_for_a_session_without_a_name()
    {
        using var scratch = new Scratch();

        Assert.NotNull(Run(scratch, ClawAgent.ClaudeCode, "{}").Context);
        Assert.NotNull(Run(scratch, ClawAgent.ClaudeCode, "{\"session_id\":null,\"cwd\":null}").Context);
    }

    [Fact]
    public void Reads_past_the_mark_that_Cursor_puts_before_its_words_on_Windows()
    {
        using var scratch = new Scratch();

        Assert.NotNull(Run(scratch, ClawAgent.Cursor, "\uFEFF" + HookInputs.Of(ClawAgent.Cursor, scratch.WorkingDirectory)).Context);
    }

    [Fact]
    public void Answers_an_agent_that_does_not_close_the_stream_as_soon_as_its_object_is_whole()
    {
        using var scratch = new Scratch();
        using var stream = new OpenStream(Encoding.UTF8.GetBytes(HookInputs.Of(ClawAgent.Codex, scratch.WorkingDirectory)));

        HookAnswer answer = new HookRunner(scratch.Context) { Patience = TimeSpan.FromMinutes(10) }.Run(ClawAgent.Codex, stream, TestContext.Current.CancellationToken);

        Assert.NotNull(answer.Context);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{\"session_id\":", "is no JSON")]
    public void Gives_up_on_a_stream_that_stays_open_and_silent(string beginning, string problem)
    {
        using var scratch = new Scratch();
        using var stream = new OpenStream(Encoding.UTF8.GetBytes(beginning));

        HookAnswer answer = new HookRunner(scratch.Context) { Patience = Soon }.Run(ClawAgent.Codex, stream, TestContext.Current.CancellationToken);

        Assert.Equal("{}", answer.Json);
        Assert.Contains(problem, answer.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_no_stream_and_one_that_fails_for_no_input()
    {
        using var scratch = new Scratch();
        using var closed = new MemoryStream();
        closed.Dispose();

        Assert.Equal("{}", new HookRunner(scratch.Context).Run(ClawAgent.Gemini, null, TestContext.Current.CancellationToken).Json);
        Assert.Equal("{}", new HookRunner(scratch.Context).Run(ClawAgent.Gemini, closed, TestContext.Current.CancellationToken).Json);
        Assert.Equal("{}", HookRunner.Run(() => scratch.Context, ClawAgent.Gemini, static () => throw new IOException("closed"), TestContext.Current.CancellationToken).Json);
    }

    [Fact]
    public void Gives_nothing_and_says_nothing_when_it_is_stopped()
    {
        using var scratch = new Scratch();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using var stream = new OpenStream([]);

        HookAnswer answer = new HookRunner(scratch.Context).Run(ClawAgent.Codex, stream, stop.Token);

        Assert.Equal("{}", answer.Json);
        Assert.Null(answer.Failure);
    }

    [Fact]
    public void Goes_on_as_if_a_variable_of_ours_were_not_set_that_holds_nonsense_and_notes_it()
    {
        using var scratch = new Scratch();
        byte[] input = Encoding.UTF8.GetBytes(HookInputs.Of(ClawAgent.Codex, scratch.WorkingDirectory));

        HookAnswer answer = HookRunner.Run(
            static () => throw new InvalidOperationException("CLAWPOWERS_SCOPE is 'x'"), () => scratch.Context, ClawAgent.Codex, () => new MemoryStream(input), TestContext.Current.CancellationToken);

        Assert.Equal(answer.Context, HookSchema.ContextOf(ClawAgent.Codex, answer.Json));
        Assert.Contains("CLAWPOWERS_SCOPE is 'x'", answer.Failure, StringComparison.Ordinal);
        Assert.Contains("CLAWPOWERS_SCOPE is 'x'", HookLog.Read(scratch.Context, 5).Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_even_where_nothing_of_the_environment_can_be_read()
    {
        HookAnswer answer = HookRunner.Run(
            static () => throw new InvalidOperationException("first"), static () => throw new InvalidOperationException("second"), ClawAgent.Codex, static () => null, TestContext.Current.CancellationToken);

        Assert.Equal("{}", answer.Json);
        Assert.Contains("first", answer.Failure, StringComparison.Ordinal);
    }

    private static SessionContext Expected(Scratch scratch, ClawAgent agent)
    {
        using var document = JsonDocument.Parse(HookInputs.Of(agent, scratch.WorkingDirectory));
        string id = document.RootElement.GetProperty(AgentDefinition.Of(agent).SessionIdProperty).GetString()!;
        ClawContext context = scratch.Context with { SessionId = id, SessionSource = SessionSource.Given, Agent = AgentNames.Of(agent) };
        return new SessionContextComposer(context).Compose(new ContextRequest { Agent = agent, SessionId = id }, TestContext.Current.CancellationToken);
    }

    internal static HookAnswer Run(Scratch scratch, ClawAgent agent, string input) =>
        new HookRunner(scratch.Context).Run(agent, new MemoryStream(Encoding.UTF8.GetBytes(input)), TestContext.Current.CancellationToken);

    /// <summary>Gives what it has, and then neither more nor an end until it is disposed of.</summary>
    private sealed class OpenStream(byte[] content) : MemoryStream(content, writable: false)
    {
        private readonly ManualResetEventSlim _closed = new();

        public override int Read(Span<byte> buffer)
        {
            int count = base.Read(buffer);
            if (count == 0)
            {
                _closed.Wait();
            }

            return count;
        }

        protected override void Dispose(bool disposing)
        {
            _closed.Set();
            base.Dispose(disposing);
        }
    }
}
