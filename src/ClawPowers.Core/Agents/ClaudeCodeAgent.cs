using System.Text.Json;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Rules;

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
    /// <remarks>A fork has the words of the session that it was made from.</remarks>
    public override IReadOnlyList<string> CarriedSources { get; } = ["resume", "fork"];

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteNestedAnswer(writer, context);

    /// <inheritdoc/>
    public override IReadOnlyList<string> HomeFolders => [".claude"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Programs => ["claude"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> VariablePrefixes => ["CLAUDE"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FolderVariables => ["CLAUDE_CONFIG_DIR"];

    /// <inheritdoc/>
    public override void WriteSample(Utf8JsonWriter writer, HookSample sample)
    {
        writer.WriteStartObject();
        writer.WriteString("session_id", sample.SessionId);
        writer.WriteString("transcript_path", Path.Combine(sample.Home, ".claude", "projects", "proof", sample.SessionId + ".jsonl"));
        writer.WriteString("cwd", sample.WorkingDirectory);
        writer.WriteString("hook_event_name", "SessionStart");
        writer.WriteString("source", "startup");
        writer.WriteString("model", "model");
        writer.WriteString("session_title", "Proof");
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> HookVariables(HookSample sample) => new Dictionary<string, string>
    {
        ["CLAUDECODE"] = "1",
        ["CLAUDE_CODE_CHILD_SESSION"] = "1",
        ["CLAUDE_CODE_ENTRYPOINT"] = "cli",
        ["CLAUDE_CODE_SESSION_ID"] = sample.SessionId,
        ["CLAUDE_PROJECT_DIR"] = sample.WorkingDirectory,
    };

    /// <inheritdoc/>
    public override string ConfigurationFolder(ClawContext context) => Folder(context, "CLAUDE_CONFIG_DIR", ".claude");

    /// <inheritdoc/>
    public override string HookFile(ClawContext context, string? project) =>
        Path.Combine(project is null ? ConfigurationFolder(context) : Path.Combine(project, ".claude"), "settings.json");

    /// <inheritdoc/>
    public override HookLayout HookLayout { get; } = new()
    {
        // A resumed or forked session has the context already.
        Event = "SessionStart",
        Handler = static command => $$"""{"type":"command","command":{{command}},"timeout":30}""",
        Group = static handler => $$"""{"matcher":"startup|clear|compact","hooks":[{{handler}}]}""",
        ReadsMark = true,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<ClawAgent> HookAlsoReadBy(SkillScope scope) => scope is SkillScope.User ? [ClawAgent.Cursor] : [ClawAgent.Cursor, ClawAgent.Copilot];

    /// <inheritdoc/>
    public override CommandRules CommandRules(ClawContext context, string? project) => ClaudeCodeRules.Of(context, project is null ? SkillScope.User : SkillScope.Project);
}
