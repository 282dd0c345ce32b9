using System.Text.Json;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Rules;

namespace ClawPowers.Core.Agents;

/// <summary>What is known of one coding agent: its names, what it says to a session-start hook and wants to hear from it, where it keeps its configuration.</summary>
internal abstract class AgentDefinition
{
    /// <summary>The agents, in the order of <see cref="ClawAgent"/>.</summary>
    public static IReadOnlyList<AgentDefinition> All { get; } =
        [new ClaudeCodeAgent(), new CodexAgent(), new GeminiAgent(), new CursorAgent(), new CopilotAgent(), new OpenCodeAgent()];

    /// <summary>Which agent it is.</summary>
    public abstract ClawAgent Agent { get; }

    /// <summary>Its name on a command line: lower case, with hyphens.</summary>
    public abstract string Name { get; }

    /// <summary>Its name in a sentence.</summary>
    public abstract string DisplayName { get; }

    /// <summary>The property of a hook's input that holds the session's id.</summary>
    public virtual string SessionIdProperty => "session_id";

    /// <summary>The environment variables by which a command that the agent runs knows its session, the most telling first.</summary>
    public virtual IReadOnlyList<string> SessionVariables => [];

    /// <summary>The environment variables that only say that the agent runs the command.</summary>
    public virtual IReadOnlyList<string> MarkerVariables => [];

    /// <summary>The agents in the order in which their variables are looked for: those that set others' variables too come first.</summary>
    public static IReadOnlyList<AgentDefinition> ByVariables { get; } = [Of(ClawAgent.Gemini), .. All.Where(static agent => agent.Agent != ClawAgent.Gemini)];

    /// <summary>What the agent says of a session that has the context already, since it carries on with what was said: being told again would cost twice.</summary>
    public virtual IReadOnlyList<string> CarriedSources => [];

    /// <summary>Whether this is the project's hook of an agent that runs the user's own one too, by the variables that the agent sets.</summary>
    /// <param name="context">The home, and the variables.</param>
    public virtual bool IsBesideUsersHook(ClawContext context) => false;

    /// <summary>The environment variable in which it tells a hook the project's folder; null if its input always does.</summary>
    public virtual string? FolderVariable => null;

    /// <summary>The definition of an agent.</summary>
    public static AgentDefinition Of(ClawAgent agent) => All[(int)agent];

    /// <summary>Writes what the agent reads from a hook's standard output: one JSON object.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="context">The context to give the agent; null for the valid answer that gives none.</param>
    public abstract void WriteAnswer(Utf8JsonWriter writer, string? context);

    /// <summary>Folders in the home by which it is known that the agent is there, relative to it.</summary>
    public abstract IReadOnlyList<string> HomeFolders { get; }

    /// <summary>The programs that start it, by name.</summary>
    public abstract IReadOnlyList<string> Programs { get; }

    /// <summary>What the answer to it looks like.</summary>
    public virtual AnswerShape AnswerShape => AnswerShape.Nested;

    /// <summary>The environment variables whose names begin so are the agent's own.</summary>
    public abstract IReadOnlyList<string> VariablePrefixes { get; }

    /// <summary>Those of them with which a person says where the agent's folders are; they are no sign of a session.</summary>
    public virtual IReadOnlyList<string> FolderVariables => [];

    /// <summary>The shells by which it runs a hook's command. The first that is there is taken.</summary>
    /// <param name="isWindows">Whether on Windows.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public virtual IReadOnlyList<AgentShell> Shells(bool isWindows, Func<string, string?> variable) => isWindows ? AgentShell.PowerShells : [AgentShell.Sh];

    /// <summary>Writes what it says to a hook at the start of a session, with everything that it may say.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="sample">The session.</param>
    public abstract void WriteSample(Utf8JsonWriter writer, HookSample sample);

    /// <summary>The environment variables that it gives a hook.</summary>
    /// <param name="sample">The session.</param>
    public virtual IReadOnlyDictionary<string, string> HookVariables(HookSample sample) => new Dictionary<string, string>();

    /// <summary>The folder in which it runs a hook.</summary>
    /// <param name="scope">For whom the hook is registered.</param>
    /// <param name="sample">The session.</param>
    public virtual string HookFolder(SkillScope scope, HookSample sample) => sample.WorkingDirectory;

    /// <summary>Whether a folder that bears the agent's name is really its own.</summary>
    /// <param name="folder">The folder, which exists.</param>
    public virtual bool IsItsFolder(string folder) => true;

    /// <summary>The folder of the user's configuration, by the home and by variables that move it.</summary>
    /// <param name="context">Whose.</param>
    public abstract string ConfigurationFolder(ClawContext context);

    /// <summary>The file that a session-start hook is registered in.</summary>
    /// <param name="context">Whose.</param>
    /// <param name="project">The top folder of the project; null for the user's own.</param>
    public abstract string HookFile(ClawContext context, string? project);

    /// <summary>How a hook stands in that file; null if the file is a plugin of ours.</summary>
    public virtual HookLayout? HookLayout => null;

    /// <summary>Other agents that run the hooks of that file too.</summary>
    /// <param name="scope">For whom it is registered.</param>
    public virtual IReadOnlyList<ClawAgent> HookAlsoReadBy(SkillScope scope) => [];

    /// <summary>What the user should know or do before the hook runs; null for nothing.</summary>
    /// <param name="scope">For whom it is registered.</param>
    public virtual string? HookAdvice(SkillScope scope) => null;

    /// <summary>The rules by which it may call ClawPowers without asking.</summary>
    /// <param name="context">Whose.</param>
    /// <param name="project">The top folder of the project; null for the user's own.</param>
    public abstract CommandRules CommandRules(ClawContext context, string? project);

    /// <summary>The folder that a variable names; else one in the home.</summary>
    private protected static string Folder(ClawContext context, string variable, string inHome) =>
        context.Variables(variable) is { } moved ? Path.GetFullPath(moved, context.WorkingDirectory) : Path.Combine(context.HomeDirectory, inHome);

    /// <summary>The shape that three agents share: the context nested under the event's name.</summary>
    protected static void WriteNestedAnswer(Utf8JsonWriter writer, string? context)
    {
        writer.WriteStartObject();
        if (context is not null)
        {
            writer.WriteStartObject("hookSpecificOutput");
            writer.WriteString("hookEventName", "SessionStart");
            writer.WriteString("additionalContext", context);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>A single property at the top, under the agent's own name for it.</summary>
    protected static void WriteFlatAnswer(Utf8JsonWriter writer, string property, string? context)
    {
        writer.WriteStartObject();
        if (context is not null)
        {
            writer.WriteString(property, context);
        }

        writer.WriteEndObject();
    }
}
