using System.Text.Json;

namespace ClawPowers.Core.Agents;

/// <summary>Cursor.</summary>
internal sealed class CursorAgent : AgentDefinition
{
    /// <inheritdoc/>
    public override ClawAgent Agent => ClawAgent.Cursor;

    /// <inheritdoc/>
    public override string Name => "cursor";

    /// <inheritdoc/>
    public override string DisplayName => "Cursor";

    /// <inheritdoc/>
    public override IReadOnlyList<string> SessionVariables { get; } = ["CURSOR_CONVERSATION_ID"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MarkerVariables { get; } = ["CURSOR_AGENT"];

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteFlatAnswer(writer, "additional_context", context);
}
