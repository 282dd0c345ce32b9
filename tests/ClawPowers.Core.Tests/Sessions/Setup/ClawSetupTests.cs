using ClawPowers.Core.Sessions.Setup;
using ClawPowers.Core.Skills.Reading;
using ClawPowers.Core.Storage;
using ClawPowers.Core.Tests.Sessions.Registration;
using ClawPowers.Core.Tests.Skills;
using ClawPowers.Core.Tests.Support;

namespace ClawPowers.Core.Tests.Sessions.Setup;

public sealed class ClawSetupTests : IDisposable
{
    private static readonly EnableRequest Everything = new();
    private readonly RegistrationHome _home = new();
    private readonly ClawContext _context;

    public ClawSetupTests()
    {
        string skills = Path.Combine(Path.GetDirectoryName(_home.Hooks)!, "skills");
        SkillFolder.Write(skills, "brainstorming", body: "# Think\n");
        SkillFolder.Write(skills, "code-review", body: "# Look\n");
        _context = _home.Context with { BundledSkills = skills };
    }

    public void Dispose()
    {
        StoreConnections.ReleaseIdle(_context.Store);
        _home.Dispose();
    }

    public static TheoryData<int> Configurations => [.. Enumerable.Range(0, RealConfigurations.All.Length)];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Set_up_and_undone_leaves_every_byte_as_it_was(int configuration)
    {
        (HookTarget target, string text) = RealConfigurations.All[configuration];
        Live(".claude", ".codex", ".gemini", ".cursor", ".copilot", ".config/opencode");
        _home.Put(target, text);
        SortedDictionary<string, string> before = _home.Snapshot();

        Assert.Empty(Enable(Everything).Problems);
        SortedDictionary<string, string> between = _home.Snapshot();
        Assert.Empty(Disable(new DisableRequest { Purge = true }).Problems);

        Assert.True(between.Count > before.Count + 10);
        Assert.Equal(before, _home.Snapshot());
    }

    [Fact]
    public void All_configurations_at_once_and_what_is_remembered_stays_without_purge()
    {
        Live(".claude", ".codex", ".gemini", ".cursor", ".copilot", ".config/opencode");
        foreach ((HookTarget target, string text) in RealConfigurations.All.DistinctBy(static pair => pair.Target))
        {
            _home.Put(target, text);
        }

        SortedDictionary<string, string> before = _home.Snapshot();

        SetupOutcome enabled = Enable(Everything);
        SetupOutcome disabled = Disable(new DisableRequest());

        Assert.Empty(enabled.Problems);
        Assert.Empty(disabled.Problems);
        Assert.All(enabled.Steps, static step => Assert.True(step.IsDone));
        Assert.All(disabled.Steps, static step => Assert.True(step.IsDone));
        Assert.Equal(
            ["Store", "Skill", "Skill", "Hook ClaudeCode", "Hook Codex", "Hook Gemini", "Hook Cursor", "Hook Copilot", "Hook OpenCode", "Profile Profile"],
            enabled.Steps.Select(static step => $"{step.Kind} {step.Target}".Trim()));
        string folder = Path.GetDirectoryName(_context.Store.File)!;
        Assert.Equal(before.Keys, _home.Snapshot().Keys.Where(path => !path.StartsWith(folder, StringComparison.Ordinal)));
        Assert.True(File.Exists(_context.Store.File));
    }

    [Fact]
    public void A_second_time_there_is_nothing_to_do()
    {
        Live(".claude", ".gemini");
        Enable(Everything);
        StoreConnections.ReleaseIdle(_context.Store);
        SortedDictionary<string, string> before = _home.Snapshot();

        SetupPlan again = Setup.PlanEnable(Everything);
        SetupOutcome outcome = ClawSetup.Apply(again);

        Assert.True(again.IsNothing);
        Assert.All(outcome.Steps, static step => Assert.True(step.IsDone));
        Assert.Equal("The store is there", outcome.Steps[0].Change);
        StoreConnections.ReleaseIdle(_context.Store);
        Assert.Equal(before, _home.Snapshot());
    }

