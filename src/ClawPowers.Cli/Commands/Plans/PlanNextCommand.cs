using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Core.Plans.Tasks;

namespace ClawPowers.Cli.Commands.Plans;

/// <summary><c>clawpowers plan next</c></summary>
internal sealed class PlanNextCommand : PlanCommand
{
    private readonly Argument<string?> _plan = new("plan") { Arity = ArgumentArity.ZeroOrOne, Description = "The plan; all plans of the project, the oldest first, if left out." };

    public PlanNextCommand()
        : base("next", "Print the task that would be given out next, without claiming it.") => Arguments.Add(_plan);

    public override string Details => "Where nothing is ready it prints nothing and exits with 1.";

    public override int Run(Invocation invocation)
    {
        ClawTask? task = new TaskBoard(invocation.Context).Next(
            new StartTaskRequest { Plan = invocation.Text(_plan), Scope = invocation.Scope, Project = invocation.Project },
            invocation.Cancellation);
        return PlanStartCommand.Print(invocation, task);
    }
}
