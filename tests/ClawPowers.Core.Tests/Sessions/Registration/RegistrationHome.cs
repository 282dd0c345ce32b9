using System.Text;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Sessions.Registration;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Registration;

/// <summary>A home, a project and a program with hooks, in folders with blanks, brackets and letters beyond ASCII.</summary>
internal sealed class RegistrationHome : IDisposable
{
    public static readonly HookTarget[] All = Enum.GetValues<HookTarget>();
    public static readonly HookTarget[] Agents = [.. All.Where(static target => target is not HookTarget.Profile)];

    private readonly Scratch _scratch = new();

    public RegistrationHome()
    {
        Home = Directory.CreateDirectory(_scratch.PathOf("home of Zoë (x86)", "O'Neil & 家")).FullName;
        Project = Directory.CreateDirectory(_scratch.PathOf("mein Prøjekt $HOME %TEMP%")).FullName;
        Directory.CreateDirectory(Path.Combine(Project, ".git"));
        File.WriteAllText(Path.Combine(Project, ".git", "HEAD"), "ref: refs/heads/main\n");
        Hooks = Directory.CreateDirectory(_scratch.PathOf("program", "hooks")).FullName;
        File.WriteAllText(Path.Combine(Hooks, "starter.ps1"), "# ClawPowers starter\n");
        Directory.CreateDirectory(Path.Combine(Hooks, "opencode"));
        File.WriteAllText(Path.Combine(Hooks, "opencode", "clawpowers.js"), "// clawpowers plugin\n");
        Context = _scratch.Context with
        {
            Store = new Core.Storage.StoreLocation(Path.Combine(Home, ".clawpowers")),
            HomeDirectory = Home,
            BundledHooks = Hooks,
            Variables = name => Variables.GetValueOrDefault(name),
            WorkingDirectory = Directory.CreateDirectory(Path.Combine(Project, "src")).FullName,
        };
    }

    public string Home { get; }

    public string Project { get; }

    public string Hooks { get; }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public ClawContext Context { get; set; }

    public HookRegistrar Registrar => new(Context);

    public string Starter => Path.Combine(Home, ".clawpowers", "hooks", "session-start.ps1");

    public string PathOf(HookTarget target, SkillScope scope = SkillScope.User) =>
        Registrar.List(new HookQuery { Targets = [target], Scope = scope })[0].Path;

    public HookState StateOf(HookTarget target, SkillScope scope = SkillScope.User) =>
        Registrar.List(new HookQuery { Targets = [target], Scope = scope })[0].State;

    /// <summary>Writes the file that a target's hook stands in.</summary>
    public string Put(HookTarget target, string text, SkillScope scope = SkillScope.User) => Put(PathOf(target, scope), Encoding.UTF8.GetBytes(text));

    public static string Put(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public HookOutcomes TryRegister(HookTarget[] targets, SkillScope scope = SkillScope.User, bool allow = false)
    {
        HookChanges changes = Registrar.PlanRegister(new HookRequest { Targets = targets, Scope = scope, AllowCommands = allow });
        HookOutcomes outcomes = Registrar.Apply(changes.Hooks);
        return outcomes with { Problems = [.. changes.Problems, .. outcomes.Problems] };
    }

    public HookOutcomes TryUnregister(HookTarget[] targets, SkillScope scope = SkillScope.User)
    {
        HookChanges changes = Registrar.PlanUnregister(new HookRequest { Targets = targets, Scope = scope });
        HookOutcomes outcomes = Registrar.Apply(changes.Hooks);
        return outcomes with { Problems = [.. changes.Problems, .. outcomes.Problems] };
    }

    public ClawHook Register(HookTarget target, SkillScope scope = SkillScope.User, bool allow = false) => Only(TryRegister([target], scope, allow));

    public ClawHook Unregister(HookTarget target, SkillScope scope = SkillScope.User) => Only(TryUnregister([target], scope));

    public ClawException Fails(string errorId, HookTarget target, SkillScope scope = SkillScope.User, bool allow = false)
    {
        HookOutcomes outcomes = TryRegister([target], scope, allow);
        Assert.Empty(outcomes.Hooks);
        ClawException problem = Assert.Single(outcomes.Problems);
        Assert.Equal(errorId, problem.ErrorId);
        return problem;
    }

    /// <summary>All files and folders under the home and the project, files with their bytes.</summary>
    public SortedDictionary<string, string> Snapshot()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in new[] { Home, Project }.SelectMany(static root => Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)))
        {
            all[path] = Directory.Exists(path) ? "folder" : Convert.ToHexString(File.ReadAllBytes(path));
        }

        return all;
    }

    public void Dispose() => _scratch.Dispose();

    private static ClawHook Only(HookOutcomes outcomes)
    {
        Assert.Empty(outcomes.Problems);
        return Assert.Single(outcomes.Hooks);
    }
}
