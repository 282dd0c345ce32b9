using System.CommandLine;
using System.Reflection;
using ClawPowers.Cli.Commands;
using ClawPowers.Cli.Commands.Hooks;
using ClawPowers.Cli.Commands.Metrics;
using ClawPowers.Cli.Commands.Plans;
using ClawPowers.Cli.Commands.Setup;
using ClawPowers.Cli.Commands.Skills;
using ClawPowers.Cli.Commands.Store;
using ClawPowers.Cli.Commands.Verification;
using ClawPowers.Cli.Commands.Worktrees;

namespace ClawPowers.Cli.CommandLine;

/// <summary>All commands by name. A run builds only those whose names occur in its arguments, since no other can be meant; that is most of the start-up time.</summary>
internal static class CommandTree
{
    private static readonly (string Name, Func<Command> Create)[] Top =
    [
        ("init", static () => new InitCommand()),
        ("status", static () => new StatusCommand()),
        ("demo", static () => new DemoCommand()),
        ("analyze", static () => new AnalyzeCommand()),
        ("import", static () => new ImportCommand()),
        ("export", static () => new ExportCommand()),
        ("inject", static () => new InjectCommand()),
        ("setup", static () => new SetupCommand()),
        ("update", static () => new UpdateCommand()),
        ("uninstall", static () => new UninstallCommand()),
        ("verify", static () => new VerifyCommand()),
        ("help", static () => new HelpCommand()),
    ];

    private static readonly (string Name, Func<Command> Create)[] Store =
    [
        ("set", static () => new StoreSetCommand()),
        ("get", static () => new StoreGetCommand()),
        ("delete", static () => new StoreDeleteCommand()),
        ("list", static () => new StoreListCommand()),
        ("list-values", static () => new StoreListValuesCommand()),
        ("exists", static () => new StoreExistsCommand()),
        ("append", static () => new StoreAppendCommand()),
        ("incr", static () => new StoreIncrCommand()),
        ("history", static () => new StoreHistoryCommand()),
        ("undo", static () => new StoreUndoCommand()),
        ("find", static () => new StoreFindCommand()),
        ("apply", static () => new StoreApplyCommand()),
    ];

    private static readonly (string Name, Func<Command> Create)[] Metrics =
    [
        ("record", static () => new MetricsRecordCommand()),
        ("show", static () => new MetricsShowCommand()),
        ("summary", static () => new MetricsSummaryCommand()),
    ];

    private static readonly (string Name, Func<Command> Create)[] Plans =
    [
        ("import", static () => new PlanImportCommand()),
        ("list", static () => new PlanListCommand()),
        ("show", static () => new PlanShowCommand()),
        ("next", static () => new PlanNextCommand()),
        ("start", static () => new PlanStartCommand()),
        ("complete", static () => new PlanCompleteCommand()),
        ("check", static () => new PlanCheckCommand()),
        ("remove", static () => new PlanRemoveCommand()),
    ];

    private static readonly (string Name, Func<Command> Create)[] Worktrees =
    [
        ("list", static () => new WorktreeListCommand()),
        ("new", static () => new WorktreeNewCommand()),
        ("remove", static () => new WorktreeRemoveCommand()),
        ("check", static () => new WorktreeCheckCommand()),
    ];

    private static readonly (string Name, Func<Command> Create)[] Skills =
    [
        ("list", static () => new SkillListCommand()),
        ("show", static () => new SkillShowCommand()),
        ("find", static () => new SkillFindCommand()),
        ("test", static () => new SkillTestCommand()),
        ("repair", static () => new SkillRepairCommand()),
        ("new", static () => new SkillNewCommand()),
        ("install", static () => new SkillInstallCommand()),
        ("update", static () => new SkillUpdateCommand()),
        ("uninstall", static () => new SkillUninstallCommand()),
    ];

    private static readonly (string Name, Func<Command> Create)[] Hooks =
    [
        ("register", static () => new HookRegisterCommand()),
        ("list", static () => new HookListCommand()),
        ("unregister", static () => new HookUnregisterCommand()),
        ("test", static () => new HookTestCommand()),
        ("run", static () => new HookRunCommand()),
    ];

    public static Option<bool> Version { get; } = CommonOptions.LocalFlag("--version", "Show the version.");

    public static string ProgramVersion =>
        typeof(CommandTree).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The commands that a line may mean.</summary>
    /// <param name="args">The line; null for all commands.</param>
    public static Command Build(string[]? args)
    {
        var root = new Command("clawpowers", "A memory for coding agents that outlives the session: one SQLite file, shared by all of them.");
        root.Options.Add(CommonOptions.Help);
        root.Options.Add(CommonOptions.Json);
        root.Options.Add(Version);
        Add(root, Top, args);
        AddGroup(root, "store", "Remember values by key, and find them again.", Store, args, [CommonOptions.Scope, CommonOptions.Project]);
        AddGroup(root, "metrics", "Record how uses of skills went, and sum them up.", Metrics, args, [CommonOptions.Scope, CommonOptions.Project]);
        AddGroup(root, "plan", "Keep plans, see how far they are, and take their tasks.", Plans, args, [CommonOptions.Scope, CommonOptions.Project]);
        AddGroup(root, "worktree", "Make a checkout for each line of work, and remove it without losing any.", Worktrees, args, []);
        AddGroup(root, "skill", "Read skills, make them, and put them where agents look.", Skills, args, []);
        AddGroup(root, "hook", "Let agents start their sessions with what is known of the project.", Hooks, args, []);
        return root;
    }

    private static void AddGroup(Command root, string name, string description, (string Name, Func<Command> Create)[] commands, string[]? args, Option[] options)
    {
        if (IsMeant(name, args))
        {
            var group = new Command(name, description);
            foreach (Option option in options)
            {
                group.Options.Add(option);
            }

            Add(group, commands, args);
            root.Subcommands.Add(group);
        }
    }

    private static void Add(Command parent, (string Name, Func<Command> Create)[] commands, string[]? args)
    {
        foreach ((string name, Func<Command> create) in commands)
        {
            if (IsMeant(name, args))
            {
                parent.Subcommands.Add(create());
            }
        }
    }

    private static bool IsMeant(string name, string[]? args) => args is null || Array.IndexOf(args, name) >= 0;
}
