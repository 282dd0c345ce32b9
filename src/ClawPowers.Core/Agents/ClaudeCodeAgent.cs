using System.Text.Json;

namespace ClawPowers.Core.Agents;

/// <summary>Claude Code.</summary>
internal sealed class ClaudeCodeAgent : AgentDefinition
{
    /// <inheritdoc/>
    public override ClawAgent Agent => ClawAgent.ClaudeCode;

    /// <inheritdoc/>
    public override string Name => "claude-code";

    /// <inheritdoc/>
    public override string DisplayName => "Claude Code";

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteNestedAnswer(writer, context);
}
