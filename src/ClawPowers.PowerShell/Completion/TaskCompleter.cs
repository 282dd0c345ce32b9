using System.Collections;
using ClawPowers.Core.Plans;

namespace ClawPowers.PowerShell.Completion;

/// <summary>Completes the tasks of the plan that was typed, or of all.</summary>
public class TaskCompleter : ListCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => Tasks(bound).Select(static task => task.Id).Distinct(StringComparer.Ordinal);

    /// <summary>The tasks, in the order of their plans.</summary>
    internal static IEnumerable<ClawTask> Tasks(IDictionary bound) =>
        new PlanStore(CompletionText.CreateContext()).Tasks(new TaskQuery { Plans = (bound["Plan"] ?? bound["Name"]) is string plan ? [plan] : null });
}

/// <summary>Completes tasks that there is something left to do on: those that run and those that are ready first.</summary>
public sealed class OpenTaskCompleter : TaskCompleter
{
    internal override IEnumerable<string> Words(IDictionary bound) => Tasks(bound)
        .OrderBy(static task => task.State switch { TaskState.Running => 0, TaskState.Ready => 1, TaskState.Waiting => 2, TaskState.Blocked => 3, _ => 4 })
        .Select(static task => task.Id)
        .Distinct(StringComparer.Ordinal);
}

/// <summary>Completes the causes of rework that have a remedy of their own.</summary>
public sealed class ReworkCompleter : ListCompleter
{
    private static readonly string[] Causes = ["slip", "spec", "change", "dependency"];

    internal override IEnumerable<string> Words(IDictionary bound) => Causes;
}
