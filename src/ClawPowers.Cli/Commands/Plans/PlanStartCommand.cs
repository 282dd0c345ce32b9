using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Cli.Reports;
using ClawPowers.Core.Plans.Tasks;

namespace ClawPowers.Cli.Commands.Plans;

/// <summary><c>clawpowers plan start</c></summary>
internal sealed class PlanStartCommand : PlanCommand
{
    private readonly Argument<string> _plan = new("plan") { Description = "The plan." };
    private readonly Argument<string?> _task = new("task") { Arity = ArgumentArity.ZeroOrOne, Description = "The task, such as T3; the next that is ready if left out." };
    private readonly Option<string> _lease = new("--lease-for") { HelpName = "duration", Description = "How long the claim lasts, such as 30m (the default) or 2h; then the task is ready again." };
    private readonly Option<bool> _renew = CommonOptions.LocalFlag("--renew", "Make the claim that this session has last longer.");
    private readonly Option<bool> _reopen = CommonOptions.LocalFlag("--reopen", "Take up a task that is done (as rework), blocked or dropped.");
    private readonly Option<string> _note = new("--note") { HelpName = "text", Description = "What whoever resumes should know; '-' reads all of standard input (UTF-8)." };

    public PlanStartCommand()
        : base("start", "Claim a task for a time, so that nobody else does it, and print it.")
    {
        Arguments.Add(_plan);
        Arguments.Add(_task);
        Options.Add(_lease);
        Options.Add(_renew);
        Options.Add(_reopen);
        Options.Add(_note);
        Options.Add(PlanCompleteCommand.Claim);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
        Options.Add(CommonOptions.AllowSecret);
    }

    public override string Details => "Where nothing is ready it prints nothing and exits with 1. A claim is the session's: only it can renew and complete it, before the lease ends.";

    public override int Run(Invocation invocation)
    {
        if (invocation.Flag(_renew) && invocation.Flag(_reopen))
        {
            throw CommandLineErrors.Invalid("--renew and --reopen contradict each other. Leave one of them out.");
        }

        TimeSpan? lease = invocation.Text(_lease) is { } text ? OptionText.Seconds(text, _lease.Name) : null;
        TaskRequest request = invocation.Flag(_renew)
            ? new RenewTaskRequest { LeaseFor = lease, Note = invocation.Value(_note), Claim = invocation.Version(PlanCompleteCommand.Claim, minimum: 1) }
            : new StartTaskRequest { LeaseFor = lease, Note = invocation.Value(_note), Reopen = invocation.Flag(_reopen) };
        return Print(invocation, Apply(invocation, request, invocation.Required(_plan), invocation.Text(_task), invocation.Flag(CommonOptions.AllowSecret)));
    }

    /// <summary>Makes one change to one task.</summary>
    public static ClawTask? Apply(Invocation invocation, TaskRequest request, string plan, string? task, bool allowSecret)
    {
        var board = new TaskBoard(invocation.Context);
        PlannedTaskChange change = board.Plan(request with { Plan = plan, Id = task, Scope = invocation.Scope, Project = invocation.Project, AllowSecret = allowSecret });
        TaskOutcome outcome = board.Apply([change], commit: true, invocation.Cancellation)[0];
        return outcome.Error is null ? outcome.Task : throw outcome.Error;
    }

    /// <summary>Prints a task if there is one.</summary>
    public static int Print(Invocation invocation, ClawTask? task)
    {
        if (task is null)
        {
            return CommandHost.Failure;
        }

        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, task, TaskJson.Task);
        }
        else
        {
            TaskText.Write(invocation, task);
        }

        return CommandHost.Success;
    }
}
