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
    /// <remarks>Set by a plugin or not at all; else the process that the hook registered tells.</remarks>
    public override IReadOnlyList<string> SessionVariables { get; } = ["OPENCODE_SESSION_ID"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MarkerVariables { get; } = ["OPENCODE"];

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteFlatAnswer(writer, "context", context);
}
