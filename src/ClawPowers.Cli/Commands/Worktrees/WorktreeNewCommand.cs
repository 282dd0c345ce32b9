using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Git.Worktrees;

namespace ClawPowers.Cli.Commands.Worktrees;

/// <summary><c>clawpowers worktree new</c></summary>
internal sealed class WorktreeNewCommand : WorktreeCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Its name and that of its branch, such as fix/empty-cart." };
    private readonly Option<string> _branch = new("--branch") { HelpName = "name", Description = "Another branch than that of the name; made if there is none." };
    private readonly Option<string> _from = new("--from") { HelpName = "commit", Description = "What a new branch begins from. If left out, the main branch here or at origin, whichever is ahead." };
    private readonly Option<string> _path = new("--path") { HelpName = "folder", Description = "The folder to make. If left out, ../<repository>.worktrees/<name with - for />." };
    private readonly Option<bool> _detach = CommonOptions.LocalFlag("--detach", "Check the commit out by itself, to look at it.");
    private readonly Option<string> _plan = new("--plan") { HelpName = "name", Description = "The plan that it is for." };
    private readonly Option<string> _task = new("--task") { HelpName = "id", Description = "The task that it is for." };

    public WorktreeNewCommand()
        : base("new", "Make a worktree beside the repository, with a branch of its own, and print its path.")
    {
        Arguments.Add(_name);
        Options.Add(_branch);
        Options.Add(_from);
        Options.Add(_path);
        Options.Add(_detach);
        Options.Add(_plan);
        Options.Add(_task);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
    }

    public override string Details => "A branch that is there is checked out as it is; one that is only at origin is made from there. If anything fails, nothing of it stays. Hooks are not run.";

    public override int Run(Invocation invocation)
    {
        ClawWorktree made = new WorktreeStore(invocation.Context).Create(
            new NewWorktreeRequest
            {
                Name = invocation.Required(_name),
                Branch = invocation.Text(_branch),
                From = invocation.Text(_from),
                Path = invocation.Text(_path),
                Detach = invocation.Flag(_detach),
                Plan = invocation.Text(_plan),
                Task = invocation.Text(_task),
            },
            invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, made, WorktreeJson.Worktree);
        }
        else
        {
            invocation.Out.WriteLine(LineText.OfValue(made.Path));
        }

        return CommandHost.Success;
    }
}
