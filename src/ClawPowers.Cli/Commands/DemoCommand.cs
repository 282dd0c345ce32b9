using System.Diagnostics;
using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Demo;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Commands;

/// <summary><c>clawpowers demo</c></summary>
internal sealed class DemoCommand() : CliCommand("demo", "Show what it is for, on a scratch store that is removed at the end.")
{
    private const string Observation = "debug:payment-pool:observation";
    private const string RootCause = "debug:payment-pool:root_cause";
    private const string Cause = "Connection not closed in the error path";
    private const int Counters = 8;

    public override string Details => "Every command it shows runs in a process of its own. Exits with 1 if one of them does something else than it should.";

    public override int Run(Invocation invocation)
    {
        var style = new Style(invocation.Shell.UsesColor);
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("clawpowers-demo-");
        long started = Stopwatch.GetTimestamp();
        try
        {
            var run = new DemoRun(new ThisProgram(scratch.FullName), invocation.Out, style, invocation.Cancellation);
            Play(run, scratch.FullName);
            invocation.Out.WriteLine();
            bool worked = run.Failures == 0;
            string summary = string.Create(CultureInfo.InvariantCulture, $"{run.Processes} processes, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s. The scratch store is gone; yours was not touched.");
            invocation.Out.WriteLine(worked ? style.Good(summary) : style.Bad($"{run.Failures} of these commands did not do what they should. {summary}"));
            return worked ? CommandHost.Success : CommandHost.Failure;
        }
        finally
        {
            Remove(scratch);
        }
    }

    private static void Play(DemoRun run, string store)
    {
        run.Say("Which of the twenty skills fits? Said in plain words, with the reason.");
        run.Do(["skill", "find", "the tests pass alone but fail together", "--limit", "1"], "systematic-debugging");

        run.Say("An agent investigates, and remembers what it finds.");
        run.Do(["store", "set", Observation, "Timeout after 50 requests"]);
        run.Do(["store", "set", RootCause, Cause]);

        run.Say("The next session, a new process, finds it by pattern or by a word.");
        run.Do(["store", "list-values", "debug:*:root_cause"], $"{RootCause}={Cause}\n");
        run.Do(["store", "find", "timeout"], Observation);

        run.Say("Eight agents count at the same moment, and none is lost.");
        run.DoAtOnce(["store", "incr", "dispatch:done"], Counters);
        run.Do(["store", "get", "dispatch:done"], "8\n");

        run.Say("Two want the same lease, and one gets it.");
        run.Do(["store", "set", "lease:auth-api", "agent-1", "--if-version", "0", "--expires-in", "10m"]);
        run.Do(["store", "set", "lease:auth-api", "agent-2", "--if-version", "0", "--expires-in", "10m"], "was expected to be absent", "agent-2", refused: true);

        run.Say("A wrong turn is taken back. The history keeps who did what, and when.");
        run.Do(["store", "set", RootCause, "DNS"], agent: "agent-2");
        run.Do(["store", "undo", RootCause], $"{Cause}\n");
        run.Do(["store", "history", RootCause], "agent-2  DNS\n");

        run.Say("Every use of a skill leaves a run, with what was measured.");
        run.Do(["metrics", "record", "--skill", "systematic-debugging", "--outcome", "success", "--duration", "12m", "--measure", "hypotheses_tested=3"], "Recorded run 1 ");

        run.Say($"Weeks later ({DemoLog.Runs} runs made up for this demo) the log says how often each skill worked.");
        run.Prepare(cancellation => DemoLog.Fill(store, cancellation));
        run.Do(["metrics", "summary"], "systematic-debugging");

        run.Say("Feedback says what works, and what does not any more.");
        run.Do(["analyze", "--skill", "systematic-debugging", "--skill", "writing-plans"], "decline");
    }

    private static void Remove(DirectoryInfo scratch)
    {
        try
        {
            scratch.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A virus scanner may hold a file for a moment; the system clears its temporary folder.
        }
    }
}