    [Fact]
    public void Planning_changes_nothing()
    {
        Live(".claude", ".codex");
        SortedDictionary<string, string> before = _home.Snapshot();

        SetupPlan plan = Setup.PlanEnable(Everything);
        SetupPlan undo = Setup.PlanDisable(new DisableRequest { Purge = true });

        Assert.Equal(["Make the store", "Copy 2 skills for Codex", "Copy 2 skills for Claude Code"], plan.Steps.Take(3).Select(static step => step.Step.Change).OrderDescending(StringComparer.Ordinal));
        Assert.All(plan.Steps, static step => Assert.False(step.Step.IsDone));
        Assert.Contains("session-start.ps1", plan.Steps.Single(static step => step.Step.Target is HookTarget.ClaudeCode).Step.Difference, StringComparison.Ordinal);
        Assert.Empty(undo.Steps);
        Assert.Equal(before, _home.Snapshot());
    }

    [Fact]
    public void The_script_of_all_hooks_is_shown_once_when_it_comes_and_once_when_it_goes()
    {
        Live(".claude", ".codex", ".gemini");
        string script = Path.Combine(_home.Home, ".clawpowers", "hooks", "session-start.ps1");
        SetupPlan enable = Setup.PlanEnable(Everything);
        Done(enable);

        SetupPlan disable = Setup.PlanDisable(new DisableRequest());

        Assert.Equal(HookTarget.ClaudeCode, Assert.Single(enable.Steps, step => Shows(step, "+++ " + script)).Step.Target);
        Assert.Equal("Take ClawPowers out of PowerShell's profile", Assert.Single(disable.Steps, step => Shows(step, "--- " + script)).Step.Change);
        Assert.All(enable.Steps.Where(static step => step.Step.Kind is SetupStepKind.Profile), static step => Assert.Null(step.Step.Message));

        static bool Shows(PlannedStep step, string line) => step.Step.Difference?.Contains(line, StringComparison.Ordinal) is true;
    }

