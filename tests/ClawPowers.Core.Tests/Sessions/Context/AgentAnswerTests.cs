using System.Text.Json;
using ClawPowers.Core.Sessions.Context;

namespace ClawPowers.Core.Tests.Sessions.Context;

public sealed class AgentAnswerTests
{
    [Theory]
    [InlineData(ClawAgent.ClaudeCode, "hookSpecificOutput")]
    [InlineData(ClawAgent.Cursor, "additional_context")]
    [InlineData(ClawAgent.Copilot, "additionalContext")]
    public void The_answer_is_one_line_of_ascii_that_holds_the_text(ClawAgent agent, string property)
    {
        using var bench = new ContextBench();
        bench.Scratch.Set("debug:zahl:observation", "Die Zahl 中文 😀 \"stimmt\" nicht");

        AgentAnswer answer = AgentAnswer.Compose(bench.Composer, new ContextRequest { Agent = agent }, TestContext.Current.CancellationToken);

        Assert.All(answer.Json, static character => Assert.InRange(character, ' ', '~'));
        using var json = JsonDocument.Parse(answer.Json);
        JsonElement value = json.RootElement.GetProperty(property);
        Assert.Equal(answer.Context.Text, (value.ValueKind == JsonValueKind.Object ? value.GetProperty("additionalContext") : value).GetString());
        Assert.Contains("中文 😀 'stimmt'", answer.Context.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_grows_by_escaping_is_composed_again_until_agents_take_it_whole()
    {
        using var bench = new ContextBench();
        for (int i = 0; i < 30; i++)
        {
            bench.Scratch.Set($"debug:n{i:00}:observation", string.Concat(Enumerable.Repeat("中文字", 80)));
        }

        AgentAnswer answer = AgentAnswer.Compose(bench.Composer, new ContextRequest { Agent = ClawAgent.Codex, Mode = ContextMode.Full }, TestContext.Current.CancellationToken);

        Assert.InRange(answer.Json.Length, 5_000, SessionContextComposer.MostCharacters);
        Assert.Contains("中文字", answer.Context.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_tell_is_the_answer_that_gives_none()
    {
        using var bench = new ContextBench();

        Assert.Equal("{}", AgentAnswer.Compose(bench.Composer, new ContextRequest { Agent = ClawAgent.Gemini, Mode = ContextMode.Off }, TestContext.Current.CancellationToken).Json);
    }

    [Fact]
    public void A_context_as_json_has_all_its_members_in_ascii()
    {
        using var bench = new ContextBench();
        bench.Scratch.Set("debug:zahl:observation", "中");

        string text = SessionContextJson.Text(bench.Compose(new ContextRequest { SessionId = "s-1", Agent = ClawAgent.OpenCode }));

        Assert.Contains("\\u4e2d", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text);
        Assert.Equal(["text", "characters", "mode", "agent", "sessionId", "project", "sections", "issues"], json.RootElement.EnumerateObject().Select(static member => member.Name));
        Assert.Equal(("brief", "open-code", "s-1"), (json.RootElement.GetProperty("mode").GetString(), json.RootElement.GetProperty("agent").GetString(), json.RootElement.GetProperty("sessionId").GetString()));
        Assert.Equal(["name", "items", "omitted", "text"], json.RootElement.GetProperty("sections")[0].EnumerateObject().Select(static member => member.Name));
    }
}
