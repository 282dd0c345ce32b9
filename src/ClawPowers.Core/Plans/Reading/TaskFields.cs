using System.Globalization;
using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Plans.Reading;

/// <summary>Makes tasks of headings and fields, once all ids of the file are known.</summary>
internal sealed class TaskFields(IReadOnlyList<TaskDraft> drafts, NoteProblem note)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<PlannedTask> Read()
    {
        List<TaskDraft> kept = new(drafts.Count);
        foreach (TaskDraft draft in drafts)
        {
            if (PlanNames.ProblemOfId(draft.Id) is { } problem)
            {
                note(PlanProblemKind.InvalidId, PlanProblemSeverity.Error, draft.Line, $"'{PlanNames.Short(draft.Id)}' can't be the id of a task: {problem}.", "Begin the heading with a short id, such as '### T3 An unknown code is refused'.");
            }
            else if (_ids.TryAdd(draft.Id, draft.Id))
            {
                _lines.Add(draft.Id, draft.Line);
                kept.Add(draft);
            }
            else
            {
                note(
                    PlanProblemKind.DuplicateTask,
                    PlanProblemSeverity.Error,
                    draft.Line,
                    string.Create(CultureInfo.InvariantCulture, $"The id {draft.Id} is given twice: here and on line {_lines[draft.Id]}."),
                    "Give each task an id of its own: the first word of its heading.",
                    draft.Id);
            }
        }

        List<PlannedTask> tasks = new(kept.Count);
        foreach (TaskDraft draft in kept)
        {
            tasks.Add(Task(draft, tasks));
        }

        return tasks;
    }

    private PlannedTask Task(TaskDraft draft, List<PlannedTask> before)
    {
        FieldValues fields = draft.Fields;
        foreach ((string? label, string text, int line) in fields.Strange)
        {
            NoteStrange(draft, label, text, line);
        }

        (TaskStatus? status, string? reason) = Status(draft);
        return new PlannedTask
        {
            Id = draft.Id,
            Title = draft.Title.Length == 0 ? draft.Id : VisibleText.OneLine(draft.Title),
            Line = draft.Line,
            Needs = Needs(fields[PlanFields.Needs], before),
            NeedsLine = fields[PlanFields.Needs] is [var first, ..] ? first.Line : draft.Line,
            Estimate = Estimate(draft),
            Inputs = Parts(fields[PlanFields.In]),
            Outputs = Parts(fields[PlanFields.Out]),
            DoneWhen = [.. fields[PlanFields.Done].Where(static value => !PlanFields.IsNothing(value.Text)).Select(static value => VisibleText.OneLine(value.Text))],
            Covers = [.. fields[PlanFields.Covers].SelectMany(static value => PlanFields.Parts(value.Text)).Where(static part => !PlanFields.IsNothing(part)).Select(static part => VisibleText.OneLine(part)).Distinct(StringComparer.OrdinalIgnoreCase)],
            Risk = Risk(draft),
            TripWire = Single(draft, PlanFields.Wire) is { } wire ? VisibleText.OneLine(wire.Text) : null,
            Status = status,
            Reason = reason,
        };
    }

    private static IReadOnlyList<string> Parts(IReadOnlyList<FieldValue> values) =>
    [
        .. values
            .SelectMany(static value => value.IsItem ? [value.Text] : PlanFields.Parts(value.Text))
            .Where(static part => !PlanFields.IsNothing(part))
            .Select(VisibleText.OneLine),
    ];

    // "T1, T2", "T1 and T2", "T1 (its table)", "Task 1", "all" for all above. What names no task stays as it is, for the check to say so.
    private List<string> Needs(IReadOnlyList<FieldValue> values, List<PlannedTask> before)
    {
        List<string> needs = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in values.SelectMany(static value => PlanFields.Parts(value.Text)).Where(static part => !PlanFields.IsNothing(part)))
        {
            if (part.Equals("all", StringComparison.OrdinalIgnoreCase) && !_ids.ContainsKey(part))
            {
                needs.AddRange(before.Select(static task => task.Id).Where(seen.Add));
                continue;
            }

            List<string> named = [.. Named(part)];
            if (named.Count == 0)
            {
                string text = VisibleText.OneLine(part);
                named.Add(text.Length <= PlanNames.MaximumLength ? text : text[..PlanNames.MaximumLength]);
            }

            needs.AddRange(named.Where(seen.Add));
        }

        return needs;
    }

    private IEnumerable<string> Named(string part)
    {
        string[] words = part.Split([' ', '\t', '&', '+'], StringSplitOptions.RemoveEmptyEntries);
        bool expected = true;
        for (int i = 0; i < words.Length && (expected || IsAnd(words[i]) || part.Contains('&', StringComparison.Ordinal) || part.Contains('+', StringComparison.Ordinal)); i++)
        {
            if (IsAnd(words[i]))
            {
                expected = true;
                continue;
            }

            string word = Bare(words[i]);
            string? id = i + 1 < words.Length ? PlanNames.OfNumber(word, Bare(words[i + 1])) : null;
            i += id is null ? 0 : 1;
            expected = false;
            if (_ids.TryGetValue(id ?? word, out string? known))
            {
                yield return known;
            }
            else if (id is not null || words.Length == 1)
            {
                yield return id ?? (word.Length == 0 ? words[i] : VisibleText.OneLine(word));
            }
        }
    }

    private static bool IsAnd(string word) => word.ToUpperInvariant() is "AND" or "THEN";

    private static string Bare(string word) => word.Trim('*', '_', '`', '~', '(', ')', '[', ']', ':', '.', '"', '\'');

    private TimeSpan? Estimate(TaskDraft draft)
    {
        if (Single(draft, PlanFields.Estimate) is not { } value || PlanFields.IsNothing(value.Text))
        {
            return null;
        }

        if (PlanDuration.TryParse(value.Text, out TimeSpan estimate))
        {
            return estimate;
        }

        note(PlanProblemKind.InvalidField, PlanProblemSeverity.Warning, value.Line, $"The estimate of {draft.Id}, '{PlanNames.Short(value.Text)}', is no time.", "Write minutes, such as 5, or with units, such as 90m, 1h30m or 2d (a day is 8 hours).", draft.Id);
        return null;
    }

    private TaskRisk? Risk(TaskDraft draft)
    {
        if (Single(draft, PlanFields.Risk) is not { } value || PlanFields.IsNothing(value.Text))
        {
            return null;
        }

        string word = Bare(value.Text.Split([' ', '\t', ',', ';', '('], 2, StringSplitOptions.None)[0]).ToUpperInvariant();
        TaskRisk? risk = word switch
        {
            "LOW" or "SMALL" => TaskRisk.Low,
            "MEDIUM" or "MED" or "MIDDLE" or "MODERATE" => TaskRisk.Medium,
            "HIGH" => TaskRisk.High,
            _ => null,
        };
        if (risk is null)
        {
            note(PlanProblemKind.InvalidField, PlanProblemSeverity.Warning, value.Line, $"The risk of {draft.Id}, '{PlanNames.Short(value.Text)}', is none that is known.", "Write low, medium or high.", draft.Id);
        }

        return risk;
    }

    private (TaskStatus? Status, string? Reason) Status(TaskDraft draft)
    {
        TaskStatus? ticked = draft.IsTicked ? TaskStatus.Done : null;
        if (Single(draft, PlanFields.Status) is not { } value)
        {
            return (ticked, null);
        }

        int end = value.Text.AsSpan().IndexOfAny(':', '(', ',');
        string word = Bare((end < 0 ? value.Text : value.Text[..end]).Trim()).ToUpperInvariant();
        string? reason = end < 0 ? null : VisibleText.OneLine(value.Text[(end + 1)..].TrimEnd(')'));
        reason = string.IsNullOrEmpty(reason) ? null : reason;
        switch (word)
        {
            case "DONE" or "COMPLETE" or "COMPLETED" or "FINISHED":
                return (TaskStatus.Done, reason);
            case "DROPPED" or "SKIPPED" or "CANCELLED" or "CANCELED":
                return (TaskStatus.Dropped, reason);
            case "BLOCKED":
                return (TaskStatus.Blocked, reason);
            case "OPEN" or "TODO" or "TO DO" or "PENDING" or "WAITING" or "READY" or "DOING" or "RUNNING" or "IN PROGRESS" or "IN_PROGRESS":
                return (ticked, null);
            default:
                note(PlanProblemKind.InvalidField, PlanProblemSeverity.Warning, value.Line, $"The status of {draft.Id}, '{PlanNames.Short(value.Text)}', is none that is known.", "Write done, dropped, or 'blocked: why'; the rest is kept by the store.", draft.Id);
                return (ticked, null);
        }
    }

    private FieldValue? Single(TaskDraft draft, string field)
    {
        IReadOnlyList<FieldValue> values = draft.Fields[field];
        if (values.Count > 1)
        {
            note(PlanProblemKind.InvalidField, PlanProblemSeverity.Warning, values[1].Line, $"{draft.Id} has the field '{field}' more than once; the first counts.", "Leave one of them.", draft.Id);
        }

        return values.Count == 0 ? null : values[0];
    }

    private void NoteStrange(TaskDraft draft, string? label, string text, int line)
    {
        string first = text.Split([' ', '\t'], 2, StringSplitOptions.None)[0];
        if (label is not null)
        {
            string? near = PlanFields.Nearest(label);
            note(
                PlanProblemKind.UnknownField,
                near is null ? PlanProblemSeverity.Note : PlanProblemSeverity.Warning,
                line,
                $"{draft.Id} has a field '{PlanNames.Short(label)}', which is not read.",
                near is null ? "The fields are covers, needs, in, out, done, estimate, risk, trip wire, status and notes." : $"Did you mean '{near}'?",
                draft.Id);
        }
        else if (PlanFields.TaskField(first) is { } field)
        {
            note(PlanProblemKind.NotAField, PlanProblemSeverity.Warning, line, $"'{PlanNames.Short(text)}' in {draft.Id} is not read as a field.", $"Put a colon behind the name: '{field}: ...'.", draft.Id);
        }
        else
        {
            note(PlanProblemKind.NotAField, PlanProblemSeverity.Note, line, $"'{PlanNames.Short(text)}' in {draft.Id} is no field, and is not read.", "Write 'notes: ...' for what is to be read by people only.", draft.Id);
        }
    }
}
