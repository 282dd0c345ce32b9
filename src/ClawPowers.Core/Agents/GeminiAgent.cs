using System.Text.Json;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Rules;

namespace ClawPowers.Core.Agents;

/// <summary>Gemini CLI. A chat that it resumes, it reads again without the context, so that there the session is told anew.</summary>
internal sealed class GeminiAgent : AgentDefinition
{
    /// <inheritdoc/>
    public override ClawAgent Agent => ClawAgent.Gemini;

    /// <inheritdoc/>
    public override string Name => "gemini";

    /// <inheritdoc/>
    public override string DisplayName => "Gemini CLI";

    /// <inheritdoc/>
    /// <remarks>Hooks only; its commands find their session by the process that the hook registered.</remarks>
    public override IReadOnlyList<string> SessionVariables { get; } = ["GEMINI_SESSION_ID"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> MarkerVariables { get; } = ["GEMINI_CLI"];

    /// <inheritdoc/>
    public override void WriteAnswer(Utf8JsonWriter writer, string? context) => WriteNestedAnswer(writer, context);

    /// <inheritdoc/>
    public override IReadOnlyList<string> HomeFolders => [".gemini"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Programs => ["gemini"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> VariablePrefixes => ["GEMINI_"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FolderVariables => ["GEMINI_CLI_HOME"];

    /// <inheritdoc/>
    public override IReadOnlyList<AgentShell> Shells(bool isWindows, Func<string, string?> variable) => isWindows ? AgentShell.PowerShells : [AgentShell.Bash];

    /// <inheritdoc/>
    public override void WriteSample(Utf8JsonWriter writer, HookSample sample)
    {
        writer.WriteStartObject();
        writer.WriteString("session_id", sample.SessionId);
        writer.WriteString("transcript_path", string.Empty);
        writer.WriteString("cwd", sample.WorkingDirectory);
        writer.WriteString("hook_event_name", "SessionStart");
        writer.WriteString("timestamp", sample.Timestamp);
        writer.WriteString("source", "startup");
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> HookVariables(HookSample sample) => new Dictionary<string, string>
    {
        ["GEMINI_PROJECT_DIR"] = sample.WorkingDirectory,
        ["GEMINI_CWD"] = sample.WorkingDirectory,
        ["GEMINI_SESSION_ID"] = sample.SessionId,
        ["CLAUDE_PROJECT_DIR"] = sample.WorkingDirectory,
    };

    /// <inheritdoc/>
    public override bool IsItsFolder(string folder)
    {
        // Another program of the same maker keeps its own folders in there.
        string[] names = [.. Directory.EnumerateFileSystemEntries(folder).Select(static entry => Path.GetFileName(entry))];
        return names.Length == 0 || names.Any(static name => !name.StartsWith("antigravity", StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override string ConfigurationFolder(ClawContext context) =>
        Path.Combine(context.Variables("GEMINI_CLI_HOME") is { } moved ? Path.GetFullPath(moved, context.WorkingDirectory) : context.HomeDirectory, ".gemini");

    /// <inheritdoc/>
    public override string HookFile(ClawContext context, string? project) =>
        Path.Combine(project is null ? ConfigurationFolder(context) : Path.Combine(project, ".gemini"), "settings.json");

    /// <inheritdoc/>
    public override HookLayout HookLayout { get; } = new()
    {
        // A matcher would have to equal the source. The name is what the user switches the hook off by; the time is in milliseconds.
        Event = "SessionStart",
        Handler = static command => $$"""{"name":"clawpowers","type":"command","command":{{command}},"timeout":30000}""",
        Group = static handler => $$"""{"hooks":[{{handler}}]}""",
        ReadsComments = true,
        ReadsMark = false,
    };

    /// <inheritdoc/>
    public override string HookAdvice(SkillScope scope) => "Gemini CLI runs no hooks of its settings in a folder that is not trusted.";

    /// <inheritdoc/>
    public override CommandRules CommandRules(ClawContext context, string? project) => GeminiRules.Of(project is null ? ConfigurationFolder(context) : null);
}
