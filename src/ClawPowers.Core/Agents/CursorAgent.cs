using System.Text.Json;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Rules;

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
    public override string FolderVariable => "CURSOR_PROJECT_DIR";

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteFlatAnswer(writer, "additional_context", context);

    /// <inheritdoc/>
    public override IReadOnlyList<string> HomeFolders => [".cursor"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Programs => ["cursor", "cursor-agent"];

    /// <inheritdoc/>
    public override AnswerShape AnswerShape { get; } = new("additional_context", IsNested: false, ["env", "continue", "user_message"]);

    /// <inheritdoc/>
    public override IReadOnlyList<string> VariablePrefixes => ["CURSOR_"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FolderVariables => ["CURSOR_CONFIG_DIR"];

    /// <inheritdoc/>
    public override void WriteSample(Utf8JsonWriter writer, HookSample sample)
    {
        writer.WriteStartObject();
        writer.WriteString("conversation_id", sample.SessionId);
        writer.WriteString("generation_id", sample.SessionId);
        writer.WriteString("model", "default");
        writer.WriteBoolean("is_background_agent", value: false);
        writer.WriteString("composer_mode", "agent");
        writer.WriteString("session_id", sample.SessionId);
        writer.WriteString("hook_event_name", "sessionStart");
        writer.WriteString("cursor_version", "2026.09.28");
        writer.WriteStartArray("workspace_roots");
        writer.WriteStringValue(sample.WorkingDirectory);
        writer.WriteEndArray();
        writer.WriteNull("user_email");
        writer.WriteNull("transcript_path");
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> HookVariables(HookSample sample) => new Dictionary<string, string>
    {
        ["CURSOR_PROJECT_DIR"] = sample.WorkingDirectory,
        ["CURSOR_VERSION"] = "2026.09.28",
        ["CURSOR_INVOKED_AS"] = "cursor-agent",
        ["CLAUDE_PROJECT_DIR"] = sample.WorkingDirectory,
    };

    /// <inheritdoc/>
    public override string HookFolder(SkillScope scope, HookSample sample) =>
        scope is SkillScope.User ? Path.Combine(sample.Home, ".cursor") : sample.WorkingDirectory;

    /// <inheritdoc/>
    public override string ConfigurationFolder(ClawContext context) => Path.Combine(context.HomeDirectory, ".cursor");

    /// <inheritdoc/>
    public override string HookFile(ClawContext context, string? project) =>
        Path.Combine(project is null ? ConfigurationFolder(context) : Path.Combine(project, ".cursor"), "hooks.json");

    /// <inheritdoc/>
    public override HookLayout HookLayout { get; } = new()
    {
        Event = "sessionStart",
        Handler = static command => $$"""{"command":{{command}},"timeout":30}""",
        HasVersion = true,
        ReadsComments = true,
        ReadsTrailingCommas = true,
    };

    /// <inheritdoc/>
    public override CommandRules CommandRules(ClawContext context, string? project) =>
        new() { None = "Cursor does not say how it reads a line with several commands, so no rule for it is known to be narrow, and nothing was allowed." };
}
