using ClawPowers.Core.Plans.Graph;
using ClawPowers.Core.Plans.Reading;

namespace ClawPowers.Core.Plans.Checking;

/// <summary>
/// Inputs that nobody makes. Most inputs are prose, of which nothing can be known; only these are judged: "X from T1"; a path, which is in the
/// repository or is not; and a text that is word for word the output of another task.
/// </summary>
internal sealed class InputProblems
{
    // What a task needs indirectly is found by going back; in a plan of thousands that is done so many times only.
    private const int MostSteps = 5_000_000;

    private readonly PlanSubject _subject;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, PlannedTask> _tasks;
    private readonly Dictionary<string, List<string>> _makers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _fileMakers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _pathMakers = new(StringComparer.OrdinalIgnoreCase);
    private int _steps;

    private InputProblems(PlanSubject subject, ProblemList problems)
    {
        _subject = subject;
        _problems = problems;
        _tasks = subject.Document.Tasks.ToDictionary(static task => task.Id, StringComparer.OrdinalIgnoreCase);
    }

    public static void Find(PlanSubject subject, TaskGraph graph, ProblemList problems)
    {
        var search = new InputProblems(subject, problems);
        foreach (PlannedTask task in subject.Document.Tasks)
        {
            foreach (string output in task.Outputs)
            {
                Note(search._makers, InputWords.Plain(output), task.Id);
                foreach (string file in InputWords.Files(output))
                {
                    Note(search._fileMakers, InputWords.Leaf(file), task.Id);
                    Note(search._pathMakers, file.Replace('\\', '/'), task.Id);
                }
            }
        }

        foreach (PlannedTask task in subject.Document.Tasks.Where(task => !subject.Done.Contains(task.Id)))
        {
            foreach (string input in task.Inputs)
            {
                search.Judge(task, input);
            }
        }

        search.FilesMadeAtOnce(graph);
    }

    private static void Note(Dictionary<string, List<string>> makers, string what, string id)
    {
        if (!makers.TryGetValue(what, out List<string>? known))
        {
            makers.Add(what, known = []);
        }

        if (known.Count == 0 || known[^1] != id)
        {
            known.Add(id);
        }
    }

    private void Judge(PlannedTask task, string input)
    {
        if (InputWords.From(input) is var (what, source))
        {
            if (_tasks.TryGetValue(source, out PlannedTask? maker))
            {
                JudgeMaker(task, maker, what, input);
                return;
            }

            if (TaskDraft.LooksLikeTask(source))
            {
                Add(task, $"{task.Id} takes '{PlanNames.Short(what)}' from {source}, which is no task of the plan.", "Name the task that makes it, or where it is.");
                return;
            }
        }

        if (_makers.TryGetValue(InputWords.Plain(input), out List<string>? makers))
        {
            RequireOne(task, makers, PlanNames.Short(input));
            return;
        }

        foreach (string file in InputWords.Files(input))
        {
            JudgeFile(task, file);
        }
    }

    private void JudgeMaker(PlannedTask task, PlannedTask maker, string what, string input)
    {
        if (maker.Id.Equals(task.Id, StringComparison.OrdinalIgnoreCase))
        {
            Add(task, $"{task.Id} takes '{PlanNames.Short(what)}' from itself.", "Name the task that makes it.");
        }
        else if (IsBefore(task, maker.Id) == false)
        {
            Add(task, $"{task.Id} takes '{PlanNames.Short(what)}' from {maker.Id}, but does not need it.", $"Add {maker.Id} to its 'needs'.");
        }
        else if (what.Length > 0 && maker.Outputs.Count > 0 && !InputWords.ShareAWord(what, maker.Outputs))
        {
            Add(task, $"{task.Id} takes '{PlanNames.Short(what)}' from {maker.Id}, which makes something else: {PlanNames.Short(string.Join(", ", maker.Outputs))}.", $"Add it to 'out' of {maker.Id}, or name the task that makes it.");
        }
        else if (what.Length > 0 && maker.Outputs.Count == 0)
        {
            Add(task, $"{task.Id} takes '{PlanNames.Short(input)}', but {maker.Id} does not say what it makes.", $"Write it into 'out' of {maker.Id}.");
        }
    }

    private void JudgeFile(PlannedTask task, string file)
    {
        if (_subject.Root is not { } root || InputWords.IsThere(root, _subject.Path, file))
        {
            return;
        }

        if (_fileMakers.TryGetValue(InputWords.Leaf(file), out List<string>? makers))
        {
            RequireOne(task, makers, file);
        }
        else
        {
            Add(task, $"{task.Id} starts from '{PlanNames.Short(file)}', which is not in the repository, and no task makes it.", "Correct the path, or write it into 'out' of the task that makes it.");
        }
    }

    private void RequireOne(PlannedTask task, List<string> makers, string what)
    {
        if (makers.Any(maker => maker.Equals(task.Id, StringComparison.OrdinalIgnoreCase) || IsBefore(task, maker) != false))
        {
            return;
        }

        Add(task, $"{task.Id} starts from '{what}', which {ProblemList.Names(makers)} {(makers.Count == 1 ? "makes" : "make")}, but does not need {(makers.Count == 1 ? "it" : "one of them")}.", $"Add {makers[0]} to its 'needs'.");
    }

    // Two tasks of one wave that make the same file may be done at once, and then meet in it.
    private void FilesMadeAtOnce(TaskGraph graph)
    {
        Dictionary<string, int> waves = new(StringComparer.OrdinalIgnoreCase);
        for (int wave = 0; wave < graph.Waves.Count; wave++)
        {
            foreach (string id in graph.Waves[wave])
            {
                waves.Add(id, wave);
            }
        }

        foreach ((string file, List<string> makers) in _pathMakers.Where(static made => made.Value.Count > 1))
        {
            foreach (IGrouping<int, string> together in makers.Where(waves.ContainsKey).GroupBy(id => waves[id]).Where(static group => group.Skip(1).Any()))
            {
                string[] ids = [.. together];
                string message = $"{ProblemList.Names(ids)} {(ids.Length == 2 ? "both" : "all")} make '{PlanNames.Short(file)}', and can be done at once.";
                _problems.Add(PlanProblemKind.DuplicateOutput, PlanProblemSeverity.Note, _tasks[ids[0]].Line, message, "Let one need the other, unless they touch different parts of it.", ids);
            }
        }
    }

    private void Add(PlannedTask task, string message, string advice) =>
        _problems.Add(PlanProblemKind.MissingInput, PlanProblemSeverity.Warning, task.Line, message, advice, task.Id);

    // Whether a task needs another, directly or not; null if that would take too long to find out.
    private bool? IsBefore(PlannedTask task, string other)
    {
        if (task.Needs.Contains(other, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        Stack<string> next = new(task.Needs);
        while (next.TryPop(out string? need))
        {
            if (++_steps > MostSteps)
            {
                return null;
            }

            if (need.Equals(other, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (seen.Add(need) && _tasks.TryGetValue(need, out PlannedTask? found))
            {
                foreach (string further in found.Needs)
                {
                    next.Push(further);
                }
            }
        }

        return false;
    }
}
