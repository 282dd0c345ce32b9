using System.Text.Json;

namespace ClawPowers.Core.Agents;

/// <summary>Copilot CLI.</summary>
internal sealed class CopilotAgent : AgentDefinition
{
    /// <inheritdoc/>
    public override ClawAgent Agent => ClawAgent.Copilot;

    /// <inheritdoc/>
    public override string Name => "copilot";

    /// <inheritdoc/>
    public override string DisplayName => "Copilot CLI";

    /// <inheritdoc/>
    public override string SessionIdProperty => "sessionId";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SessionVariables { get; } = ["COPILOT_AGENT_SESSION_ID"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MarkerVariables { get; } = ["COPILOT_CLI"];

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteFlatAnswer(writer, "additionalContext", context);
}
