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
    public override IReadOnlyList<string> SessionVariables { get; } = ["CODEX_THREAD_ID"];

    /// <inheritdoc/>
    /// <remarks>Each is set in some of its commands only.</remarks>
    public override IReadOnlyList<string> MarkerVariables { get; } = ["CODEX_CI", "CODEX_SANDBOX", "CODEX_SANDBOX_NETWORK_DISABLED"];

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteNestedAnswer(writer, context);
}
