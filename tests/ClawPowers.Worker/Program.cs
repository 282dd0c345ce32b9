using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClawPowers;
using ClawPowers.Core;
using ClawPowers.Core.Errors;
using ClawPowers.Core.Feedback;
using ClawPowers.Core.Metrics;
using ClawPowers.Core.Sessions.Hooks;
using ClawPowers.Core.Sessions.Identity;
using ClawPowers.Core.State;
using ClawPowers.Core.Storage;
using ClawPowers.Work;
using Microsoft.Data.Sqlite;

// The other process in tests that need one: says "ready", waits for a line, does one thing to a store and says how it
// went, a line for each thing done. A failure is "error" and its id.
//
//   <folder of the store> <what> [arguments]
var location = new StoreLocation(args[0]);
var context = new ClawContext { Store = location, WorkingDirectory = args[0], Surroundings = SessionSurroundings.OfProcess };
var state = new StateStore(context);

Console.WriteLine("ready");
Console.ReadLine();
try
{
    Act();
    return 0;
}
catch (ClawException exception)
{
    Console.WriteLine($"error {exception.ErrorId}");
    return 1;
}

void Act()
{
    switch (args[1])
    {
        case "step":
            for (int i = Number(3); i > 0; i--)
            {
                StateEntry entry = state.Apply(new StepRequest { Key = args[2], Scope = ClawScope.Global })!;
                Console.WriteLine(entry.Value);
            }

            break;
        case "write":
            // Each round is one commit of many entries that must agree, and is reported only when it is done.
            for (int round = 1; ; round++)
            {
                state.Apply([.. Enumerable.Range(0, 20).Select(number => state.Plan(new SetRequest
                {
                    Key = string.Create(CultureInfo.InvariantCulture, $"round:{number:00}"),
                    Value = string.Create(CultureInfo.InvariantCulture, $"{round} {new string('x', round % 3000)}"),
                    Scope = ClawScope.Global,
                    WantsEntry = false,
                }))]);
                state.Apply(new AppendRequest { Key = "log", Line = round.ToString(CultureInfo.InvariantCulture), Scope = ClawScope.Global });
                Console.WriteLine(round);
            }

        case "set":
            Console.WriteLine(state.Apply(new SetRequest { Key = args[2], Value = args[3], Scope = ClawScope.Global })!.Version);
            break;
        case "get":
            Console.WriteLine(state.Read(new StateQuery { Keys = KeyPattern.Parse(args[2]), Scope = ClawScope.Global }).Single().Value);
            break;
        case "find":
            Console.WriteLine(string.Join(' ', state.Find(new SearchQuery { Text = args[2], Scope = ClawScope.Global }).Select(match => match.Key)));
            break;
        case "status":
            StoreStatus status = new StoreMaintenance(context).Status();
            Console.WriteLine($"{status.Exists} {status.IsWritable} {status.TotalEntries}");
            break;
        case "check":
            Console.WriteLine(string.Join(' ', new StoreMaintenance(context).Check().Where(check => !check.Passed).Select(check => check.Check)));
            break;
        case "backup":
            Console.WriteLine(new StoreMaintenance(context).Backup(args[2]).Entries);
            break;
        case "record":
            // Each is one commit of two runs.
            for (int i = Number(3); i > 0; i--)
            {
                var log = new MetricLog(context);
                AddMetricRequest run = new() { Skill = args[2], Outcome = (SkillOutcome)(i % 4), Duration = TimeSpan.FromSeconds(i), Scope = ClawScope.Global };
                Console.WriteLine(string.Join(' ', log.Apply([log.Plan(run), log.Plan(run)]).Select(outcome => outcome.Metric!.Id)));
            }

            break;
        case "runs":
            Console.WriteLine(string.Join(' ', new MetricLog(context).Read(new MetricQuery { Scope = ClawScope.Global }).Select(run => run.Id)));
            break;
        case "tasks":
            TaskWork.Do(context with { SessionId = args[2] }, args[3], TimeSpan.FromMilliseconds(Number(4)), longest: Number(5));
            break;
        case "feedback":
            for (int i = Number(3); i > 0; i--)
            {
                SkillReport report = new FeedbackEngine(context).Run(new FeedbackRequest { Skills = [args[2]], Scope = ClawScope.Global }).Single();
                SkillFinding finding = report.Findings.Single();
                Console.WriteLine($"{report.Skill} {report.Verdict} {report.Runs} {finding.Subject} {finding.RecommendationId?.ToString(CultureInfo.InvariantCulture) ?? "none"}");
            }

            break;
        case "who":
            SessionIdentity identity = new SessionResolver(context).Resolve();
            Console.WriteLine($"{identity.Id ?? "none"} {identity.Agent ?? "none"} {identity.Source}");
            break;
        case "hook":
            Console.WriteLine(Answer(Enum.Parse<ClawAgent>(args[3]), $$"""{"session_id":"{{args[2]}}"}""").Failure ?? "answered");
            break;
        case "answer":
            Console.WriteLine(Answer(Enum.Parse<ClawAgent>(args[3]), $$"""{"session_id":"{{args[2]}}"}""").Json);
            break;
        case "fail":
            for (int i = Number(2); i > 0; i--)
            {
                Answer(ClawAgent.Codex, "no JSON");
            }

            break;
        case "agent":
            // Runs each line as an agent runs a command: by a shell, as this worker in another process; and says what that said.
            while (Console.ReadLine() is { } line)
            {
                Console.WriteLine(RunInShell(line));
            }

            break;
        case "lock":
            Hold("BEGIN IMMEDIATE");
            break;
        case "lock and commit":
            // What stays as it was is not written. The lock is free for no longer than SQLite needs from one statement to the next.
            Hold("BEGIN IMMEDIATE", "UPDATE entry SET agent = hex(randomblob(4)); COMMIT; BEGIN IMMEDIATE", Number(2));
            break;
        case "own":
            Hold("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE entry SET agent = 'x'; COMMIT");
            break;
        case "own and commit":
            Hold("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE entry SET agent = 'x'; COMMIT", "UPDATE entry SET agent = hex(randomblob(4))", Number(2));
            break;
        default:
            throw new ArgumentException($"'{args[1]}' is nothing that can be done.", nameof(args));
    }
}