    [Fact]
    public void Without_a_profile_the_script_goes_with_the_last_agent()
    {
        Live(".claude", ".codex");
        Enable(new EnableRequest { SkipSkills = true, SkipProfile = true });

        SetupPlan disable = Setup.PlanDisable(new DisableRequest());

        Assert.Equal([HookTarget.ClaudeCode, HookTarget.Codex], disable.Steps.Select(static step => step.Step.Target!.Value));
        Assert.Contains("session-start.ps1\n", disable.Steps[1].Step.Difference, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_agents_that_are_here_are_set_up()
    {
        Live(".gemini");

        Assert.Equal([ClawAgent.Gemini], Setup.AgentsHere());
        Assert.Equal([HookTarget.Gemini, HookTarget.Profile], Setup.PlanEnable(Everything).Steps.Select(static step => step.Step.Target).OfType<HookTarget>());
    }

    [Fact]
    public void Parts_can_be_left_out()
    {
        Live(".claude");

        SetupPlan plan = Setup.PlanEnable(new EnableRequest { SkipSkills = true, SkipProfile = true, SkipPermissions = true });

        Assert.Equal([SetupStepKind.Store, SetupStepKind.Hook], plan.Steps.Select(static step => step.Step.Kind));
        Assert.DoesNotContain("\"allow\"", plan.Steps[1].Step.Difference, StringComparison.Ordinal);
        Assert.Equal("Give Claude Code its hook", plan.Steps[1].Step.Change);
        Assert.Contains("\"allow\"", Setup.PlanEnable(Everything).Steps.Single(static step => step.Step.Target is HookTarget.ClaudeCode).Step.Difference, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_configuration_is_reported_and_left_alone_and_the_others_are_set_up()
    {
        Live(".claude", ".codex");
        string broken = _home.Put(HookTarget.ClaudeCode, "{ \"hooks\": ");

        SetupOutcome outcome = Enable(Everything);

        Assert.Contains(broken, Assert.Single(outcome.Problems).Message, StringComparison.Ordinal);
        Assert.Equal("{ \"hooks\": ", File.ReadAllText(broken));
        Assert.Equal(HookState.Registered, _home.StateOf(HookTarget.Codex));
        Assert.Equal(HookState.Registered, _home.StateOf(HookTarget.Profile));
        Assert.True(File.Exists(_context.Store.File));
    }

    [Fact]
    public void A_skill_that_was_edited_stays_and_is_named()
    {
        Live(".codex");
        Enable(Everything);
        string edited = Path.Combine(_home.Home, ".agents", "skills", "code-review", "SKILL.md");
        File.AppendAllText(edited, "Mine.\n");

        SetupOutcome outcome = Disable(new DisableRequest());

        Assert.Equal("What was changed there is kept: code-review.", outcome.Steps.Single(static step => step.Kind is SetupStepKind.Skill).Message);
        Assert.True(File.Exists(edited));
        Assert.False(Directory.Exists(Path.Combine(_home.Home, ".agents", "skills", "brainstorming")));
    }

    [Fact]
    public void A_purge_deletes_what_is_ours_and_keeps_and_names_the_rest()
    {
        new StoreMaintenance(_context).Initialize();
        new StoreMaintenance(_context).Backup(new StoreMaintenance(_context).DefaultBackupPath());
        string folder = _context.Store.Directory;
        File.WriteAllText(Path.Combine(folder, "hook.log"), "{}\n");
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        File.WriteAllText(Path.Combine(folder, "backups", "other.db"), "not a database");
        Directory.CreateDirectory(Path.Combine(folder, "verification", "12"));
        File.WriteAllText(Path.Combine(folder, "verification", "12", "test.log"), "failed");
        File.WriteAllText(Path.Combine(folder, "verification", "0a1b.lock"), string.Empty);

        SetupStep step = Assert.Single(Disable(new DisableRequest { Purge = true }).Steps);

        Assert.True(step.IsDone);
        Assert.Contains("the store clawpowers.db", step.Change, StringComparison.Ordinal);
        Assert.Contains("a backup backups/clawpowers-", step.Change, StringComparison.Ordinal);
        Assert.Contains("the log of hooks hook.log", step.Change, StringComparison.Ordinal);
        Assert.EndsWith(", what gates printed", step.Change, StringComparison.Ordinal);
        Assert.Equal("Not deleted, since it is not the store's: backups, notes.txt.", step.Message);
        Assert.Equal(["backups", "backups/other.db", "notes.txt"], Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_purge_leaves_a_file_that_another_program_made()
    {
        Directory.CreateDirectory(_context.Store.Directory);
        Scratch.Sql(_context.Store.File, "CREATE TABLE other (x)");

        SetupPlan plan = Setup.PlanDisable(new DisableRequest { Purge = true });
        ClawSetup.Apply(plan);

        Assert.Equal($"'{_context.Store.File}' was not made by ClawPowers, and stays.", Assert.Single(plan.Steps).Step.Message);
        Assert.True(File.Exists(_context.Store.File));
    }

    [Fact]
    public void For_a_project_the_profile_stays_out_and_undoing_takes_both_scopes()
    {
        Live(".claude");
        SortedDictionary<string, string> before = _home.Snapshot();
        SetupOutcome project = Enable(new EnableRequest { Scope = SkillScope.Project });
        Enable(Everything);

        Assert.DoesNotContain(project.Steps, static step => step.Kind is SetupStepKind.Profile);
        Assert.StartsWith(_home.Project, project.Steps.Single(static step => step.Kind is SetupStepKind.Hook).Path, StringComparison.Ordinal);
        Assert.Empty(Disable(new DisableRequest { Purge = true }).Problems);
        Assert.Equal(before, _home.Snapshot());
    }

    [Fact]
    public void The_plan_in_words_has_every_path_and_difference_and_can_not_steer_a_screen()
    {
        Live(".claude");
        _home.Put(HookTarget.ClaudeCode, "{ \"model\": \"\u001b[2J\" }\n".Replace("\u001b", "\u009b", StringComparison.Ordinal));

        IReadOnlyList<string> lines = SetupText.Describe(Setup.PlanEnable(Everything));

        Assert.Contains("Make the store", lines);
        Assert.Contains("    " + _context.Store.File, lines);
        Assert.Contains(lines, static line => line.StartsWith("    +", StringComparison.Ordinal) && line.Contains("session-start.ps1", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static line => line.Any(char.IsControl));
    }

    private ClawSetup Setup => new(_context, new ProgramSearch(string.Empty, []));

    private SetupOutcome Enable(EnableRequest request) => Done(Setup.PlanEnable(request));

    private SetupOutcome Disable(DisableRequest request) => Done(Setup.PlanDisable(request));

    private static SetupOutcome Done(SetupPlan plan)
    {
        SetupOutcome outcome = ClawSetup.Apply(plan);
        return outcome with { Problems = [.. plan.Problems, .. outcome.Problems] };
    }

    private void Live(params string[] folders)
    {
        foreach (string folder in folders)
        {
            Directory.CreateDirectory(Path.GetFullPath(folder, _home.Home));
        }
    }
}
