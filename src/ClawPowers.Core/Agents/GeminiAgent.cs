using System.Text.Json;

namespace ClawPowers.Core.Agents;

/// <summary>Gemini CLI.</summary>
internal sealed class GeminiAgent : AgentDefinition
{
    /// <inheritdoc/>
    public override ClawAgent Agent => ClawAgent.Gemini;

    /// <inheritdoc/>
    public override string Name => "gemini";

    /// <inheritdoc/>
    public override string DisplayName => "Gemini CLI";

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteNestedAnswer(writer, context);
}
