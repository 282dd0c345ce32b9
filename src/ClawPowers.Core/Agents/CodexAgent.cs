using System.Text.Json;

namespace ClawPowers.Core.Agents;

/// <summary>Codex.</summary>
internal sealed class CodexAgent : AgentDefinition
{
    /// <inheritdoc/>
    public override ClawAgent Agent => ClawAgent.Codex;

    /// <inheritdoc/>
    public override string Name => "codex";

    /// <inheritdoc/>
    public override string DisplayName => "Codex";

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteNestedAnswer(writer, context);
}
