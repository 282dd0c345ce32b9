using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Plans.Tasks;

namespace ClawPowers.Cli.Commands.Plans;

/// <summary><c>clawpowers plan complete</c></summary>
internal sealed class PlanCompleteCommand : PlanCommand
{
    private readonly Argument<string> _plan = new("plan") { Description = "The plan." };
    private readonly Argument<string> _task = new("task") { Description = "The task, such as T3." };
    private readonly Option<string> _outcome = new("--outcome") { HelpName = "outcome", Description = "How it went: success (the default; it is done), skipped (it is dropped), partial or failure (it is given back)." };
    private readonly Option<string> _rework = new("--rework") { HelpName = "cause", Description = "Why work had to be done again: slip, spec, change, dependency, or a short text." };
    private readonly Option<string> _blockedBy = new("--blocked-by") { HelpName = "text", Description = "What is in the way; the task is then given to nobody until it is taken up again." };
    private readonly Option<bool> _verified = CommonOptions.LocalFlag("--require-verification", "Refuse unless all gates have passed, on what is there now, since the claim.");
    private readonly Option<string> _notes = new("--notes") { HelpName = "text", Description = "What is to be noted; '-' reads all of standard input (UTF-8)." };
    private readonly Option<string> _duration = new("--duration") { HelpName = "seconds", Description = "How long the work took, if not since the claim: a number of seconds, or with a unit, such as 12m." };

    public PlanCompleteCommand()
        : base("complete", "Say that a claimed task is done, and record the run.")
    {
        Arguments.Add(_plan);
        Arguments.Add(_task);
        Options.Add(_outcome);
        Options.Add(_rework);
        Options.Add(_blockedBy);
        Options.Add(_verified);
        Options.Add(_notes);
        Options.Add(_duration);
        Options.Add(Claim);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
        Options.Add(CommonOptions.AllowSecret);
    }

    /// <summary>The number of a claim.</summary>
    public static Option<string> Claim { get; } = new("--claim") { HelpName = "n", Description = "The number of the claim, where several agents share a session." };

    public override string Details => "It fails if the claim has lapsed or passed on, and changes nothing then.";

    public override int Run(Invocation invocation)
    {
        ClawTask task = PlanStartCommand.Apply(
            invocation,
            new CompleteTaskRequest
            {
                Outcome = invocation.Text(_outcome) is { } outcome ? OptionText.Choice<SkillOutcome>(outcome, _outcome.Name) : null,
                Rework = invocation.Text(_rework),
                BlockedBy = invocation.Text(_blockedBy),
                RequireVerification = invocation.Flag(_verified),
                Duration = invocation.Text(_duration) is { } duration ? OptionText.Seconds(duration, _duration.Name) : null,
                Claim = invocation.Version(Claim, minimum: 1),
                Notes = invocation.Value(_notes),
            },
            invocation.Required(_plan),
            invocation.Required(_task),
            invocation.Flag(CommonOptions.AllowSecret))!;
        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, task, TaskJson.Task);
        }
        else
        {
            invocation.Out.WriteLine($"{HarmlessText.OfName(task.Id)} of {HarmlessText.OfName(task.Plan)} is {JsonOutput.Word(task.State.ToString())}{(task.Actual is { } spent ? $", {Figures.Span(spent)} spent" : string.Empty)}.");
        }

        return CommandHost.Success;
    }
}
