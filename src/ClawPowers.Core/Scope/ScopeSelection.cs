using ClawPowers.Core.Errors;

namespace ClawPowers.Core.Scope;

/// <summary>
/// Decides for one command which scopes it reads and which one it writes, as Git does with its configuration. Looks
/// for the project once, when first needed.
/// </summary>
internal sealed class ScopeSelection(ClawContext context)
{
    /// <summary>The project identity under which global entries are kept.</summary>
    public const string Global = "";

    private readonly Lazy<string?> _here = new(() => ProjectIdentity.Find(context.WorkingDirectory));

    /// <summary>The project of the location; null outside of one.</summary>
    public string? Here => _here.Value;

    /// <summary>The project that a write goes to; empty for global.</summary>
    /// <param name="scope">What the caller asks for; null leaves it to the environment and the location.</param>
    /// <param name="project">A project named by the caller; null for that of the location.</param>
    public string ForWriting(ClawScope? scope, string? project)
    {
        RefuseContradiction(scope, project);
        ClawScope? fallback = context.DefaultScope is ClawScope.All ? null : context.DefaultScope;
        return (scope ?? (project is { Length: > 0 } ? ClawScope.Project : fallback)) switch
        {
            ClawScope.Global => Global,
            ClawScope.Project => Named(project),
            null => Here ?? Global,
            _ => throw StateErrors.InvalidScope("All", "Project and Global for a change; All is for reading"),
        };
    }

    /// <summary>The projects that a read looks in, nearest first; empty text for global. Null for all there are.</summary>
    /// <param name="scope">What the caller asks for; null leaves it to the environment and the location.</param>
    /// <param name="project">A project named by the caller; null for that of the location.</param>
    public IReadOnlyList<string>? ForReading(ClawScope? scope, string? project)
    {
        RefuseContradiction(scope, project);
        return (scope ?? (project is { Length: > 0 } ? ClawScope.Project : context.DefaultScope)) switch
        {
            ClawScope.All => null,
            ClawScope.Global => [Global],
            ClawScope.Project => [Named(project)],
            _ => Here is { } here ? [here, Global] : [Global],
        };
    }

    /// <summary>The projects whose entries a pattern means that is to change them: one, or all if the caller says All.</summary>
    /// <param name="scope">What the caller asks for; null leaves it to the environment and the location.</param>
    /// <param name="project">A project named by the caller; null for that of the location.</param>
    public IReadOnlyList<string>? ForChanging(ClawScope? scope, string? project)
    {
        RefuseContradiction(scope, project);
        return scope is ClawScope.All ? null : [ForWriting(scope, project)];
    }

    /// <summary>Scopes in words, for a message.</summary>
    public static string Describe(IReadOnlyList<string>? scopes) => scopes switch
    {
        null => "in any scope",
        [Global] => "in the global scope",
        [var project] => $"in the project {project}",
        [var project, ..] => $"in the project {project} or the global scope",
        _ => "here",
    };

    /// <summary>One scope in words.</summary>
    public static string Describe(string project) => project.Length == 0 ? "the global scope" : "the project " + project;

    private static void RefuseContradiction(ClawScope? scope, string? project)
    {
        if (scope is not (null or ClawScope.Project) && project is { Length: > 0 })
        {
            throw StateErrors.InvalidScope($"{scope}", $"Project, beside a project's name ('{project}')");
        }
    }

    // Identities made from remotes are lower case; a typed one is no other project for its capitals. A path keeps them.
    private string Named(string? project)
    {
        if (project is not { Length: > 0 })
        {
            return Here ?? throw StateErrors.NoProject(context.WorkingDirectory);
        }

        string name = project.Trim();
        return name.Length == 0 ? throw StateErrors.InvalidProject(project)
            : Path.IsPathRooted(name) ? name
            : name.ToLowerInvariant();
    }
}
