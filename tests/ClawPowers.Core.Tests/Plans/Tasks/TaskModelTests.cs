using ClawPowers.Core.Errors;
using ClawPowers.Core.Plans.Tasks;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Plans.Tasks;

/// <summary>Random work by three sessions on a plan that changes meanwhile, under a clock that steps back too: the store and a plain list of tasks must agree.</summary>
public sealed class TaskModelTests
{
    private static readonly string[] Sessions = ["a", "b", "c"];

    private static readonly string[][] Plans =
    [
        ["T1", "T2: T1", "T3: T1, T2", "T4", "T5: T4"],
        ["T1", "T2: T1", "T4: T2", "T5: T4"],
        ["T5", "T1", "T3: T9", "T2: T3"],
        ["T4: T5", "T5: T4", "T1", "T3: T1"],
    ];

    [Fact]
    public void Whatever_is_done_in_whatever_order_the_store_agrees_with_a_plain_list_of_tasks()
    {
        Gen<string> sessions = Gen.Elements(Sessions);
        Gen<string?> ids = Gen.Frequency((5, Gen.Elements<string?>("T1", "T2", "T3", "T4", "T5")), (2, Gen.Constant<string?>(null)));
        Gen<Move> moves = Gen.Frequency(
            (7, from session in sessions from id in ids select new Move("start", session, id)),
            (2, from session in sessions from id in Gen.Elements("T1", "T2", "T4") select new Move("reopen", session, id)),
            (2, from session in sessions from id in ids select new Move("renew", session, id)),
            (8, from session in sessions from id in ids from way in Gen.Choose(0, 5) from claim in Gen.Choose(0, 6) select new Move("complete", session, id, way, claim)),
            (3, Gen.Elements(-40, -10, 5, 15, 29, 30, 31, 90).Select(static by => new Move("clock", Number: by))),
            (1, Gen.Choose(0, Plans.Length - 1).Select(static plan => new Move("import", Number: plan))));

        Gen<Move[]> sequences = from length in Gen.Choose(1, 40) from sequence in moves.ArrayOf(length) select sequence;
        Prop.ForAll(sequences.ToArbitrary(), static sequence =>
        {
            using var bench = new TaskBench(Plans[0]);
            var model = new Model();
            model.Import(Plans[0]);
            foreach (Move move in sequence)
            {
                Make(move, bench, model);
                Compare(bench, model);
            }

            OneHolderAtMost(bench, model);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static void Make(Move move, TaskBench bench, Model model)
    {
        model.Now = bench.Time.Now.ToUnixTimeMilliseconds();
        switch (move.Kind)
        {
            case "clock":
                bench.Minutes(move.Number);
                model.Now = bench.Time.Now.ToUnixTimeMilliseconds();
                break;
            case "import":
                bench.Import("cart", Plans[move.Number]);
                model.Import(Plans[move.Number]);
                break;
            case "start" when move.Id is null:
                ClawTask? given = bench.Start(session: move.Session);
                model.Settle();
                Assert.Equal(model.Tasks.Exists(model.IsReady), given is not null);
                if (given is not null)
                {
                    Assert.True(model.IsReady(model.Task(given.Id)!), $"{given.Id} was given out and is not ready");
                    model.Claim(model.Task(given.Id)!, move.Session!);
                }

                break;
            case "start" or "reopen":
                Agree(model.Start(move.Id!, move.Session!, move.Kind == "reopen"), () => bench.Start(move.Id, move.Session, reopen: move.Kind == "reopen"));
                break;
            case "renew":
                Agree(model.Renew(move.Id, move.Session!), () => bench.Renew(move.Id, move.Session));
                break;
            case "complete":
                // Mostly as one who does not know the number of the claim.
                long? claim = move.Claim > 3 || move.Id is null ? null : move.Claim;
                (SkillOutcome? outcome, string? blockedBy) = move.Number switch
                {
                    0 => (SkillOutcome.Partial, null),
                    1 => (SkillOutcome.Skipped, null),
                    2 => ((SkillOutcome?)null, "something"),
                    _ => (null, null),
                };
                Agree(
                    model.Complete(move.Id, move.Session!, claim, blockedBy is not null ? "blocked" : outcome switch { SkillOutcome.Partial => "open", SkillOutcome.Skipped => "dropped", _ => "done" }),
                    () => bench.Complete(move.Id, move.Session, outcome, claim, blockedBy: blockedBy));
                break;
        }
    }

    private static void Agree(string? expectedError, Func<ClawTask?> change)
    {
        string? error = null;
        try
        {
            change();
        }
        catch (ClawException exception)
        {
            error = exception.ErrorId;
        }

        Assert.Equal(expectedError, error);
    }

    private static void Compare(TaskBench bench, Model model)
    {
        Assert.Equal(
            model.Tasks.OrderBy(static task => task.Id, StringComparer.Ordinal).Select(task => (task.Id, model.State(task), (long)task.Claim, task.Attempts.Count, string.Join(' ', model.Unmet(task).Order(StringComparer.Ordinal)))),
            bench.Tasks().OrderBy(static task => task.Id, StringComparer.Ordinal).Select(static task => (task.Id, task.State, task.Claim, task.Attempts, string.Join(' ', task.Unmet.Order(StringComparer.Ordinal)))));
        Assert.Equal(model.Runs, bench.Runs().Length);
        Assert.Equal("0", bench.Read("""
            SELECT count(*) FROM task t WHERE waiting <> (SELECT count(*) FROM task_need n LEFT JOIN task d ON d.id = n.need_id WHERE n.task_id = t.id AND (d.id IS NULL OR d.status NOT IN (2, 4)))
            """));
        Assert.Equal("0", bench.Read("SELECT count(*) FROM task t WHERE (t.status = 1) <> EXISTS (SELECT 1 FROM task_attempt a WHERE a.task_id = t.id AND a.claim = t.claim AND a.ending IS NULL)"));
        Assert.Equal("0", bench.Read("SELECT count(*) FROM task_attempt a JOIN task t ON t.id = a.task_id WHERE a.ending IS NULL AND a.claim <> t.claim OR a.seen_at < a.claimed_at OR a.ended_at < a.claimed_at OR t.actual < 0"));
    }

    private static void OneHolderAtMost(TaskBench bench, Model model)
    {
        foreach (ModelTask task in model.Tasks)
        {
            int holders = Sessions.Count(session =>
            {
                TaskBoard board = bench.BoardOf(session);
                return board.Apply([board.Plan(new CompleteTaskRequest { Id = task.Id, Plan = "cart" })], commit: false)[0].Error is null;
            });
            Assert.Equal(model.State(task) == TaskState.Running ? 1 : 0, holders);
        }
    }

    private sealed record Move(string Kind, string? Session = null, string? Id = null, int Number = 0, int Claim = 0);

    private sealed class ModelTask(string id)
    {
        public string Id { get; } = id;

        public string[] Needs { get; set; } = [];

        public string Status { get; set; } = "open";

        /// <summary>How it stood when it left the plan.</summary>
        public string? Left { get; set; }

        public long Until { get; set; }

        public int Claim { get; set; }

        public List<(string Session, string? Ending)> Attempts { get; } = [];

        public string? Holder => Attempts.Count == 0 ? null : Attempts[^1].Session;

        public bool IsSettled => Status is "done" or "dropped";

        public void End(string ending) => Attempts[^1] = (Attempts[^1].Session, ending);
    }

    private sealed class Model
    {
        private const long Lease = 30 * 60_000;

        public List<ModelTask> Tasks { get; } = [];

        public long Now { get; set; }

        public int Runs { get; private set; }

        public ModelTask? Task(string id) => Tasks.Find(task => task.Id == id);

        public IEnumerable<string> Unmet(ModelTask task) => task.Needs.Where(need => Task(need) is not { IsSettled: true });

        public bool IsReady(ModelTask task) => State(task) == TaskState.Ready;

        public TaskState State(ModelTask task) => task.Status switch
        {
            "done" => TaskState.Done,
            "dropped" => TaskState.Dropped,
            "blocked" => TaskState.Blocked,
            "running" when task.Until > Now => TaskState.Running,
            _ => Unmet(task).Any() ? TaskState.Waiting : TaskState.Ready,
        };

        public void Settle()
        {
            foreach (ModelTask task in Tasks.Where(task => task.Status == "running" && task.Until <= Now))
            {
                task.Status = "open";
                task.End("lapsed");
            }
        }

        public void Claim(ModelTask task, string session)
        {
            task.Status = "running";
            task.Claim++;
            task.Until = Now + Lease;
            task.Attempts.Add((session, null));
        }

        public string? Start(string id, string session, bool reopen)
        {
            Settle();
            if (Task(id) is not { } task)
            {
                return "TaskNotFound";
            }

            string? error = task.Status switch
            {
                "running" => "TaskClaimed",
                "done" or "dropped" when !reopen => "TaskDone",
                "blocked" when !reopen => "TaskNotReady",
                _ => Unmet(task).Any() ? "TaskNotReady" : null,
            };
            if (error is null)
            {
                Claim(task, session);
            }

            return error;
        }

        public string? Renew(string? id, string session)
        {
            string? error = Held(id, session, claim: null, out ModelTask? task);
            if (error is null)
            {
                task!.Until = Math.Max(task.Until, Now + Lease);
            }

            return error;
        }

        public string? Complete(string? id, string session, long? claim, string status)
        {
            string? error = Held(id, session, claim, out ModelTask? task);
            if (error is null)
            {
                task!.Status = status;
                task.End(status);
                Runs++;
            }

            return error;
        }

        public void Import(string[] plan)
        {
            Settle();
            var file = plan.Select(static line => line.Split(':')).ToDictionary(static parts => parts[0], static parts => parts.Length > 1 ? parts[1].Split(',', StringSplitOptions.TrimEntries) : []);
            foreach ((string id, string[] needs) in file)
            {
                ModelTask? task = Task(id);
                if (task is null)
                {
                    Tasks.Add(task = new ModelTask(id));
                }

                task.Needs = needs;
                if (task is { Left: { } left, Status: "dropped" })
                {
                    task.Status = left == "running" ? "open" : left;
                }

                task.Left = null;
            }

            Tasks.RemoveAll(task => !file.ContainsKey(task.Id) && task is { Status: "open", Claim: 0 });
            foreach (ModelTask task in Tasks.Where(task => !file.ContainsKey(task.Id) && task is not { Left: not null, Status: "dropped" }))
            {
                if (task.Status == "running")
                {
                    task.End("dropped");
                }

                task.Left = task.Status;
                task.Status = "dropped";
            }
        }

        private string? Held(string? id, string session, long? claim, out ModelTask? task)
        {
            Settle();
            if (id is null)
            {
                ModelTask[] held = [.. Tasks.Where(candidate => candidate.Status == "running" && candidate.Holder == session)];
                task = held.Length == 1 ? held[0] : null;
                return held.Length switch
                {
                    1 => null,
                    > 1 => "TaskAmbiguous",
                    _ => Tasks.Exists(candidate => candidate.Attempts.FindLast(attempt => attempt.Session == session).Ending == "lapsed") ? "TaskLeaseLost" : "TaskNotFound",
                };
            }

            task = Task(id);
            if (task is null)
            {
                return "TaskNotFound";
            }

            if (task.Status == "running")
            {
                return task.Holder == session && (claim is null || claim == task.Claim) ? null : "TaskLeaseLost";
            }

            int last = task.Attempts.FindLastIndex(attempt => attempt.Session == session) + 1;
            if (claim is { } number)
            {
                last = number >= 1 && number <= task.Attempts.Count && task.Attempts[(int)number - 1].Session == session ? (int)number : 0;
                if (last == 0)
                {
                    return "TaskLeaseLost";
                }
            }

            return last > 0 && (last < task.Claim || task.Attempts[last - 1].Ending == "lapsed") ? "TaskLeaseLost"
                : task.IsSettled ? "TaskDone"
                : "TaskNotStarted";
        }
    }
}
