using System.Text.Json;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Rules;

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

    /// <inheritdoc/>
    public override IReadOnlyList<string> HomeFolders => [".copilot"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Programs => ["copilot"];

    /// <inheritdoc/>
    public override AnswerShape AnswerShape { get; } = new("additionalContext", IsNested: false, []);

    /// <inheritdoc/>
    public override IReadOnlyList<string> VariablePrefixes => ["COPILOT_"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FolderVariables => ["COPILOT_HOME", "COPILOT_CACHE_HOME"];

    /// <inheritdoc/>
    /// <remarks>It runs them one after the other, so that the second can't see that it is one.</remarks>
    public override bool IsBesideUsersHook(ClawContext context)
    {
        string hooks = Path.Join(context.Variables("COPILOT_HOME") ?? Path.Join(context.HomeDirectory, ".copilot"), "hooks");
        return context.Variables("COPILOT_HOOK_DIR") is { } folder
            && Path.TrimEndingDirectorySeparator(folder) != Path.TrimEndingDirectorySeparator(hooks)
            && File.Exists(Path.Join(hooks, "clawpowers.json"));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<AgentShell> Shells(bool isWindows, Func<string, string?> variable) =>
        isWindows ? AgentShell.PowerShells : [new AgentShell("bash", "--norc", "--noprofile", "-c")];

    /// <inheritdoc/>
    public override void WriteSample(Utf8JsonWriter writer, HookSample sample)
    {
        writer.WriteStartObject();
        writer.WriteString("sessionId", sample.SessionId);
        writer.WriteNumber("timestamp", sample.Time.ToUnixTimeMilliseconds());
        writer.WriteString("cwd", sample.WorkingDirectory);
        writer.WriteString("source", "new");
        writer.WriteString("initialPrompt", "hello there");
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> HookVariables(HookSample sample) => new Dictionary<string, string>
    {
        ["COPILOT_CLI"] = "1",
        ["COPILOT_CLI_BINARY_VERSION"] = "1.0.102",
        ["COPILOT_PROJECT_DIR"] = sample.WorkingDirectory,
        ["CLAUDE_PROJECT_DIR"] = sample.WorkingDirectory,
    };

    /// <inheritdoc/>
    public override string ConfigurationFolder(ClawContext context) => Folder(context, "COPILOT_HOME", ".copilot");

    /// <inheritdoc/>
    public override string HookFile(ClawContext context, string? project) =>
        Path.Combine(project is null ? ConfigurationFolder(context) : Path.Combine(project, ".github"), "hooks", "clawpowers.json");

    /// <inheritdoc/>
    public override HookLayout HookLayout { get; } = new()
    {
        Event = "sessionStart",
        Handler = static command => $$"""{"type":"command","bash":{{command}},"powershell":{{command}},"timeoutSec":30}""",
        HasVersion = true,
        ReadsMark = false,
    };

    /// <inheritdoc/>
    public override string? HookAdvice(SkillScope scope) => scope is SkillScope.Project ? "Copilot CLI runs the hooks of a project only in a folder that it trusts." : null;

    /// <inheritdoc/>
    public override CommandRules CommandRules(ClawContext context, string? project) =>
        new() { None = "Copilot CLI knows rules for a whole program only, which would let it install and export too, so nothing was allowed." };
}
