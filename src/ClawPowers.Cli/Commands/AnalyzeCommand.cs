using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Cli.Reports;
using ClawPowers.Core.Feedback;
using ClawPowers.Core.Git.Worktrees;
using ClawPowers.Core.Lessons;

namespace ClawPowers.Cli.Commands;

/// <summary><c>clawpowers analyze</c></summary>
internal sealed class AnalyzeCommand : CliCommand
{
    private readonly Option<string> _plan = new("--plan") { HelpName = "name", Description = "Instead: what is known of a plan." };
    private readonly Option<bool> _worktrees = CommonOptions.LocalFlag("--worktrees", "Instead: what is known of worktrees.");
    private readonly Option<bool> _recommendations = CommonOptions.LocalFlag("--recommendations", "Instead: what was recommended, and what became of it.");
    private readonly Option<string[]> _goals = MetricOptions.Several("--goal", "measure:direction", "Look for what goes with a measure instead of success, such as cycles:down. May be given several times.");
    private readonly Option<string[]> _analyzers = MetricOptions.Several("--analyzer", "name", $"Ask only this one: {string.Join(", ", FeedbackEngine.AnalyzerNames)}. May be given several times.");
    private readonly Option<string> _asOf = new("--as-of") { HelpName = "when", Description = "Judge as it was known then: a time ago, or a moment. Nothing of it is kept." };
    private readonly Option<string> _format = new("--format") { HelpName = "format", Description = "text (the default) or json, which is --json." };

    public AnalyzeCommand()
        : base("analyze", "Say how well each skill works, what changed, and what to do about it.")
    {
        Options.Add(MetricOptions.Skills);
        Options.Add(_plan);
        Options.Add(_worktrees);
        Options.Add(_recommendations);
        Options.Add(_format);
        Options.Add(MetricOptions.Since);
        Options.Add(_goals);
        Options.Add(_analyzers);
        Options.Add(_asOf);
        Options.Add(CommonOptions.Scope);
        Options.Add(CommonOptions.Project);
    }

    public override string Details =>
        "The bar shows where the success rate lies, with 95% confidence, between 0 and 100%. What stands under a skill was tested and holds up; what is called a fact is only what the record says. "
        + "Without runs it says so and exits with 0.";

    public override int Run(Invocation invocation)
    {
        bool json = WantsJson(invocation);
        switch (invocation.Text(_plan), invocation.Flag(_worktrees), invocation.Flag(_recommendations))
        {
            case (null, false, false):
                Skills(invocation, json);
                break;
            case ({ } plan, false, false):
                Refuse(invocation, "--plan", _goals, _analyzers, _asOf);
                TopicReport.OfPlan(invocation, plan).Write(invocation, json);
                break;
            case (null, true, false):
                Refuse(invocation, "--worktrees", MetricOptions.Skills, _goals, _analyzers, _asOf, CommonOptions.Scope);
                Worktrees(invocation, json);
                break;
            case (null, false, true):
                Refuse(invocation, "--recommendations", MetricOptions.Since, _goals, _analyzers, _asOf);
                Recommendations(invocation, json);
                break;
            default:
                throw CommandLineErrors.Invalid("--plan, --worktrees and --recommendations are three different reports. Ask for one of them.");
        }

        return CommandHost.Success;
    }

    private static void Worktrees(Invocation invocation, bool json)
    {
        WorktreeReport report = new WorktreeFeedback(invocation.Context).Report(invocation.Since, invocation.Project, invocation.Cancellation);
        if (json)
        {
            JsonOutput.WriteObject(invocation.Out, report, WorktreeJson.Report);
        }
        else
        {
            new WorktreeText(invocation.Out, invocation.Shell, invocation.Context.Time.LocalTimeZone).Write(report);
        }
    }

    private bool WantsJson(Invocation invocation) => invocation.Text(_format)?.ToUpperInvariant() switch
    {
        null => invocation.Json,
        "JSON" => true,
        "TEXT" when invocation.Json => throw CommandLineErrors.Invalid("--format text and --json contradict each other. Leave one of them out."),
        "TEXT" => false,
        _ => throw CommandLineErrors.Invalid($"'{invocation.Text(_format)}' is not a format. Allowed: text, json."),
    };

    private void Skills(Invocation invocation, bool json)
    {
        IReadOnlyList<SkillReport> reports = new FeedbackEngine(invocation.Context).Run(
            new FeedbackRequest
            {
                Skills = invocation.Skills,
                Since = invocation.Since,
                Goals = [.. (invocation.Texts(_goals) ?? []).Select(MeasureGoal.Parse)],
                Analyzers = invocation.Texts(_analyzers),
                AsOf = invocation.Text(_asOf) is { } asOf ? OptionText.Past(asOf, _asOf.Name, invocation.Context.Time.GetUtcNow()) : null,
                Scope = invocation.Scope,
                Project = invocation.Project,
            },
            invocation.Cancellation);
        if (json)
        {
            FeedbackJson.Write(invocation.Out, reports);
        }
        else if (reports.Any(static report => report.Runs + report.Skipped > 0 || report.Findings.Count > 0))
        {
            new FeedbackText(invocation.Out, invocation.Shell).Write(reports);
        }
        else
        {
            invocation.Shell.Error.WriteLine("No runs found, so there is nothing to say. 'clawpowers metrics record' records one.");
        }
    }

    private static void Recommendations(Invocation invocation, bool json)
    {
        IReadOnlyList<SkillRecommendation> recommendations = new RecommendationStore(invocation.Context).Read(
            new RecommendationQuery { Skills = invocation.Skills, Scope = invocation.Scope, Project = invocation.Project },
            invocation.Cancellation);
        if (json)
        {
            RecommendationJson.Write(invocation.Out, recommendations);
        }
        else if (recommendations.Count > 0)
        {
            RecommendationText.Write(invocation.Out, recommendations);
        }
        else
        {
            invocation.Shell.Error.WriteLine("Nothing has been recommended. 'clawpowers analyze' does where the runs show what to change.");
        }
    }

    private static void Refuse(Invocation invocation, string report, params Option[] options)
    {
        if (Array.Find(options, invocation.IsGiven) is { } option)
        {
            throw CommandLineErrors.Invalid($"{option.Name} has no meaning with {report}. Leave one of them out.");
        }
    }
}
