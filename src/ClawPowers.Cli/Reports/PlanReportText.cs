using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>What the record of a plan shows, for a person: what holds up first, then facts. ASCII but for what others wrote.</summary>
internal static class PlanReportText
{
    public static void Write(TextWriter output, PlanReport report)
    {
        output.WriteLine($"{HarmlessText.OfName(report.Plan)}: {JsonOutput.Word($"{report.State}")}, {Figures.Count(report.Done)} of {Figures.Count(report.Total)} done, estimate {(report.Estimate is { } estimate ? Figures.Span(estimate) : "none")}, spent {Figures.Span(report.Actual)}");
        foreach (PlanFinding finding in report.Findings)
        {
            Line(output, $"{finding.Subject}: {finding.Summary}");
            if (finding.Recommendation is { } recommendation)
            {
                Line(output, $"recommended: {recommendation}", indent: 4);
            }
        }

        foreach (PlanFinding fact in report.Facts)
        {
            Line(output, $"fact: {fact.Summary}");
        }

        foreach (TaskOverrun over in report.Overruns)
        {
            Line(output, $"{over.Id} {Figures.Span(over.Actual)} for {Figures.Span(over.Estimate)}{(over.IsOpen ? ", still open" : string.Empty)}: {over.Cause ?? "no cause is on record"}", indent: 4);
        }
    }

    private static void Line(TextWriter output, string text, int indent = 2)
    {
        output.Write(new string(' ', indent));
        WrappedText.Write(output, text, indent + 2);
    }
}
