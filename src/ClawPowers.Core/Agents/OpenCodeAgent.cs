using System.Text.Json;
using ClawPowers.Core.Sessions.Registration.Rules;

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

    /// <inheritdoc/>
    public override IReadOnlyList<string> HomeFolders => [".config/opencode", ".opencode", ".local/share/opencode"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Programs => ["opencode", "opencode2"];

    /// <inheritdoc/>
    public override AnswerShape AnswerShape { get; } = new("context", IsNested: false, []);

    /// <inheritdoc/>
    public override IReadOnlyList<string> VariablePrefixes => ["OPENCODE"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FolderVariables => ["OPENCODE_CONFIG", "OPENCODE_CONFIG_DIR", "OPENCODE_CONFIG_CONTENT"];

    /// <inheritdoc/>
    public override void WriteSample(Utf8JsonWriter writer, HookSample sample)
    {
        // As hooks/opencode/clawpowers.js writes it.
        writer.WriteStartObject();
        writer.WriteString("agent", Name);
        writer.WriteString("hook_event_name", "SessionStart");
        writer.WriteString("session_id", sample.SessionId);
        writer.WriteString("cwd", sample.WorkingDirectory);
        writer.WriteString("source", "startup");
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> HookVariables(HookSample sample) => new Dictionary<string, string>
    {
        ["OPENCODE"] = "1",
        ["AGENT"] = "1",
    };

    /// <inheritdoc/>
    public override string ConfigurationFolder(ClawContext context) => context.Variables("OPENCODE_CONFIG_DIR") is { } moved
        ? Path.GetFullPath(moved, context.WorkingDirectory)
        : Path.Combine(Folder(context, "XDG_CONFIG_HOME", ".config"), "opencode");

    /// <inheritdoc/>
    public override string HookFile(ClawContext context, string? project)
    {
        const string Plugin = "plugins/clawpowers.js";
        if (project is not null)
        {
            return Path.GetFullPath(Plugin, Path.Combine(project, ".opencode"));
        }

        // The folder of the variable is read as well as the usual one: a plugin in both would run twice.
        string usual = Path.GetFullPath(Plugin, Path.Combine(Folder(context, "XDG_CONFIG_HOME", ".config"), "opencode"));
        return File.Exists(usual) ? usual : Path.GetFullPath(Plugin, ConfigurationFolder(context));
    }

    /// <inheritdoc/>
    public override CommandRules CommandRules(ClawContext context, string? project) =>
        new() { None = "OpenCode asks before no command unless permission.bash says so, and there a rule for a command lets through what redirects it into a file, so nothing was allowed." };
}
