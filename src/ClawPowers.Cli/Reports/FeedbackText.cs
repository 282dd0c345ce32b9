using ClawPowers.Cli.Output;

namespace ClawPowers.Cli.Reports;

/// <summary>Feedback for a person: a line per skill with a bar for the interval of its success rate, and under it what was found. ASCII unless it goes to a terminal.</summary>
internal sealed class FeedbackText(TextWriter output, Shell shell)
{
    private const int NameWidth = 30;
    private const int BarWidth = 14;

    private readonly Style _style = new(shell.UsesColor);
    private readonly (char Scale, char Range, char Rate) _marks = shell.IsTerminal ? ('·', '▒', '█') : ('.', '=', '#');

    public void Write(IReadOnlyList<SkillReport> reports)
    {
        SkillReport[] used = [.. reports.Where(static report => report.Runs + report.Skipped > 0)];
        if (used.Length > 0)
        {
            int width = Math.Clamp(used.Max(static report => report.Skill.Length), "skill".Length, NameWidth);
            output.WriteLine(_style.Quiet($"{"skill".PadRight(width)} 0%        100%  rate interval  runs  verdict"));
            foreach (SkillReport report in used)
            {
                Report(report, width);
            }
        }

        SkillReport[] unused = [.. reports.Where(static report => report.Runs + report.Skipped == 0)];
        foreach (SkillFinding finding in unused.SelectMany(static report => report.Findings))
        {
            Finding(finding, finding.Skill + ", ");
        }

        if (unused.Length > 0)
        {
            output.WriteLine();
            WrappedText.Write(output, $"No runs: {string.Join(", ", unused.Select(static report => report.Skill))}.", indent: 0);
        }
    }

    private void Report(SkillReport report, int width)
    {
        string name = report.Skill;
        if (name.Length > width)
        {
            output.WriteLine(name);
            name = string.Empty;
        }

        string rate = report.Rate is { } fraction ? Figures.Percent(fraction) : "-";
        string interval = report.Interval is { } range ? Figures.Percent(range) : "-";
        output.WriteLine($"{name.PadRight(width)} {Bar(report)} {rate,5} {interval,8} {Figures.Count(report.Runs),5}  {Verdict(report.Verdict)}");
        if (string.Join(", ", Known(report)) is { Length: > 0 } known)
        {
            Line(known);
        }

        if (report.RunsNeeded is { } needed)
        {
            Line($"About {Figures.Count(needed, "more run settles", "more runs settle")} the verdict at this rate.");
        }
        else if (report.Verdict == SkillVerdict.NeedMoreData)
        {
            Line("The rate is too close to 70% to be settled within 1,000 more runs.");
        }

        foreach (SkillFinding finding in report.Findings)
        {
            Finding(finding, string.Empty);
        }

        foreach (SkillFinding fact in report.Facts)
        {
            Line($"fact: {fact.Summary}");
        }

        foreach (string change in report.Changes)
        {
            Line($"since {(report.ComparedWith is { } last ? JsonOutput.Moment(last) : "last time")}: {change}");
        }
    }

    private static IEnumerable<string> Known(SkillReport report)
    {
        if (report.Failures > 0)
        {
            yield return $"{Figures.Count(report.Failures)} failed";
        }

        if (report.Partials > 0)
        {
            yield return $"{Figures.Count(report.Partials)} partial";
        }

        if (report.Skipped > 0)
        {
            yield return $"{Figures.Count(report.Skipped)} skipped";
        }

        if (report is { DurationP50: { } median, DurationP95: { } most })
        {
            yield return $"half took up to {Figures.Span(median)}, 95% up to {Figures.Span(most)}";
        }

        if (report.Trend is SkillTrend.Improving or SkillTrend.Declining)
        {
            yield return JsonOutput.Word(report.Trend.ToString());
        }
    }

    private void Finding(SkillFinding finding, string prefix)
    {
        string severity = JsonOutput.Word(finding.Severity.ToString());
        string runs = finding.Ids.Count == 0 ? string.Empty : $" (runs {string.Join(", ", finding.Ids.Select(Figures.Count))})";
        Line($"{prefix}{severity}, {finding.Analyzer}: {finding.Summary}{runs}");
        if (finding.Recommendation is { } recommendation)
        {
            Line($"{(finding.RecommendationId is { } id ? $"recommendation #{Figures.Count(id)}" : "recommended")}: {recommendation}", indent: 4);
        }
    }

    private string Bar(SkillReport report)
    {
        char[] bar = new char[BarWidth];
        Array.Fill(bar, _marks.Scale);
        if (report is { Rate: { } rate, Interval: { } interval })
        {
            Array.Fill(bar, _marks.Range, Cell(interval.Low), Cell(interval.High) - Cell(interval.Low) + 1);
            bar[Cell(rate)] = _marks.Rate;
        }

        return new string(bar);
    }

    private static int Cell(double fraction) => Math.Clamp((int)(fraction * BarWidth), 0, BarWidth - 1);

    private string Verdict(SkillVerdict verdict) => verdict switch
    {
        SkillVerdict.Healthy => _style.Good("Healthy"),
        SkillVerdict.NeedMoreData => "NeedMoreData",
        _ => _style.Bad(verdict.ToString()),
    };

    private void Line(string text, int indent = 2)
    {
        output.Write(new string(' ', indent));
        WrappedText.Write(output, text, indent + 2);
    }
}
