using ClawPowers.Core.Errors;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Tests.Support;
using ClawPowers.Core.Verification;
using ClawPowers.Core.Verification.Running;

namespace ClawPowers.Core.Tests.Verification;

public sealed class RunningTests : IDisposable
{
    private readonly VerificationFolder _project = new();

    public RunningTests() => VerificationFolder.SkipWithoutShell();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Each_gate_says_how_it_went_and_leaves_a_verified_run()
    {
        _project.Configure("""
            gates:
              ok: { run: "echo fine" }
              bad: { run: [sh, -c, "echo out; echo err >&2; exit 3"], findings: "(out|err)" }
              none: { run: [no-such-program] }
              after: { run: "echo never", needs: [bad] }
              after2: { run: "echo never", needs: [after] }
              other: { run: "exit 1", on: [windows] }
            """);

        Dictionary<string, GateResult> results = _project.Run().ToDictionary(result => result.Gate);

        Assert.Equal((GateState.Passed, true, 0, "fine"), (results["ok"].State, results["ok"].Passed, results["ok"].ExitCode!.Value, results["ok"].Output));
        Assert.Equal((GateState.Failed, false, 3, 2), (results["bad"].State, results["bad"].Passed, results["bad"].ExitCode!.Value, results["bad"].Findings!.Value));
        Assert.Equal("Exit code 3.", results["bad"].Reason);
        Assert.Equal(["err", "out"], File.ReadAllLines(results["bad"].OutputPath!).Order(StringComparer.Ordinal));
        Assert.Equal((GateState.NotStarted, "There is no program 'no-such-program'."), (results["none"].State, results["none"].Reason));
        Assert.Equal((GateState.Skipped, "It needs 'bad', which failed."), (results["after"].State, results["after"].Reason));
        Assert.Equal((GateState.Skipped, "It needs 'after', which was skipped."), (results["after2"].State, results["after2"].Reason));
        Assert.Equal((GateState.Skipped, true), (results["other"].State, results["other"].Passed));

        SkillMetric[] metrics = [.. _project.Scratch.Metrics.Read(new MetricQuery { Skills = ["verification-before-completion"] }).Reverse()];
        Assert.Equal(["ok Success True", "bad Failure False", "none Failure False", "after Skipped ", "after2 Skipped "], metrics.Select(metric => $"{metric.Measures["gate"]} {metric.Outcome} {metric.Measures["passed"]}").OrderBy(text => Array.IndexOf(["ok", "bad", "none", "after", "after2"], text.Split(' ')[0])));
        Assert.All(metrics, metric => Assert.Equal(MetricSource.Verified, metric.Source));
        SkillMetric bad = metrics.Single(metric => (string)metric.Measures["gate"]! == "bad");
        Assert.Equal(2L, bad.Measures["findings"]);
        Assert.NotNull(bad.Duration);
        Assert.StartsWith("Exit code 3.\n", bad.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_runs_in_its_folder_with_its_environment_and_reads_nothing()
    {
        _project.Write("sub dir/here", string.Empty);
        _project.Configure("""
            gates:
              a: { run: "ls; echo $SAY; cat; echo \"${CLAWPOWERS_GATE:+marked}\"", folder: sub dir, environment: { SAY: "it's" } }
            """);

        Assert.Equal("here\nit's\nmarked", _project.Run()[0].Output);
    }

    [Fact]
    public void A_program_may_be_a_path_from_the_folder_of_the_gate()
    {
        _project.Write("tools/check", "#!/bin/sh\necho checked $1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_project.Folder, "tools", "check"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _project.Configure("gates: { a: { run: [./check, \"a b\"], folder: tools } }");

        Assert.Equal("checked a b", _project.Run()[0].Output);
    }

    [Fact]
    public void Gates_of_a_group_run_side_by_side_and_the_others_by_themselves()
    {
        // Each of the two waits for the other; the third must not see either.
        _project.Configure("""
            gates:
              one: { run: "touch one; until [ -e two ]; do sleep 0.05; done", group: g, limit: 60s }
              two: { run: "touch two; until [ -e one ]; do sleep 0.05; done; sleep 0.3; touch ended", group: g, limit: 60s }
              three: { run: "test -e ended" }
            """);

        Assert.Equal(["one=Passed", "three=Passed", "two=Passed"], VerificationFolder.States(_project.Run()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_gate_that_forks_and_hangs_is_gone_after_its_limit_with_its_children()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nobody tells who is left.");
        _project.Configure("""
            gates:
              hang: { run: "(setsid sh -c 'trap : TERM INT HUP; sleep 600; sleep 600' &) ; sleep 600 & echo begun; sleep 600", limit: 2s }
              next: { run: "echo next" }
            """);

        List<GateResult> results = _project.Run();

        Assert.Equal((GateState.TimedOut, "begun", false), (results[0].State, results[0].Output, results[0].Passed));
        Assert.Null(results[0].ExitCode);
        Assert.Equal("Not at its end after 2 s; it was ended, with all that it had started.", results[0].Reason);
        Assert.Equal(GateState.Passed, results[1].State);
        Assert.Empty(_project.Processes());
    }

    [Fact]
    public void A_gate_that_prints_a_gigabyte_fills_neither_memory_nor_disk()
    {
        _project.Configure("gates: { loud: { run: \"yes 0123456789012345678901234567890123456789 2>/dev/null | head -c 1000000000; echo; echo end; exit 1\" } }");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;

        GateResult result = _project.Start().Select(happened =>
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
            return happened.Ended;
        }).OfType<GateResult>().Single();

        Assert.Equal((GateState.Failed, 1), (result.State, result.ExitCode!.Value));
        Assert.EndsWith("\nend", result.Output, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(result.OutputPath!).Length, OutputCapture.Part, (2 * OutputCapture.Part) + 200);
        Assert.InRange(most, 0, 200_000_000);
    }

    [Fact]
    public void What_was_stopped_goes_on_where_it_was_as_long_as_nothing_changed()
    {
        _project.Write("source", "1");
        _project.Configure("""
            gates:
              a: { run: "echo a >> ../a.log" }
              b: { run: "test -e ../go || sleep 600" }
              c: { run: "echo c >> ../c.log" }
            """);
        long run = StopAt("b");

        // Stopped once more, from the other side: whoever reads stops reading.
        foreach (VerificationEvent happened in _project.Start())
        {
            if (happened.Started?.Gate == "b")
            {
                break;
            }
        }

        File.WriteAllText(Path.Combine(_project.Folder, "..", "go"), string.Empty);
        List<GateResult> results = _project.Run();

        Assert.Equal(["a=Reused", "b=Passed", "c=Passed"], VerificationFolder.States(results));
        Assert.All(results, result => Assert.Equal(run, result.RunId));
        Assert.Single(File.ReadAllLines(Path.Combine(_project.Folder, "..", "a.log")));
        Assert.Equal(3, _project.Scratch.Metrics.Read(new MetricQuery()).Count());

        // It has come to its end, so the next is a new one.
        Assert.Equal(["a=Passed", "b=Passed", "c=Passed"], VerificationFolder.States(_project.Run()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_stopped_begins_anew_if_something_was_changed_or_it_is_asked_for(bool asked)
    {
        _project.Write("source", "1");
        _project.Configure("gates: { a: { run: \"true\" }, b: { run: \"test -e ../go || sleep 600\" } }");
        StopAt("b");
        File.WriteAllText(Path.Combine(_project.Folder, "..", "go"), string.Empty);
        _project.Write("source", asked ? "1" : "2");

        Assert.Equal(["a=Passed", "b=Passed"], VerificationFolder.States(_project.Events(restart: asked).Select(happened => happened.Ended).OfType<GateResult>()));
    }

    [Fact]
    public void A_stop_ends_what_runs_and_says_so()
    {
        _project.Configure("gates: { a: { run: \"(setsid sleep 600 &); sleep 600\" }, b: { run: \"true\" } }");
        StopAt("a");

        if (OperatingSystem.IsLinux())
        {
            Assert.Empty(_project.Processes());
        }

        Assert.Empty(_project.Scratch.Metrics.Read(new MetricQuery()));
    }

    [Fact]
    public void Of_gates_that_are_named_those_that_they_need_run_too()
    {
        _project.Configure("gates: { build: { run: \"true\" }, lint: { run: \"true\" }, unit: { run: \"true\", needs: [build] } }");

        Assert.Equal(["build=Passed", "unit=Passed"], VerificationFolder.States(_project.Run("UN*")));
        ClawException error = Failure.Of("GateNotFound", () => _project.Run("nothing*"));
        Assert.Equal("No gate is named 'nothing*'. There are: build, lint, unit.", error.Message);
    }

    [Fact]
    public void One_folder_is_verified_by_one_at_a_time()
    {
        _project.Configure("gates: { a: { run: \"sleep 600\" } }");
        using var stop = new CancellationTokenSource();
        using IEnumerator<VerificationEvent> first = _project.Start(cancellation: stop.Token).GetEnumerator();
        Assert.True(first.MoveNext());

        Failure.Of("VerificationRunning", () => _project.Run());

        stop.Cancel();
    }

    [Fact]
    public void A_gate_that_verifies_its_own_folder_is_refused()
    {
        _project.Configure("gates: { a: { run: \"true\" } }");
        _project.Scratch.Context = _project.Context with { Variables = name => name == GateRunner.FolderVariable ? "/other" + Path.PathSeparator + _project.Folder : null };

        Failure.Of("VerificationNested", () => _project.Run());
    }

    [Fact]
    public void Files_that_change_meanwhile_are_named()
    {
        _project.Configure("gates: { a: { run: \"echo x > made; echo y > also\" } }");

        Assert.Contains(": also, made.", _project.Events()[^1].Warning, StringComparison.Ordinal);
    }

    private long StopAt(string gate)
    {
        using var stop = new CancellationTokenSource();
        long run = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (VerificationEvent happened in _project.Start(cancellation: stop.Token))
            {
                run = happened.Ended?.RunId ?? run;
                if (happened.Running.Any(running => running.Gate == gate))
                {
                    stop.Cancel();
                }
            }
        });
        return run;
    }
}
