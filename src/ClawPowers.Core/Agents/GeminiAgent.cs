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
    /// <remarks>Hooks only; its commands find their session by the process that the hook registered.</remarks>
    public override IReadOnlyList<string> SessionVariables { get; } = ["GEMINI_SESSION_ID"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MarkerVariables { get; } = ["GEMINI_CLI"];

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteNestedAnswer(writer, context);
}
