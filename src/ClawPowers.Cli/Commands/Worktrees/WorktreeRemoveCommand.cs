using System.CommandLine;
using ClawPowers.Cli.CommandLine;
using ClawPowers.Cli.Output;
using ClawPowers.Core.Git.Worktrees;

namespace ClawPowers.Cli.Commands.Worktrees;

/// <summary><c>clawpowers worktree remove</c></summary>
internal sealed class WorktreeRemoveCommand : WorktreeCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The worktree by name, branch or folder." };
    private readonly Option<bool> _force = CommonOptions.LocalFlag("--force", "Remove it though it has changes or work that is not merged, is locked, or is the one you are in. The branch is kept unless it is merged.");
    private readonly Option<bool> _dryRun = CommonOptions.LocalFlag("--dry-run", "Say what would be removed, and remove nothing.");

    public WorktreeRemoveCommand()
        : base("remove", "Remove a worktree, and its branch if that is merged.")
    {
        Arguments.Add(_name);
        Options.Add(_force);
        Options.Add(_dryRun);
        Options.Add(CommonOptions.SessionId);
        Options.Add(CommonOptions.Agent);
    }

    public override string Details => "Refuses where work would be lost, and says what. Files that Git ignores are no work and go with it.";

    public override int Run(Invocation invocation)
    {
        bool isDryRun = invocation.Flag(_dryRun);
        WorktreeRemoval removal = new WorktreeStore(invocation.Context).Remove(
            new RemoveWorktreeRequest { Name = invocation.Required(_name), Force = invocation.Flag(_force), Commit = !isDryRun },
            invocation.Cancellation);
        if (invocation.Json)
        {
            JsonOutput.WriteObject(invocation.Out, removal, (writer, removal) => WorktreeJson.Removal(writer, removal, !isDryRun));
            return CommandHost.Success;
        }

        string branch = removal.IsBranchDeleted ? $" and its branch {HarmlessText.OfName(removal.Worktree.Branch!)}" : string.Empty;
        invocation.Out.WriteLine($"{(isDryRun ? "would remove" : "removed")} {HarmlessText.OfName(removal.Worktree.Path)}{branch}");
        if (removal.Message is { } message)
        {
            invocation.Shell.Error.WriteLine(HarmlessText.OfName(message));
        }

        return CommandHost.Success;
    }
}
