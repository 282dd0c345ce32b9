using System.Globalization;
using ClawPowers.Core.Plans.Progress;
using FsCheck;
using FsCheck.Fluent;

namespace ClawPowers.Core.Tests.Plans.Progress;

/// <summary>Tasks for tests. Times are minutes from <see cref="Now"/>.</summary>
internal static class Make
{
    public static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly PlanHead Head = new()
    {
        Name = "cart-discount",
        DoneWhen = [],
        Scope = ClawScope.Global,
        CreatedAt = Now.ToUnixTimeMilliseconds(),
        UpdatedAt = Now.ToUnixTimeMilliseconds(),
    };

    public static TaskProgress Task(string id, TaskState state, double? estimate = null, IReadOnlyList<string>? needs = null, string? title = null) => new()
    {
        Rank = 0,
        Task = new ClawTask
        {
            Plan = Head.Name,
            Id = id,
            Title = title ?? "title of " + id,
            State = state,
            Scope = ClawScope.Global,
            Estimate = Minutes(estimate),
            Needs = needs ?? [],
        },
    };

    public static TaskProgress Done(string id, string title, double from, double to, double? estimate = null)
    {
        TaskProgress task = Task(id, TaskState.Done, estimate, title: title);
        return task with
        {
            Task = task.Task with { StartedAt = Moment(from), CompletedAt = Moment(to), Actual = Minutes(to - from), Attempts = 1, Claim = 1 },
            Attempts = [Attempt(from, to)],
        };
    }

    public static TaskProgress Running(string id, string title, double since, double? estimate = null)
    {
        TaskProgress task = Task(id, TaskState.Running, estimate, title: title);
        return task with
        {
            Task = task.Task with { StartedAt = Moment(since), Attempts = 1, Claim = 1 },
            Attempts = [Attempt(since, 0) with { IsOpen = true }],
        };
    }

    public static TaskAttempt Attempt(double from, double to) => new() { Span = new WorkSpan(Moment(from).ToUnixTimeMilliseconds(), Moment(to).ToUnixTimeMilliseconds()) };

    /// <summary>Plans of any shape: states that can't be beside each other in a store included.</summary>
    public static Gen<IReadOnlyList<TaskProgress>> Plans()
    {
        Gen<TaskProgress> task =
            from state in Gen.Elements(Enum.GetValues<TaskState>())
            from estimate in Gen.OneOf(Gen.Constant((double?)null), Gen.Choose(0, 500).Select(static minutes => (double?)minutes))
            from began in Gen.Choose(-5_000, 0)
            from length in Gen.Choose(0, 600)
            from second in Gen.Choose(-100, 0)
            from kind in Gen.Choose(0, 3)
            select Of(state, estimate, began, Math.Min(0, began + length), second, kind);
        return from count in Gen.Choose(0, 20)
               from tasks in task.ArrayOf(count)
               from needs in Gen.Choose(0, 25).ArrayOf(count)
               select (IReadOnlyList<TaskProgress>)[.. tasks.Select((one, i) => one with
               {
                   Rank = i,
                   Task = one.Task with { Id = Name(i), Title = "t " + Name(i), Needs = needs[i] == i ? [] : [Name(needs[i])] },
               })];
    }

    private static TaskProgress Of(TaskState state, double? estimate, int from, int to, int second, int kind) => (state, kind) switch
    {
        (TaskState.Done, _) => Done(string.Empty, string.Empty, from, to, estimate),
        (TaskState.Running, 0) => Running(string.Empty, string.Empty, from, estimate),
        (TaskState.Running, _) => Running(string.Empty, string.Empty, from, estimate) with { Attempts = [Attempt(from, to) with { HasLapsed = true }, Attempt(Math.Max(second, to), 0) with { IsOpen = true, Cause = "slip" }] },
        (_, 0) => Task(string.Empty, state, estimate),
        _ => Task(string.Empty, state, estimate) with { Attempts = [Attempt(from, to) with { IsGivenBack = kind == 1, IsReopened = kind == 2 }] },
    };

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"T{i}");

    private static DateTimeOffset Moment(double minutes) => Now.AddMinutes(minutes);

    private static TimeSpan? Minutes(double? minutes) => minutes is { } known ? TimeSpan.FromMinutes(known) : null;
}
