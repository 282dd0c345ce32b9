using ClawPowers.Core.Scope;
using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.Skills;
using ClawPowers.Core.Storage;

namespace ClawPowers.Core;

/// <summary>Which store is meant, from where, and who asks. Resolved anew for every command.</summary>
public sealed record ClawContext
{
    /// <summary>The environment variable that names the default scope.</summary>
    public const string ScopeVariable = "CLAWPOWERS_SCOPE";

    /// <summary>The environment variable that names the session.</summary>
    public const string SessionVariable = "CLAWPOWERS_SESSION";

    /// <summary>The environment variable that names the agent.</summary>
    public const string AgentVariable = "CLAWPOWERS_AGENT";

    /// <summary>The environment variable that says how much a session is told at its start.</summary>
    public const string BootstrapVariable = "CLAWPOWERS_BOOTSTRAP";

    /// <summary>The store.</summary>
    public required StoreLocation Store { get; init; }

    /// <summary>The folder that decides which project is meant.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The scope that <c>CLAWPOWERS_SCOPE</c> asks for; null if it says nothing.</summary>
    public ClawScope? DefaultScope { get; init; }

    /// <summary>The session to book writes to, as far as it is known without looking further; null if it is not.</summary>
    public string? SessionId { get; init; }

    /// <summary>How <see cref="SessionId"/> is known.</summary>
    public SessionSource SessionSource { get; init; }

    /// <summary>Where to look for a session and an agent that nobody named; null for nowhere.</summary>
    public SessionSurroundings? Surroundings { get; init; }

    /// <summary>The agent to book writes to; null if unknown.</summary>
    public string? Agent { get; init; }

    /// <summary>What <c>CLAWPOWERS_BOOTSTRAP</c> says; null if nothing.</summary>
    public string? Bootstrap { get; init; }

    /// <summary>The user's own folder, under which agents keep skills.</summary>
    public string HomeDirectory { get; init; } =
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>The folder of the skills that come with the program; it need not exist.</summary>
    public string BundledSkills { get; init; } = SkillFolders.BesideProgram();

    /// <summary>The folder of the scripts that hooks run, which come with the program; it need not exist.</summary>
    public string BundledHooks { get; init; } = Path.Combine(Path.GetDirectoryName(SkillFolders.BesideProgram())!, "hooks");

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The environment variables, by which agents can be told to keep their configuration elsewhere; blank ones count as missing.</summary>
    public Func<string, string?> Variables { get; init; } = Variable;

    /// <summary>Reads the environment of this process.</summary>
    /// <param name="workingDirectory">The current location in the file system.</param>
    /// <returns>The context for one command.</returns>
    /// <exception cref="Errors.ClawException"><c>InvalidScope</c>: <c>CLAWPOWERS_SCOPE</c> holds something else than a scope.</exception>
    public static ClawContext FromEnvironment(string workingDirectory) => new()
    {
        Store = StoreLocation.FromEnvironment(workingDirectory),
        WorkingDirectory = workingDirectory,
        DefaultScope = ScopeName.Parse(Variable(ScopeVariable), ScopeVariable),
        SessionId = Variable(SessionVariable),
        SessionSource = Variable(SessionVariable) is null ? SessionSource.None : SessionSource.Variable,
        Agent = Variable(AgentVariable),
        Bootstrap = Variable(BootstrapVariable),
        Surroundings = SessionSurroundings.OfProcess,
    };

    // Who names a session need not say how.
    internal SessionSource HowSessionIsKnown =>
        SessionId is null ? SessionSource.None : SessionSource == SessionSource.None ? SessionSource.Given : SessionSource;

    internal static string? Variable(string name)
    {
        string? value = Environment.GetEnvironmentVariable(name);
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }
}
