using System.Text;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Hooks;

namespace ClawPowers.Core.Tests.Sessions.Hooks;

public class HookAnswerTextTests
{
    private const string Text = "a\"b\\c\r\n\t \u5F20\u4E09 \U0001F43E e\u0301 \u2028 \u007f \u0000 <b>&'+`";

    [Fact]
    public void Is_ASCII_and_says_the_same_in_every_code_page()
    {
        foreach (ClawAgent agent in Enum.GetValues<ClawAgent>())
        {
            string json = HookAnswerText.Of(AgentDefinition.Of(agent), Text);

            Assert.DoesNotContain(json, static c => c is < ' ' or > '~');
            Assert.Equal(Text, HookSchema.ContextOf(agent, json));
        }
    }

    [Fact]
    public void Is_an_empty_object_where_there_is_nothing_to_say()
    {
        foreach (AgentDefinition agent in AgentDefinition.All)
        {
            Assert.Equal("{}", HookAnswerText.Of(agent, null));
            Assert.Equal("{}", HookAnswerText.Of(agent, string.Empty));
        }
    }

    [Fact]
    public void Has_no_more_bytes_of_UTF_8_within_it_than_characters_so_that_a_limit_in_bytes_is_kept_too()
    {
        string text = string.Concat(Enumerable.Repeat(Text, 100));

        Assert.True(Encoding.UTF8.GetByteCount(text) <= HookAnswerText.Of(AgentDefinition.Of(ClawAgent.Codex), text).Length);
    }
}
