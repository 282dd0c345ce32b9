using System.Text;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Context;
using ClawPowers.Core.Tests.Sessions.Hooks;

namespace ClawPowers.Core.Tests.Sessions.Context;

public class FittedAnswerTests
{
    private const string Text = "a\"b\\c\r\n\t \u5F20\u4E09 \U0001F43E e\u0301 \u2028 \u007f \u0000 <b>&'+`";

    [Fact]
    public void Is_ASCII_and_says_the_same_in_every_code_page()
    {
        foreach (ClawAgent agent in Enum.GetValues<ClawAgent>())
        {
            string json = FittedAnswer.Write(AgentDefinition.Of(agent), Text);

            Assert.DoesNotContain(json, static c => c is < ' ' or > '~');
            Assert.Equal(Text, HookSchema.ContextOf(agent, json));
        }
    }

    [Fact]
    public void Is_an_empty_object_where_there_is_nothing_to_say()
    {
        foreach (AgentDefinition agent in AgentDefinition.All)
        {
            Assert.Equal("{}", FittedAnswer.Write(agent, null));
            Assert.Equal("{}", FittedAnswer.Write(agent, string.Empty));
        }
    }

    [Fact]
    public void Has_no_more_bytes_of_UTF_8_within_it_than_characters_so_that_a_limit_in_bytes_is_kept_too()
    {
        string text = string.Concat(Enumerable.Repeat(Text, 100));

        Assert.True(Encoding.UTF8.GetByteCount(text) <= FittedAnswer.Write(AgentDefinition.Of(ClawAgent.Codex), text).Length);
    }

    [Theory]
    [InlineData('x', 20_000)]
    [InlineData('\u4E2D', 9_500)]
    [InlineData('"', 9_500)]
    [InlineData('\u4E2D', 3_500)]
    public void Composes_anew_with_less_what_becomes_too_long_as_it_is_written(char letter, int length)
    {
        List<int> asked = [];
        var answer = FittedAnswer.Of(
            new string(letter, length),
            most =>
            {
                asked.Add(most);
                return new string(letter, most);
            },
            static text => FittedAnswer.Write(AgentDefinition.Of(ClawAgent.Codex), text));

        Assert.InRange(answer.Json.Length, 9_000, SessionContextComposer.MostCharacters);
        Assert.Equal(answer.Text, HookSchema.ContextOf(ClawAgent.Codex, answer.Json));
        Assert.DoesNotContain(answer.Json, static c => c is < ' ' or > '~');
        Assert.InRange(asked.Count, 1, 3);
    }

    [Fact]
    public void Gives_nothing_rather_than_too_much_of_what_does_not_become_shorter()
    {
        string text = new('\u4E2D', 5_000);

        var answer = FittedAnswer.Of(text, _ => text, static text => FittedAnswer.Write(AgentDefinition.Of(ClawAgent.Gemini), text));

        Assert.Equal("{}", answer.Json);
        Assert.Null(answer.Text);
    }
}
