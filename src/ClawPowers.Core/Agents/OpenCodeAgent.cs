using System.Text.Json;

namespace ClawPowers.Core.Agents;

/// <summary>OpenCode.</summary>
internal sealed class OpenCodeAgent : AgentDefinition
{
    /// <inheritdoc/>
    public override ClawAgent Agent => ClawAgent.OpenCode;

    /// <inheritdoc/>
    public override string Name => "open-code";

    /// <inheritdoc/>
    public override string DisplayName => "OpenCode";

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteFlatAnswer(writer, "context", context);
}
