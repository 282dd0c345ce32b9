using ClawPowers.Core.Verification;

namespace ClawPowers.Cli.Output;

/// <summary>Gates and their results in lines.</summary>
internal static class GateLines
{
    private const string Indent = "    ";

    /// <summary>The gates of a project: each with its command, and below it what else is said of it.</summary>
    public static IEnumerable<string> Of(VerificationPlan plan)
    {
        int width = plan.Gates.Max(static gate => gate.Gate.Length);
        foreach (VerificationGate gate in plan.Gates)
        {
            yield return $"{gate.Gate.PadRight(width)}  {gate.Command}";
            string[] more =
            [
                $"at most {Figures.Span(gate.Limit)}",
                .. gate.Needs.Count == 0 ? (string[])[] : [$"needs {string.Join(", ", gate.Needs)}"],
                .. gate.Group is null ? (string[])[] : [$"group {HarmlessText.OfName(gate.Group)}"],
                .. gate.Folder == plan.Folder ? (string[])[] : [$"in {HarmlessText.OfName(Path.GetRelativePath(plan.Folder, gate.Folder))}"],
                .. gate.RunsHere ? (string[])[] : ["not on this system"],
            ];
            yield return new string(' ', width + 2) + string.Join("; ", more);
        }

        yield return $"From {HarmlessText.OfName(plan.Path ?? $"what was detected in {plan.Folder}")}; {(plan.IsTrusted ? "may run" : "not trusted yet")}.";
    }

    /// <summary>How a gate went: a line, and below it what helps if it did not pass.</summary>
    public static IEnumerable<string> Of(GateResult result, int width, Style style)
    {
        string word = Word(result.State).PadRight(11);
        string time = (result.Duration is { } duration ? Figures.Span(duration) : string.Empty).PadLeft(7);
        yield return $"{result.Gate.PadRight(width)}  {(result.Passed ? style.Good(word) : style.Bad(word))}  {time}{(result.Reason is null ? string.Empty : "  " + result.Reason)}".TrimEnd();
        if (result.Passed || result.State == GateState.Skipped)
        {
            yield break;
        }

        yield return Indent + result.Command;
        foreach (string line in result.Output.Length == 0 ? [] : result.Output.Split('\n'))
        {
            yield return style.Quiet($"{Indent}| {line}");
        }

        if (result.OutputPath is { } path)
        {
            yield return $"{Indent}All of it: {HarmlessText.OfName(path)}";
        }

        if (result.Advice is { } advice)
        {
            yield return $"{Indent}> {advice}";
        }
    }

    private static string Word(GateState state) => state switch
    {
        GateState.TimedOut => "timed out",
        GateState.NotStarted => "not started",
        _ => JsonOutput.Word(state.ToString()),
    };
}
