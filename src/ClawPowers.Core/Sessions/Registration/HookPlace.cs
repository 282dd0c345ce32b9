using ClawPowers.Core.Agents;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Scope;
using ClawPowers.Core.Sessions.Registration.Files;
using ClawPowers.Core.Sessions.Registration.Rules;

namespace ClawPowers.Core.Sessions.Registration;

/// <summary>Where a hook is registered for a target, and what else belongs to it.</summary>
internal sealed record HookPlace
{
    /// <summary>The agent, or the profile.</summary>
    public required HookTarget Target { get; init; }

    /// <summary>For the user or for the project.</summary>
    public required SkillScope Scope { get; init; }

    /// <summary>The folder that its files may not lead out of; null for anywhere.</summary>
    public string? Within { get; init; }

    /// <summary>The file that the hook stands in.</summary>
    public required HookFile Hook { get; init; }

    /// <summary>The rules by which the agent may call ClawPowers.</summary>
    public CommandRules Rules { get; init; } = new();

    /// <summary>Other agents that run the same file's hooks.</summary>
    public IReadOnlyList<ClawAgent> AlsoReadBy { get; init; } = [];

    /// <summary>What the user should know; null for nothing.</summary>
    public string? Advice { get; init; }

    /// <summary>The hook's file and those of its rules.</summary>
    public IEnumerable<HookFile> Files => [Hook, .. Rules.Files];

    /// <summary>The place of a target.</summary>
    /// <exception cref="ClawException"><c>HookHomeMissing</c>, <c>NotInProject</c>, <c>HookScopeUnsupported</c>.</exception>
    public static HookPlace Of(ClawContext context, HookTarget target, SkillScope scope, string? profile)
    {
        CheckHome(context);
        if (target is HookTarget.Profile)
        {
            return scope is SkillScope.User
                ? new HookPlace { Target = target, Scope = scope, Hook = new ProfileFile(profile ?? ProfilePath(context)), Rules = new CommandRules { None = "A profile needs no permission." } }
                : throw HookErrors.NoProjectProfile();
        }

        string? project = scope is SkillScope.Project ? ProjectIdentity.TopFolder(context.WorkingDirectory) ?? throw HookErrors.NotInProject(context.WorkingDirectory) : null;
        AgentDefinition agent = AgentDefinition.Of((ClawAgent)target);
        CommandRules rules = agent.CommandRules(context, project);
        string path = agent.HookFile(context, project);
        return new HookPlace
        {
            Target = target,
            Scope = scope,
            Within = project,
            Rules = rules,
            Hook = agent.HookLayout is { } layout
                ? new JsonHookFile(path, layout, HookCommand.For(agent.Agent), rules.WithHook)
                : new OwnFile(path, () => HookSources.OpenCodePlugin(context), isRules: false, HookCommand.For(agent.Agent)),
            AlsoReadBy = agent.HookAlsoReadBy(scope),
            Advice = agent.HookAdvice(scope),
        };
    }

    /// <summary>Refuses to go on without a home, where every hook's script is.</summary>
    /// <exception cref="ClawException"><c>HookHomeMissing</c>.</exception>
    public static void CheckHome(ClawContext context)
    {
        if (!Directory.Exists(context.HomeDirectory))
        {
            throw HookErrors.NoHome(context.HomeDirectory);
        }
    }

    // $PROFILE.CurrentUserAllHosts, as PowerShell computes it.
    private static string ProfilePath(ClawContext context)
    {
        if (!OperatingSystem.IsWindows())
        {
            string? moved = context.Variables("XDG_CONFIG_HOME");
            return Path.Combine(moved is not null && Path.IsPathRooted(moved) ? moved : Path.Combine(context.HomeDirectory, ".config"), "powershell", "profile.ps1");
        }

        // The documents may be elsewhere than in the home, but only those of the user who runs this.
        bool isOwn = context.HomeDirectory == Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string documents = isOwn ? Environment.GetFolderPath(Environment.SpecialFolder.MyDocuments) : Path.Combine(context.HomeDirectory, "Documents");
        return Path.Combine(documents, "PowerShell", "profile.ps1");
    }
}
