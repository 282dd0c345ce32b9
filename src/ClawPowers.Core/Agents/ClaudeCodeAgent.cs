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
    public override IReadOnlyList<string> SessionVariables { get; } = ["CLAUDE_CODE_SESSION_ID"];

    /// <inheritdoc/>
    /// <remarks>The second is older, and in terminals that an editor's extension opens too.</remarks>
    public override IReadOnlyList<string> MarkerVariables { get; } = ["CLAUDE_CODE_CHILD_SESSION", "CLAUDECODE"];

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteNestedAnswer(writer, context);
}
