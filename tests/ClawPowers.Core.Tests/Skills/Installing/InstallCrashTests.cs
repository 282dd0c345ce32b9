using ClawPowers.Core.Skills.Installing;

namespace ClawPowers.Core.Tests.Skills.Installing;

/// <summary>Stops before every change to the file system in turn, as a crash does, or lets it fail, as a full disk does.</summary>
public sealed class InstallCrashTests
{
    private static readonly Dictionary<string, Action<InstallHome>> Commands = new(StringComparer.Ordinal)
    {
        ["install"] = static home => home.TryInstall(ClawAgent.Codex, ClawAgent.ClaudeCode),
        ["update"] = static home => home.TryUpdate(),
        ["uninstall"] = static home => home.TryUninstall(new UninstallSkillRequest()),
    };

    [Theory]
    [InlineData("install", "install")]
    [InlineData("install", "update")]
    [InlineData("install", "uninstall")]
    [InlineData("update", "update")]
    [InlineData("update", "install")]
    [InlineData("update", "uninstall")]
    [InlineData("uninstall", "uninstall")]
    [InlineData("uninstall", "install")]
    [InlineData("uninstall", "update")]
    public void After_a_crash_at_any_moment_the_next_command_finishes(string crashed, string next)
    {
        int steps = 0;
        for (bool crashes = true; crashes; steps++)
        {
            using var home = new InstallHome();
            Prepare(home, crashed);
            int left = steps;
            home.BeforeStep = _ =>
            {
                if (left-- <= 0)
                {
                    left = 0;
                    throw new CrashException();
                }
            };
            crashes = Crashes(() => Commands[crashed](home));
            home.BeforeStep = null;

            // A folder that a crash made is known by the lock file; all that is there is ours or the user's.
            Commands[next](home);
            Check(home, crashed, next, steps);
            Commands["uninstall"](home);
            CheckGone(home, crashed, steps);
        }

        Assert.InRange(steps, 5, 200);
    }

    [Theory]
    [InlineData("install")]
    [InlineData("update")]
    [InlineData("uninstall")]
    public void When_the_disk_fails_once_the_same_command_finishes_later(string command)
    {
        int steps = 0;
        for (bool fails = true; fails; steps++)
        {
            using var home = new InstallHome();
            Prepare(home, command);
            int left = steps;
            fails = false;
            home.BeforeStep = _ =>
            {
                if (left-- == 0)
                {
                    fails = true;
                    throw new IOException("No space left on device.");
                }
            };
            Commands[command](home);
            home.BeforeStep = null;

            Commands[command](home);
            Check(home, command, command, steps);
            Commands["uninstall"](home);
            CheckGone(home, command, steps);
        }

        Assert.InRange(steps, 5, 200);
    }

    [Fact]
    public void A_disk_that_is_full_from_the_start_leaves_everything_as_it_was()
    {
        using var home = new InstallHome();
        Prepare(home, "update");
        SortedDictionary<string, string> before = InstallHome.Snapshot(home.Home);
        home.BeforeStep = static step => _ = step.StartsWith("write", StringComparison.Ordinal) ? throw new IOException("No space left on device.") : step;

        SkillOutcomes outcomes = home.TryUpdate();

        Assert.All(outcomes.Problems, static problem => Assert.Contains("No space left on device.", problem.Message, StringComparison.Ordinal));
        Assert.Equal(2, outcomes.Problems.Count);
        Assert.Equal(before, InstallHome.Snapshot(home.Home));
    }

    private static void Prepare(InstallHome home, string command)
    {
        InstallHome.Put(Path.Combine(home.Home, ".claude", "settings.json"), "{}");
        home.Bundle("one", "1", [("references/a.md", "a1\n"), ("references/old.md", "old\n")]);
        home.Bundle("two", "1", ("b.md", "b1\n"));
        if (command == "install")
        {
            return;
        }

        home.Install(ClawAgent.Codex, ClawAgent.ClaudeCode);
        InstallHome.Put(Path.Combine(home.FolderOf("one"), "references", "a.md"), "mine\n");
        InstallHome.Put(Path.Combine(home.FolderOf("two"), "own.md"), "own\n");
        home.Bundle("one", "2", [("references/a.md", "a2\n"), ("assets/new.md", "new\n")]);
        File.Delete(Path.Combine(home.Bundled, "one", "references", "old.md"));
        home.Bundle("two", "2", ("b.md", "b2\n"));
    }

    private static void Check(InstallHome home, string crashed, string next, int steps)
    {
        string after = $"{next} after {crashed} that stopped at step {steps}";
        Assert.True(File.Exists(Path.Combine(home.Home, ".claude", "settings.json")), after);
        CheckOwn(home, crashed, after);
        Assert.DoesNotContain(InstallHome.Snapshot(home.Home).Keys, static path => path.EndsWith(SkillDisk.Unfinished, StringComparison.Ordinal) || path.EndsWith(TargetLock.FileName, StringComparison.Ordinal));
        foreach (ClawAgent agent in (ClawAgent[])[ClawAgent.Codex, ClawAgent.ClaudeCode])
        {
            string one = home.FolderOf("one", agent);
            bool isInstalled = File.Exists(Path.Combine(one, "SKILL.md"));
            // A folder in which only the user's own files were left is theirs, and nothing is installed there.
            bool isTheirs = crashed == "uninstall" && agent is ClawAgent.Codex;
            if ((next == "install" && !isTheirs) || (next == "update" && crashed == "update"))
            {
                Assert.True(isInstalled, after);
            }

            if (next == "uninstall")
            {
                Assert.False(isInstalled, after);
            }
            else if (isInstalled)
            {
                // What is there is the newest.
                foreach ((string path, string what) in InstallHome.Snapshot(Path.Combine(home.Bundled, "one")).Where(path => !(crashed != "install" && agent is ClawAgent.Codex && path.Key == "references/a.md")))
                {
                    Assert.Equal((path, what, after), (path, InstallHome.Snapshot(one).GetValueOrDefault(path), after));
                }
            }
        }
    }

    private static void CheckGone(InstallHome home, string crashed, int steps)
    {
        CheckOwn(home, crashed, $"{steps}");
        string[] own = crashed == "install" ? []
            : [".agents", ".agents/skills", ".agents/skills/one", ".agents/skills/one/references", ".agents/skills/one/references/a.md", ".agents/skills/two", ".agents/skills/two/own.md"];
        Assert.Equal([.. own, ".claude", ".claude/settings.json"], InstallHome.Snapshot(home.Home).Keys);
    }

    private static void CheckOwn(InstallHome home, string crashed, string after)
    {
        if (crashed != "install")
        {
            Assert.Equal(("mine\n", "own\n", after), (InstallHome.FileText(home.FolderOf("one"), "references/a.md"), InstallHome.FileText(home.FolderOf("two"), "own.md"), after));
        }
    }

    private static bool Crashes(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }

    private sealed class CrashException : Exception
    {
    }
}
