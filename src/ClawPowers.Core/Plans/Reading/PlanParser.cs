using ClawPowers.Core.Skills.Reading;

namespace ClawPowers.Core.Plans.Reading;

/// <summary>Goes through the pieces of a plan file and puts together what they say. One for each file.</summary>
internal sealed class PlanParser(string? path)
{
    private readonly List<PlanProblem> _problems = [];
    private readonly List<TaskDraft> _tasks = [];
    private readonly List<PlannedRequirement> _requirements = [];
    private readonly FieldValues _plan = new(PlanFields.PlanField);
    private string? _name;
    private string? _title;
    private Section _section = Section.Other;
    private int _sectionLevel;
    private TaskDraft? _task;

    private enum Section
    {
        Other,
        Tasks,
        Requirements,
        Field,
    }

    public PlanDocument Parse(string text)
    {
        IReadOnlyList<PlanBlock>? blocks = PlanBlocks.Of(text);
        if (blocks is null)
        {
            Add(PlanProblemKind.Unreadable, PlanProblemSeverity.Error, 1, "The file can't be taken apart as Markdown: it is nested too deeply.", "Write lists of at most a few levels.");
        }

        Walk(blocks ?? []);
        string name = PlanNames.Slug(_name ?? NameOfFile() ?? _title ?? string.Empty);
        if (name.Length == 0)
        {
            Add(PlanProblemKind.NoName, PlanProblemSeverity.Error, line: null, "The plan has no name.", "Begin it with a line such as '# Plan: cart-discount'.");
        }

        IReadOnlyList<PlannedTask> tasks = new TaskFields(_tasks, Add).Read();
        if (tasks.Count == 0 && blocks is not null)
        {
            Add(PlanProblemKind.NoTasks, PlanProblemSeverity.Error, line: null, "The plan has no tasks.", "A task is a heading of the third level below '## Tasks', with an id and a title: '### T1 An unknown code is refused'.");
        }

        return new PlanDocument
        {
            Name = name,
            Goal = _plan[PlanFields.Goal] is [var goal, ..] ? VisibleText.OneLine(goal.Text) : null,
            DoneWhen = [.. _plan[PlanFields.DoneWhen].Select(static value => VisibleText.OneLine(value.Text))],
            Requirements = _requirements,
            Tasks = tasks,
            Problems = [.. _problems.Select(problem => problem with { Plan = name }).OrderBy(static problem => problem.Line ?? int.MaxValue)],
        };
    }

    private void Walk(IReadOnlyList<PlanBlock> blocks)
    {
        bool isMarked = blocks.Any(static block => block is PlanHeading heading && IsTasks(heading.Text));
        for (int i = 0; i < blocks.Count; i++)
        {
            switch (blocks[i])
            {
                case PlanHeading heading:
                    bool isGroup = i + 1 < blocks.Count && blocks[i + 1] is PlanHeading next && next.Level > heading.Level;
                    Enter(heading, isGroup, isMarked);
                    break;
                case PlanParagraph paragraph when _task is not null:
                    _task.Fields.Add(paragraph);
                    break;
                case PlanItem item when _task is not null:
                    _task.Fields.Add(item);
                    break;
                case PlanParagraph paragraph when _section is Section.Other or Section.Field:
                    _plan.Add(paragraph);
                    break;
                case PlanItem item when _section is Section.Requirements:
                    AddRequirement(item);
                    break;
                case PlanItem item when _section is Section.Other or Section.Field:
                    _plan.Add(item);
                    break;
                case PlanItem item when _section is Section.Tasks && _tasks.Count == 0 && item.Lines.Count > 0:
                    Add(PlanProblemKind.NotAField, PlanProblemSeverity.Warning, item.Line, $"'{PlanNames.Short(item.Lines[0].Text)}' stands below no task.", "A task is a heading: '### T1 An unknown code is refused'.");
                    break;
            }
        }
    }

    private void Enter(PlanHeading heading, bool isGroup, bool isMarked)
    {
        string label = heading.Text.Trim().Trim('*', '_', '`', ':', ' ');
        if (heading.Level == 1 && _tasks.Count == 0 && _section == Section.Other && !IsTasks(heading.Text))
        {
            bool isNamed = label.StartsWith("Plan:", StringComparison.OrdinalIgnoreCase);
            _name ??= isNamed && label.Length > 5 ? label[5..] : null;
            _title ??= label;
            return;
        }

        if (_task is not null && heading.Level > _task.Level)
        {
            _task.Fields.Open(PlanFields.TaskField(label));
            return;
        }

        bool isTask = isMarked ? _section == Section.Tasks && heading.Level > _sectionLevel : TaskDraft.LooksLikeTask(heading.Text);
        if (isTask)
        {
            _task = isGroup && isMarked && !TaskDraft.LooksLikeTask(heading.Text) ? null : TaskDraft.Of(heading);
            _section = Section.Tasks;
            if (_task is not null)
            {
                _tasks.Add(_task);
            }

            return;
        }

        _task = null;
        _sectionLevel = heading.Level;
        string? field = PlanFields.PlanField(label);
        _section = IsTasks(heading.Text) ? Section.Tasks
            : label.Equals("requirements", StringComparison.OrdinalIgnoreCase) ? Section.Requirements
            : field is not null ? Section.Field
            : Section.Other;
        _plan.Open(field);
    }

    private void AddRequirement(PlanItem item)
    {
        string text = FieldValues.Unticked(string.Join(' ', item.Lines.Select(static line => line.Text)), out _);
        int end = text.AsSpan().IndexOfAny(": \t");
        if (end > 0)
        {
            _requirements.Add(new PlannedRequirement(VisibleText.OneLine(text[..end].Trim('*', '`', '_')), VisibleText.OneLine(text[(end + 1)..].Trim().Trim('*')), item.Line));
        }
    }

    private string? NameOfFile() => path is null ? null
        : Path.GetFileNameWithoutExtension(path.AsSpan()[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..]) is { IsEmpty: false } file ? file.ToString() : null;

    private void Add(PlanProblemKind kind, PlanProblemSeverity severity, int? line, string message, string? advice, params IReadOnlyList<string> tasks) => _problems.Add(new PlanProblem
    {
        Plan = string.Empty,
        Kind = kind,
        Severity = severity,
        Tasks = tasks.ToArray(),
        Line = line,
        Message = message,
        Advice = advice,
    });

    private static bool IsTasks(string heading) =>
        heading.Trim().Trim('*', '_', '`', ':', ' ').ToUpperInvariant() is "TASKS" or "THE TASKS" or "TASK LIST" or "STEPS";
}

/// <summary>Notes a problem of a plan.</summary>
internal delegate void NoteProblem(PlanProblemKind kind, PlanProblemSeverity severity, int? line, string message, string? advice, params IReadOnlyList<string> tasks);
