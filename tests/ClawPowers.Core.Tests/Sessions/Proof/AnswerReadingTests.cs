using System.Buffers;
using System.Text;
using System.Text.Json;
using ClawPowers.Core.Agents;
using ClawPowers.Core.Sessions.Proof;

namespace ClawPowers.Core.Tests.Sessions.Proof;

public sealed class AnswerReadingTests
{
    public static TheoryData<ClawAgent> Agents => [.. Enum.GetValues<ClawAgent>()];

    [Theory]
    [MemberData(nameof(Agents))]
    public void What_an_agent_is_answered_reads_as_its_context(ClawAgent agent)
    {
        AgentDefinition definition = AgentDefinition.Of(agent);

        AnswerReading full = AnswerReading.Of(Answer(definition, "One\nZürich 🦞"), definition.AnswerShape);
        AnswerReading empty = AnswerReading.Of(Answer(definition, context: null), definition.AnswerShape);

        Assert.Equal("One\nZürich 🦞", full.Context);
        Assert.Null(full.Problem);
        Assert.Null(full.EncodingProblem);
        Assert.Null(empty.Context);
        Assert.Null(empty.Problem);
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void The_answer_for_another_shape_is_none(ClawAgent agent)
    {
        AnswerShape shape = AgentDefinition.Of(agent).AnswerShape;
        foreach (AgentDefinition other in AgentDefinition.All.Where(other => other.AnswerShape != shape))
        {
            AnswerReading reading = AnswerReading.Of(Answer(other, "context"), shape);

            Assert.Contains("This agent reads no", reading.Problem, StringComparison.Ordinal);
            Assert.Null(reading.Context);
        }
    }

    [Theory]
    [InlineData("", "It wrote nothing.")]
    [InlineData("  \r\n", "It wrote nothing.")]
    [InlineData("Welcome!", "It is not JSON: Welcome!")]
    [InlineData("{\"hookSpecificOutput\":", "It is not JSON: {\"hookSpecificOutput\":")]
    [InlineData("{} {}", "Something follows the JSON: {}")]
    [InlineData("{}\nDone.", "Something follows the JSON: Done.")]
    [InlineData("Loading\n{}", "It is not JSON: Loading {}")]
    [InlineData("[]", "It is JSON, but not an object: []")]
    [InlineData("{\"additionalContext\":\"x\"}", "This agent reads no 'additionalContext' there. The context belongs in 'hookSpecificOutput.additionalContext'.")]
    [InlineData("{\"hookSpecificOutput\":{},\"hookSpecificOutput\":{}}", "'hookSpecificOutput' is in it twice.")]
    [InlineData("{\"hookSpecificOutput\":\"x\"}", "'hookSpecificOutput' is not an object.")]
    [InlineData("{\"hookSpecificOutput\":{\"additionalContext\":\"x\"}}", "'hookSpecificOutput.hookEventName' is not 'SessionStart'.")]
    [InlineData("{\"hookSpecificOutput\":{\"hookEventName\":\"SessionStart\",\"additionalContext\":7}}", "'hookSpecificOutput.additionalContext' is not a text.")]
    [InlineData("{\"hookSpecificOutput\":{\"hookEventName\":\"SessionStart\",\"extra\":7}}", "This agent reads no 'extra' in 'hookSpecificOutput'.")]
    public void What_the_strictest_agent_would_refuse_is_named(string output, string problem)
    {
        AnswerReading reading = AnswerReading.Of(Encoding.UTF8.GetBytes(output), AnswerShape.Nested);

        Assert.Equal(problem, reading.Problem);
        Assert.Null(reading.Context);
    }

    [Fact]
    public void Another_encoding_is_named_and_the_answer_is_read_all_the_same()
    {
        byte[] answer = Answer(AgentDefinition.Of(ClawAgent.Codex), "Zürich");

        AnswerReading marked = AnswerReading.Of([0xEF, 0xBB, 0xBF, .. answer], AnswerShape.Nested);
        AnswerReading latin = AnswerReading.Of(Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(answer)), AnswerShape.Nested);
        AnswerReading wide = AnswerReading.Of([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")], AnswerShape.Nested);

        Assert.Equal(("It begins with a byte order mark.", "Zürich"), (marked.EncodingProblem, marked.Context));
        Assert.StartsWith("It is not UTF-8 from byte ", latin.EncodingProblem, StringComparison.Ordinal);
        Assert.Equal("Z\uFFFDrich", latin.Context);
        Assert.Equal("It is not UTF-8 from byte 1 on, but UTF-16.", wide.EncodingProblem);
    }

    [Fact]
    public void An_excerpt_can_not_steer_a_screen()
    {
        AnswerReading reading = AnswerReading.Of(Encoding.UTF8.GetBytes("\u001b[2J" + new string('x', 200)), AnswerShape.Nested);

        Assert.Equal(@"It is not JSON: \u001b[2J" + new string('x', 151) + "...", reading.Problem);
    }

    private static byte[] Answer(AgentDefinition agent, string? context)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            agent.WriteAnswer(writer, context);
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }
}
