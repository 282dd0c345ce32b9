using System.Text.Json;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Rules;

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
    /// <remarks>The context is a message of the thread, which is resumed whole.</remarks>
    public override IReadOnlyList<string> CarriedSources { get; } = ["resume"];

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteNestedAnswer(writer, context);

    /// <inheritdoc/>
    public override IReadOnlyList<string> HomeFolders => [".codex"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Programs => ["codex"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> VariablePrefixes => ["CODEX_"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FolderVariables => ["CODEX_HOME"];

    /// <inheritdoc/>
    public override IReadOnlyList<AgentShell> Shells(bool isWindows, Func<string, string?> variable) =>
        isWindows ? [.. AgentShell.PowerShells, AgentShell.Cmd] : AgentShell.OfUser(variable);

    /// <inheritdoc/>
    public override void WriteSample(Utf8JsonWriter writer, HookSample sample)
    {
        writer.WriteStartObject();
        writer.WriteString("session_id", sample.SessionId);
        writer.WriteNull("transcript_path");
        writer.WriteString("cwd", sample.WorkingDirectory);
        writer.WriteString("hook_event_name", "SessionStart");
        writer.WriteString("model", "model");
        writer.WriteString("permission_mode", "default");
        writer.WriteString("source", "startup");
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override string ConfigurationFolder(ClawContext context) => Folder(context, "CODEX_HOME", ".codex");

    /// <inheritdoc/>
    public override string HookFile(ClawContext context, string? project) => Path.Combine(FolderOf(context, project), "hooks.json");

    /// <inheritdoc/>
    public override HookLayout HookLayout { get; } = new()
    {
        Event = "SessionStart",
        Handler = static command => $$"""{"type":"command","command":{{command}},"timeout":30}""",
        Group = static handler => $$"""{"matcher":"startup|clear|compact","hooks":[{{handler}}]}""",
        ReadsMark = false,
        TopNames = ["hooks", "description"],
    };

    /// <inheritdoc/>
    public override string HookAdvice(SkillScope scope) =>
        "Codex runs a new hook only when you have looked at it: open /hooks in Codex and trust it." + (scope is SkillScope.Project ? " The project has to be trusted too." : string.Empty);

    /// <inheritdoc/>
    public override CommandRules CommandRules(ClawContext context, string? project) => CodexRules.Of(FolderOf(context, project));

    private string FolderOf(ClawContext context, string? project) => project is null ? ConfigurationFolder(context) : Path.Combine(project, ".codex");
}
