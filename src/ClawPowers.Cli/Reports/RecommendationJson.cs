using System.Text.Json;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>Recommendations as JSON: <c>{"recommendations":[…]}</c>.</summary>
internal static class RecommendationJson
{
    public static void Write(TextWriter output, IReadOnlyList<SkillRecommendation> recommendations) => JsonOutput.WriteObject(
        output,
        recommendations,
        static (writer, recommendations) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("recommendations");
            foreach (SkillRecommendation recommendation in recommendations)
            {
                Recommendation(writer, recommendation);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private static void Recommendation(Utf8JsonWriter writer, SkillRecommendation recommendation)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", recommendation.Id);
        writer.WriteString("skill", recommendation.Skill);
        writer.WriteString("kind", JsonOutput.Word(recommendation.Kind.ToString()));
        writer.WriteString("state", JsonOutput.Word(recommendation.State.ToString()));
        writer.WriteString("text", recommendation.Text);
        writer.WriteString("parameter", recommendation.Parameter);
        JsonOutput.Number(writer, "value", recommendation.Value);
        JsonOutput.Number(writer, "minimum", recommendation.Minimum);
        JsonOutput.Number(writer, "maximum", recommendation.Maximum);
        writer.WriteBoolean("isInForce", recommendation.IsInForce);
        JsonOutput.Number(writer, "lessonVersion", recommendation.LessonVersion);
        JsonOutput.Number(writer, "targetId", recommendation.TargetId);
        writer.WritePropertyName("evidence");
        FeedbackJson.Finding(writer, recommendation.Evidence);
        writer.WritePropertyName("effect");
        Effect(writer, recommendation.Effect);
        JsonOutput.Moment(writer, "proposedAt", recommendation.ProposedAt);
        JsonOutput.Moment(writer, "decidedAt", recommendation.DecidedAt);
        writer.WriteString("reason", recommendation.Reason);
        writer.WriteString("sessionId", recommendation.SessionId);
        writer.WriteString("agent", recommendation.Agent);
        JsonOutput.Where(writer, recommendation.Scope, recommendation.Project);
        writer.WriteEndObject();
    }

    private static void Effect(Utf8JsonWriter writer, LessonEffect? effect)
    {
        if (effect is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteNumber("runsBefore", effect.RunsBefore);
        JsonOutput.Number(writer, "rateBefore", effect.RateBefore);
        writer.WriteNumber("runsAfter", effect.RunsAfter);
        JsonOutput.Number(writer, "rateAfter", effect.RateAfter);
        JsonOutput.Number(writer, "difference", effect.Difference);
        JsonOutput.Interval(writer, "interval", effect.Interval);
        writer.WriteEndObject();
    }
}