// Takes a lock by SQL and keeps it, for a time in which it does something again and again, or until it is told to end.
void Hold(string sql, string? again = null, int seconds = 0)
{
    using var connection = new SqliteConnection($"Data Source={location.File};Pooling=False");
    connection.Open();
    using SqliteCommand command = connection.CreateCommand();
    command.CommandText = sql;
    command.ExecuteNonQuery();
    Console.WriteLine("locked");
    if (again is null)
    {
        Console.ReadLine();
        return;
    }

    command.CommandText = again;
    for (long end = Environment.TickCount64 + (seconds * 1000); Environment.TickCount64 < end;)
    {
        Thread.Sleep(50);
        command.ExecuteNonQuery();
    }
}

HookAnswer Answer(ClawAgent agent, string said)
{
    using var input = new MemoryStream(Encoding.UTF8.GetBytes(said));
    return new HookRunner(context).Run(agent, input);
}

// With something left to do after it, the shell stays between the two.
string RunInShell(string line)
{
    string[] words = line.Split(' ');
    string program = words[0] == "nested" ? words[1] : args[2];
    string what = words[0] == "nested" ? "agent " + args[2] : line;
    var start = new ProcessStartInfo("/bin/sh", ["-c", $"'{program}' '{Environment.GetCommandLineArgs()[0]}' '{args[0]}' {what}; exit $?"])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    };
    using var shell = Process.Start(start)!;
    shell.StandardInput.WriteLine();
    foreach (string command in words[0] == "nested" ? string.Join(' ', words[2..]).Split(',') : [])
    {
        shell.StandardInput.WriteLine(command);
    }

    shell.StandardInput.Close();
    string[] said = shell.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    shell.WaitForExit();
    return string.Join(", ", said.Skip(1));
}

int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);
