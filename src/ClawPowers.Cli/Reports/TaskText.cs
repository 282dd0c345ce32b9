using System.Globalization;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>A task for whoever is to do it: its name alone on the first line, then all that the plan and others say of it. ASCII but for what others wrote.</summary>
internal static class TaskText
{
    private const int LabelWidth = 10;

    public static void Write(Invocation invocation, ClawTask task)
    {
        TextWriter output = invocation.Out;
        TimeZoneInfo zone = invocation.Context.Time.LocalTimeZone;
        output.WriteLine($"{HarmlessText.OfName(task.Id)}  {HarmlessText.OfName(task.Title)}");
        Line("plan", HarmlessText.OfName(task.Plan) + (task.Project is { } project ? $" ({HarmlessText.OfName(project)})" : " (global)"));
        if (task.State == TaskState.Running && task.LeaseUntil is { } until)
        {
            Line("claim", $"{task.Claim.ToString(CultureInfo.InvariantCulture)}, until {TimeZoneInfo.ConvertTime(until, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}");
        }

        if (task.Estimate is { } estimate)
        {
            Line("estimate", Figures.Span(estimate) + (task.Actual is { } actual ? $", spent {Figures.Span(actual)}" : string.Empty));
        }

        Lines("in", task.Inputs);
        Lines("out", task.Outputs);
        Lines("done", task.DoneWhen);
        Lines("wire", task.TripWire is { } wire ? [wire] : []);
        Lines("note", task.Note is { } note ? [note] : []);

        void Lines(string label, IReadOnlyList<string> texts)
        {
            foreach (string text in texts)
            {
                Line(label, HarmlessText.Of(text));
            }
        }

        void Line(string label, string text)
        {
            output.Write("  " + label.PadRight(LabelWidth));
            output.WriteLine(text.Replace("\n", "\n" + new string(' ', LabelWidth + 2), StringComparison.Ordinal));
        }
    }
}
